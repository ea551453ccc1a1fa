"""Somebody says that hours are not right: looked into, answered, put right."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from config.errors import RuleBroken
from hours import errors, rules
from hours.disputes.errors import (
    AnsweredAlready,
    DeciderReported,
    MoreThanEntered,
    NoSuchObjection,
    NotCounted,
    NothingToReport,
    ObjectedAlready,
    OwnObjection,
)
from hours.models import Objection, Session, VolunteerYear
from hours.reconcile import reconcile
from tests.behind_the_back import refused_by
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
    moment,
)
from tests.families import days_ago, register_child
from tests.racing import all_at_once, in_background
from volunteers.models import Site

pytestmark = pytest.mark.database

RIGHT = rules.Times(
    started_at=moment("2020-03-05 09:00"), ended_at=moment("2020-03-05 11:30")
)


@pytest.fixture
def counted(lin, association, zhao):
    """Lin's two hours from nine, approved by Captain Zhao."""
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session


@pytest.fixture
def clerk(association, db):
    """Clerk Sun keeps the center at which it was."""
    center = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    association.site = center
    association.save()
    return appoint(make_account("sun"), "clerk", site=center)


def object_to(session, by, words="Until half past eleven", **more):
    raised, _ = rules.object_to(session=session, words=words, by=by, at=EVENING, **more)
    return raised


def settle(objection, by, *, upheld=True, words="So it says on the roster", **more):
    return rules.settle_objection(
        objection=objection, upheld=upheld, words=words, by=by, at=EVENING, **more
    )


def minutes_of(volunteer):
    return VolunteerYear.objects.get(volunteer=volunteer, year=2020).minutes


def is_disputed(session):
    return Session.objects.with_names().get(pk=session.pk).is_disputed


def test_a_wrong_time_is_said_and_corrected(counted, lin, zhao):
    # Lin stayed until half past eleven, and says so.
    raised = object_to(counted, lin.account, times=RIGHT)
    assert (raised.kind, raised.state) == ("correction", "open")
    assert raised.due_on == date(2020, 3, 20)  # ten working days after 6 March
    assert is_disputed(counted)
    assert minutes_of(lin) == 120  # totals keep the minutes

    # Captain Zhao looks at the roster, and finds it right.
    answered = settle(raised, zhao, times=RIGHT)

    assert (answered.state, answered.answered_by) == ("upheld", zhao)
    new = Session.objects.get(replaces=counted)
    assert (new.status, new.minutes) == ("approved", 150)
    assert not is_disputed(counted)
    assert not is_disputed(new)
    assert minutes_of(lin) == 150
    assert reconcile() == []


def test_what_is_not_found_right_leaves_the_hours(counted, lin, zhao):
    raised = object_to(counted, lin.account)

    answered = settle(raised, zhao, upheld=False, words="The roster says eleven")

    assert (answered.state, answered.answer) == ("dismissed", "The roster says eleven")
    assert Session.objects.get(pk=counted.pk).status == "approved"
    assert minutes_of(lin) == 120


def test_a_report_that_is_right_takes_the_hours_back(lin, association, clerk, zhao, hu):
    # Clerk Sun kept the center that day, and saw nobody.
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    raised = object_to(session, clerk, "Nobody was there")
    assert raised.kind == "report"

    settle(raised, hu, words="The keeper is right")

    session.refresh_from_db()
    assert (session.status, session.reason) == ("reversed", "The keeper is right")
    assert minutes_of(lin) == 0
    assert reconcile() == []


def test_hours_that_wait_are_not_accepted_if_a_report_is_right(
    lin, association, hu, wang
):
    waiting = log_session(volunteer=lin, organization=association)
    raised = object_to(waiting, wang, "Entered by mistake")

    settle(raised, hu)

    waiting.refresh_from_db()
    assert waiting.status == "rejected"


def test_who_decided_does_not_answer_a_report_about_it(counted, wang, zhao, hu):
    raised = object_to(counted, wang, "Nobody was there")

    with pytest.raises(DeciderReported):
        settle(raised, zhao)
    assert settle(raised, hu).state == "upheld"


def test_what_is_about_the_decision_is_the_citys(counted, lin, zhao, hu, wang):
    raised = object_to(counted, lin.account, "He wants money", about_decision=True)

    for captain in (zhao, hu):
        assert raised not in Objection.objects.visible_to(captain)
        with pytest.raises(NoSuchObjection):
            settle(raised, captain)
    assert settle(raised, wang, upheld=False).answered_by == wang


