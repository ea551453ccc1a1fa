"""Ten minutes to take one's own decision back, in a new round."""

from datetime import timedelta

import pytest

from hours import rules
from hours.models import Entry, Session, VolunteerYear
from hours.reconcile import reconcile
from tests.factories import NOON, appoint, log_session, make_volunteer
from volunteers.models import Account

SOON = NOON + timedelta(minutes=10)
LATE = NOON + timedelta(minutes=10, seconds=1)
EARLIER = NOON - timedelta(minutes=10, seconds=1)


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


@pytest.fixture
def approved(session, zhao):
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session


@pytest.fixture
def rejected(session, zhao):
    rules.reject(sessions=[session], by=zhao, reason_code="not_present", at=NOON)
    return session


def lines(session):
    return list(session.entries.order_by("id").values_list("round", "kind", "minutes"))


def test_an_undone_approval_waits_again_in_a_new_round(approved, zhao):
    outcome = rules.undo(sessions=[approved], by=zhao, at=SOON)

    assert (outcome.decided, outcome.minutes) == (1, 120)
    session = Session.objects.get()
    assert (session.status, session.round) == ("submitted", 2)
    assert (session.decided_by, session.decided_at) == (None, None)
    assert lines(session) == [(1, "approve", 120), (1, "undo", -120)]
    assert VolunteerYear.objects.get().minutes == 0
    assert reconcile() == []


def test_every_round_has_its_own_lines(approved, zhao, hu):
    for decider in (zhao, hu, zhao):
        rules.undo(sessions=[approved], by=decider, at=NOON)
        next_decider = hu if decider == zhao else zhao
        rules.approve(sessions=[approved], by=next_decider, at=NOON)

    assert Session.objects.get().round == 4
    assert [line[0] for line in lines(approved)] == [1, 1, 2, 2, 3, 3, 4]
    assert VolunteerYear.objects.get().minutes == 120
    assert reconcile() == []


def test_undoing_twice_changes_nothing_twice(approved, zhao):
    rules.undo(sessions=[approved], by=zhao, at=NOON)
    again = rules.undo(sessions=[approved], by=zhao, at=NOON)
    assert again.refused_by_code == {"nothing_to_undo": 1}
    assert (Entry.objects.count(), Session.objects.get().round) == (2, 2)


def test_an_undone_rejection_waits_again(rejected, zhao):
    rules.undo(sessions=[rejected], by=zhao, at=SOON)
    session = Session.objects.get()
    assert (session.status, session.round, session.reason_code) == ("submitted", 2, "")
    assert reconcile() == []


@pytest.mark.parametrize("decided", ["approved", "rejected"])
def test_after_ten_minutes_a_decision_stands(request, zhao, decided):
    session = request.getfixturevalue(decided)
    outcome = rules.undo(sessions=[session], by=zhao, at=LATE)
    assert outcome.refused_by_code == {"too_late_to_undo": 1}
    assert Session.objects.get().status == decided


def test_only_the_decider_takes_back(approved, hu, wang):
    for other in (hu, wang):
        outcome = rules.undo(sessions=[approved], by=other, at=NOON)
        assert outcome.refused_by_code == {"not_your_decision": 1}


def test_who_has_no_office_sees_nothing_to_take_back(approved, lin, stranger):
    for other in (lin.account, stranger):
        outcome = rules.undo(sessions=[approved], by=other, at=NOON)
        assert outcome.refused_by_code == {"not_found": 1}


def test_who_lost_the_office_above_undoes_nothing_of_above(lin, association):
    # Thirteen hours are the city's to decide; Xu decided them for it, and has left it.
    xu = appoint(make_volunteer("xu").account, "approver", association)
    appoint(xu, "staff")
    session = log_session(
        volunteer=lin, organization=association, start="2020-03-05 06:00", minutes=780
    )
    rules.approve(sessions=[session], by=xu, at=NOON)
    xu.appointments.filter(role="staff").delete()
    xu = Account.objects.get(pk=xu.pk)

    outcome = rules.undo(sessions=[session], by=xu, at=SOON)

    assert outcome.refused_by_code == {"higher_level": 1}
    assert Session.objects.get().status == "approved"


@pytest.mark.parametrize("first_is", ["somebody_elses", "too_old"])
def test_a_rejection_that_stands_keeps_no_other_from_returning(
    lin, association, zhao, hu, first_is
):
    # Two claims of one time, both rejected; the first one's rejection stands.
    first = log_session(volunteer=lin, organization=association)
    by, at = (hu, NOON) if first_is == "somebody_elses" else (zhao, EARLIER)
    rules.reject(sessions=[first], by=by, reason="Not there", at=at)
    second = log_session(volunteer=lin, organization=association)
    rules.reject(sessions=[second], by=zhao, reason="Not there", at=NOON)
    assert first.pk < second.pk

    outcome = rules.undo(sessions=[first, second], by=zhao, at=NOON)

    assert [one.session for one in outcome.refused] == [first.pk]
    assert Session.objects.get(pk=second.pk).status == "submitted"