def test_nobody_answers_what_they_said_or_what_is_about_their_hours(
    counted, association, zhao, hu, wang
):
    with pytest.raises(OwnObjection):
        settle(object_to(counted, hu, "Not that long"), hu)
    own = log_session(volunteer=zhao.volunteer, organization=association)
    rules.approve(sessions=[own], by=wang, at=NOON)
    raised = object_to(own, zhao)
    with pytest.raises(errors.LeftOut) as refused:
        settle(raised, zhao)
    assert refused.value.code == "own_session"


def test_who_decides_nothing_there_answers_nothing(
    counted, lin, mei, qian, stranger, he
):
    raised = object_to(counted, lin.account)

    for by in (lin.account, mei.account, qian, stranger, he):
        with pytest.raises(errors.LeftOut) as refused:
            settle(raised, by)
        assert refused.value.code in ("not_found", "own_session")
    assert not Objection.objects.answerable_by(qian).exists()
    assert not Objection.objects.answerable_by(stranger).exists()


def test_who_may_not_see_it_says_nothing_nor_does_the_auditor(
    counted, mei, stranger, he
):
    for by in (mei.account, stranger, he):
        with pytest.raises(errors.NotYours):
            object_to(counted, by)


def test_a_guardian_asks_for_a_child(association, zhao):
    mother = make_volunteer("mother").account
    child = register_child(mother, at=days_ago(9))
    session = log_session(
        volunteer=child,
        organization=association,
        start=f"{timezone.localdate() - timedelta(days=3)} 09:00",
        by=mother,
        at=timezone.now(),
    )
    rules.approve(sessions=[session], by=zhao, at=timezone.now())

    assert object_to(session, mother).kind == "correction"


def test_said_twice_it_is_one(counted, lin):
    first = object_to(counted, lin.account, times=RIGHT)

    again, is_new = rules.object_to(
        session=counted,
        words="Until half past eleven ",
        by=lin.account,
        at=EVENING,
        times=RIGHT,
    )

    assert (again, is_new) == (first, False)
    with pytest.raises(ObjectedAlready):
        object_to(counted, lin.account, "Something else")


def test_two_people_say_it_each_for_themselves(counted, lin, qian):
    one = object_to(counted, lin.account)
    other = object_to(counted, qian)

    assert one != other
    assert {one.raised_by, other.raised_by} == {lin.account, qian}


def test_whoever_only_reports_proposes_no_times(counted, wang, lin):
    assert not object_to(counted, wang, times=RIGHT).proposes_times
    assert object_to(counted, lin.account, times=RIGHT).proposes_times


def test_taken_back_it_is_not_disputed_and_may_be_said_anew(counted, lin, qian):
    raised = object_to(counted, lin.account)

    with pytest.raises(NoSuchObjection):
        rules.withdraw_objection(objection=raised, by=qian, at=EVENING)
    for _ in range(2):
        rules.withdraw_objection(objection=raised, by=lin.account, at=EVENING)

    assert not is_disputed(counted)
    assert object_to(counted, lin.account).pk != raised.pk


def test_what_is_answered_stays_answered(counted, lin, zhao, hu):
    raised = object_to(counted, lin.account)
    first = settle(raised, zhao, upheld=False)

    assert settle(raised, zhao, upheld=False) == first
    with pytest.raises(AnsweredAlready):
        settle(raised, hu)
    with pytest.raises(AnsweredAlready):
        rules.withdraw_objection(objection=raised, by=lin.account, at=EVENING)


def test_an_answer_has_words(counted, lin, zhao):
    raised = object_to(counted, lin.account)
    for upheld in (True, False):
        with pytest.raises(errors.ReasonNeeded):
            settle(raised, zhao, upheld=upheld, words=" ")


def test_what_goes_further_up_is_not_answered_below(lin, association, zhao, wang):
    long = log_session(volunteer=lin, organization=association, minutes=500)
    rules.approve(sessions=[long], by=wang, at=NOON)
    raised = object_to(long, lin.account)

    for upheld in (True, False):
        with pytest.raises(errors.LeftOut) as refused:
            settle(raised, zhao, upheld=upheld)
        assert refused.value.code == "higher_level"
    assert settle(raised, wang, upheld=False).state == "dismissed"


def test_what_cannot_be_put_right_leaves_the_objection_open(
    lin, association, zhao, hu, wang
):
    asked = log_session(volunteer=lin, organization=association)
    raised = object_to(asked, wang, "Entered by mistake")
    rules.query(sessions=[asked], by=zhao, at=EVENING, reason="Were you there?")

    with pytest.raises(errors.LeftOut) as refused, transaction.atomic():
        settle(raised, hu)

    assert refused.value.code == "awaiting_answer"
    raised.refresh_from_db()
    assert raised.is_open


def test_what_does_not_count_needs_no_correction(lin, association, wang):
    waiting = log_session(volunteer=lin, organization=association)
    with pytest.raises(NotCounted):
        object_to(waiting, lin.account)
    rules.withdraw(session=waiting, by=lin.account, at=NOON)
    with pytest.raises(NothingToReport):
        object_to(waiting, wang)


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("2020-03-05 08:00", "ends_before_it_starts"),
        ("2020-03-06 09:00", "crosses_midnight"),
        ("2020-03-07 09:00", "in_the_future"),
        ("2020-03-05 11:00", "same_times"),
    ],
)
def test_times_that_cannot_be_are_not_proposed(counted, lin, end, code):
    wrong = rules.Times(started_at=RIGHT.started_at, ended_at=moment(end))
    with pytest.raises(RuleBroken) as refused:
        object_to(counted, lin.account, times=wrong)
    assert refused.value.code == code


def test_hours_entered_later_become_more_if_somebody_else_asks(
    lin, association, qian, zhao
):
    entered = log_session(volunteer=lin, organization=association, by=qian)
    rules.approve(sessions=[entered], by=zhao, at=NOON)
    more = rules.Times(
        started_at=RIGHT.started_at, ended_at=RIGHT.ended_at + timedelta(minutes=1)
    )
    raised = object_to(entered, lin.account, times=RIGHT)

    with pytest.raises(MoreThanEntered), transaction.atomic():
        settle(raised, zhao, times=more)  # than Lin has asked for

    assert settle(raised, zhao, times=RIGHT).state == "upheld"
    assert minutes_of(lin) == 150


def test_a_refused_correction_leaves_the_objection_open(counted, lin, beach_team, zhao):
    log_session(volunteer=lin, organization=beach_team, start="2020-03-05 11:00")
    raised = object_to(counted, lin.account, times=RIGHT)

    with pytest.raises(errors.Overlaps), transaction.atomic():
        settle(raised, zhao, times=RIGHT)

    raised.refresh_from_db()
    assert raised.is_open
    assert minutes_of(lin) == 120


def test_hours_put_right_meanwhile_are_only_answered(counted, lin, zhao, hu):
    raised = object_to(counted, lin.account)
    rules.reverse(sessions=[counted], by=hu, at=EVENING, reason="Beach closed")

    assert settle(raised, zhao).state == "upheld"
    assert counted.entries.count() == 2
    assert reconcile() == []


def test_the_database_keeps_what_was_said(counted, lin, zhao):
    raised = object_to(counted, lin.account)
    mine = Objection.objects.filter(pk=raised.pk)
    for change in ({"words": "x"}, {"due_on": date(2030, 1, 1)}, {"kind": "report"}):
        with refused_by("objection_is_never_changed"):
            mine.update(**change)
    settle(raised, zhao, upheld=False)
    with refused_by("objection_is_never_changed"):
        mine.update(answer="Something else")
    with refused_by("objection_is_never_deleted"):
        raised.delete()
    mine.update(words="")  # words may go, with whoever wrote them


def test_it_begins_open_and_once(counted, lin):
    raised = object_to(counted, lin.account)
    raised._state.adding, raised.pk = True, None
    with refused_by("account_objects_once_at_a_time"):
        raised.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_put_it_right_once(counted, lin, zhao, hu):
    raised = object_to(counted, lin.account, times=RIGHT)

    def answers(by):
        try:
            return settle(raised, by, times=RIGHT).state
        except RuleBroken as refused:
            return refused.code

    told = all_at_once(lambda: answers(zhao), lambda: answers(hu))

    assert sorted(told) == ["answered_already", "upheld"]
    assert Session.objects.filter(replaces=counted).count() == 1
    assert minutes_of(lin) == 150
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_lin_takes_it_back_while_zhao_answers(counted, lin, zhao):
    raised = object_to(counted, lin.account)
    with transaction.atomic():
        settle(raised, zhao, upheld=False)
        lin_withdraws = in_background(
            lambda: rules.withdraw_objection(
                objection=raised, by=lin.account, at=EVENING
            )
        )
        assert lin_withdraws.waits()

    with pytest.raises(AnsweredAlready):
        lin_withdraws.result()


@pytest.mark.django_db(transaction=True)
def test_said_twice_at_once_it_is_one(counted, lin):
    told = all_at_once(*[lambda: object_to(counted, lin.account).pk] * 3)

    assert len(set(told)) == 1
    assert Objection.objects.count() == 1