@pytest.mark.parametrize("first_is", ["somebody_elses", "too_old"])
def test_nor_does_it_make_the_day_longer(lin, association, zhao, hu, first_is):
    first = log_session(
        volunteer=lin, organization=association, start="2020-03-05 00:00", minutes=300
    )
    by, at = (hu, NOON) if first_is == "somebody_elses" else (zhao, EARLIER)
    rules.reject(sessions=[first], by=by, reason="Not there", at=at)
    second = log_session(
        volunteer=lin, organization=association, start="2020-03-05 12:00", minutes=300
    )
    rules.reject(sessions=[second], by=zhao, reason="Not there", at=NOON)
    assert first.level == second.level == "organization"

    assert rules.undo(sessions=[first, second], by=zhao, at=NOON).decided == 1
    assert Session.objects.get(pk=second.pk).status == "submitted"


def test_what_is_corrected_is_not_undone(approved, zhao):
    rules.reverse(sessions=[approved], by=zhao, reason="Beach closed", at=NOON)
    outcome = rules.undo(sessions=[approved], by=zhao, at=NOON)
    assert outcome.refused_by_code == {"nothing_to_undo": 1}


def test_a_rejection_stands_where_the_time_was_taken_since(
    rejected, lin, beach_team, zhao
):
    log_session(volunteer=lin, organization=beach_team, start="2020-03-05 10:00")
    outcome = rules.undo(sessions=[rejected], by=zhao, at=SOON)
    assert outcome.refused_by_code == {"overlaps": 1}
    assert Session.objects.get(pk=rejected.pk).status == "rejected"


def test_of_two_rejections_of_one_time_one_returns(rejected, lin, association, zhao):
    second = log_session(
        volunteer=lin, organization=association, start="2020-03-05 10:00"
    )
    rules.reject(sessions=[second], by=zhao, reason_code="logged_twice", at=NOON)

    outcome = rules.undo(sessions=[rejected, second], by=zhao, at=SOON)

    assert outcome.decided == 1
    assert outcome.refused_by_code == {"overlaps": 1}
    assert sorted(Session.objects.values_list("status", flat=True)) == [
        "rejected",
        "submitted",
    ]


def test_an_approval_returns_beside_a_rejection_of_the_same_time(
    rejected, lin, association, zhao
):
    # Zhao rejected Lin's first claim and approved the better one; both were wrong.
    better = log_session(volunteer=lin, organization=association, minutes=90)
    rules.approve(sessions=[better], by=zhao, at=NOON)

    outcome = rules.undo(sessions=[rejected, better], by=zhao, at=SOON)

    assert {one.session: one.code for one in outcome.refused} == {
        rejected.pk: "overlaps"
    }
    assert Session.objects.get(pk=better.pk).status == "submitted"
    assert reconcile() == []


def test_one_undo_takes_back_a_whole_mixed_act(lin, mei, association, zhao):
    approved = log_session(volunteer=lin, organization=association)
    rejected = log_session(volunteer=mei, organization=association)
    asked = log_session(
        volunteer=mei, organization=association, start="2020-03-04 09:00"
    )
    rules.approve(sessions=[approved], by=zhao, at=NOON)
    rules.reject(sessions=[rejected], by=zhao, reason="Not there", at=NOON)
    rules.query(sessions=[asked], by=zhao, reason="When?", at=NOON)

    outcome = rules.undo(sessions=[approved, rejected, asked], by=zhao, at=SOON)

    assert (outcome.decided, outcome.minutes) == (3, 360)
    assert set(Session.objects.values_list("status", flat=True)) == {"submitted"}
    assert reconcile() == []


def test_a_rejection_stands_where_the_day_would_be_too_long_by_now(
    lin, association, beach_team, zhao
):
    # Eight hours, rejected; eight others logged in between need nobody above.
    first = log_session(
        volunteer=lin, organization=association, start="2020-03-05 00:00", minutes=480
    )
    rules.reject(sessions=[first], by=zhao, reason="Asleep", at=NOON)
    second = log_session(
        volunteer=lin, organization=beach_team, start="2020-03-05 12:00", minutes=480
    )
    assert second.level == "organization"

    outcome = rules.undo(sessions=[first], by=zhao, at=SOON)

    assert outcome.refused_by_code == {"day_is_full": 1}
    assert Session.objects.get(pk=first.pk).status == "rejected"


def test_a_rejection_returns_to_a_long_day_of_the_right_levels(
    lin, association, beach_team, zhao
):
    first = log_session(
        volunteer=lin, organization=association, start="2020-03-05 00:00", minutes=480
    )
    log_session(
        volunteer=lin, organization=beach_team, start="2020-03-05 12:00", minutes=60
    )
    rules.reject(sessions=[first], by=zhao, reason="Asleep", at=NOON)
    assert rules.undo(sessions=[first], by=zhao, at=SOON).decided == 1
