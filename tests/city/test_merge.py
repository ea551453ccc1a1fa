"""Two records of one person: what becomes of hours, sign-in, offices and places."""

from datetime import timedelta

import pytest
from django.utils import timezone

from city import errors, reports
from city.models import Merge
from city.rules import merge
from city.rules.overlaps import plan_of
from hours import rules
from hours.disputes.minutes import disputed_minutes
from hours.errors import ReasonNeeded, VolunteerNotActive
from hours.models import Entry, Move, Objection, Session, VolunteerYear
from hours.reconcile import reconcile
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
)
from volunteers.models import Account, Appointment, Consent, RegisteredDay, Volunteer
from volunteers.rules import join
from volunteers.tokens import give_token

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def lin2(db):
    """Lin once more, registered at a station with a passport."""
    return make_volunteer("lin2", name="林小港", district_id="320707")


@pytest.fixture
def put_together(wang, lin, lin2):
    """Director Wang gives the second record up for the first."""

    def _merge(given=lin2, kept=lin, by=wang, **said):
        about = {
            "choices": {},
            "sign_in": "kept",
            "reason": "One person",
            "at": EVENING,
        }
        return merge(given=given, kept=kept, by=by, **about | said)

    return _merge


def year_of(person, year=2020):
    found = VolunteerYear.objects.filter(volunteer=person, year=year).first()
    return found.minutes if found else 0


def registered_people():
    return sum(one.delta for one in RegisteredDay.objects.all())


def sessions_of(person):
    return list(Session.objects.filter(volunteer=person).order_by("started_at"))


def test_counted_hours_are_counted_again_for_the_record_that_goes_on(
    lin, lin2, association, zhao, wang, put_together
):
    old = log_session(volunteer=lin2, organization=association, note="three bags")
    rules.approve(sessions=[old], by=zhao, at=NOON)

    done = put_together()

    old.refresh_from_db()
    (new,) = sessions_of(lin)
    assert (old.status, old.volunteer_id, old.reason_code) == (
        "reversed",
        lin2.pk,
        "merged",
    )
    assert (new.status, new.replaces_id, new.note) == ("approved", old.pk, "three bags")
    assert (new.evidence, new.level) == (old.evidence, old.level)
    assert (new.submitted_by_id, new.submitted_at) == (
        old.submitted_by_id,
        old.submitted_at,
    )
    assert (new.decided_by, new.decided_at) == (zhao, NOON)
    lines = Entry.objects.order_by("pk").values_list("kind", "minutes", "posted_by")
    assert sorted(lines[1:]) == [("approve", 120, wang.pk), ("merge", -120, wang.pk)]
    assert (year_of(lin), year_of(lin2)) == (120, 0)
    assert (done.sessions, done.minutes, done.left_out) == (1, 120, 0)
    assert reconcile() == []


def test_disputed_hours_stay_disputed(lin, lin2, association, zhao, put_together):
    old = log_session(volunteer=lin2, organization=association)
    rules.approve(sessions=[old], by=zhao, at=NOON)
    said, _ = rules.object_to(session=old, words="x", by=lin2.account, at=NOON)

    put_together()

    (new,) = sessions_of(lin)
    raised = Objection.objects.open().get()
    assert (raised.session, raised.volunteer) == (new, lin)
    assert (raised.words, raised.due_on) == (said.words, said.due_on)
    said.refresh_from_db()
    assert said.state == "moved"
    assert disputed_minutes(volunteer=lin) == 120
    rules.settle_objection(
        objection=raised, upheld=False, words="No", by=zhao, at=EVENING
    )
    assert disputed_minutes(volunteer=lin) == 0


def test_undecided_hours_are_entered_anew_in_the_same_state(
    lin, lin2, association, zhao, put_together
):
    waits = log_session(volunteer=lin2, organization=association)
    asked = log_session(
        volunteer=lin2, organization=association, start="2020-03-04 09:00"
    )
    rules.query(sessions=[asked], by=zhao, at=NOON, reason="Until when?")
    begun = Session.objects.create(
        volunteer=lin2,
        organization=association,
        district_id="320706",
        service_field_id="0006",
        started_at=EVENING - timedelta(hours=1),
        evidence="timed",
        status="open",
        submitted_by=lin2.account,
        submitted_at=None,
    )

    put_together()

    assert [one.status for one in sessions_of(lin2)] == ["withdrawn"] * 3
    assert [(one.status, one.replaces_id) for one in sessions_of(lin)] == [
        ("queried", asked.pk),
        ("submitted", waits.pk),
        ("open", begun.pk),
    ]
    assert Move.objects.filter(reason_code="merged").count() == 4
    assert not Entry.objects.exists()
    assert reconcile() == []


def test_what_was_decided_otherwise_stays_where_it_is(
    lin, lin2, association, zhao, put_together
):
    refused, taken_back, counted = (
        log_session(
            volunteer=lin2, organization=association, start=f"2020-03-0{day} 09:00"
        )
        for day in (3, 4, 5)
    )
    rules.reject(sessions=[refused], by=zhao, at=NOON, reason="Not there")
    rules.withdraw(session=taken_back, by=lin2.account, at=NOON)
    rules.approve(sessions=[counted], by=zhao, at=NOON)
    rules.reverse(sessions=[counted], by=zhao, at=NOON, reason="Beach closed")
    before = list(Session.objects.filter(volunteer=lin2).order_by("pk").values())

    put_together()

    after = list(Session.objects.filter(volunteer=lin2).order_by("pk").values())
    assert after == before
    assert sessions_of(lin) == []


def test_at_each_overlap_the_hours_count_that_were_chosen(
    lin, lin2, association, beach_team, zhao, wang, put_together
):
    mine = log_session(volunteer=lin, organization=association)
    hers = log_session(
        volunteer=lin2, organization=beach_team, start="2020-03-05 10:00", minutes=180
    )
    rules.approve(sessions=[mine, hers], by=wang, at=NOON)
    (overlap,) = plan_of(given=lin2, kept=lin).overlaps
    with pytest.raises(errors.OverlapsToResolve):
        put_together()

    put_together(choices={overlap.key: "given"})

    assert [one.status for one in sessions_of(lin)] == ["reversed", "approved"]
    assert year_of(lin) == 180
    assert reconcile() == []


def test_hours_that_hang_together_are_chosen_at_once(
    lin, lin2, association, beach_team, put_together
):
    # 9–11 and 12–14 in one record, 10–13 and 13–15 in the other, and one alone.
    for hour in (9, 12):
        log_session(
            volunteer=lin, organization=association, start=f"2020-03-05 {hour:02}:00"
        )
    for hour, minutes in ((10, 180), (13, 120), (18, 60)):
        log_session(
            volunteer=lin2,
            organization=beach_team,
            start=f"2020-03-04 {hour:02}:00",
            minutes=minutes,
        )
        log_session(
            volunteer=lin2,
            organization=beach_team,
            start=f"2020-03-05 {hour:02}:00",
            minutes=minutes,
            at=EVENING + timedelta(days=1),
        )
    (overlap,) = plan_of(given=lin2, kept=lin).overlaps

    assert (len(overlap.given), len(overlap.kept)) == (2, 2)
    put_together(choices={overlap.key: "kept"}, at=EVENING + timedelta(days=1))
    assert sum(one.minutes for one in sessions_of(lin)) == 240 + 360 + 60
    assert reconcile() == []


def test_hours_one_approved_for_oneself_wait_for_somebody_else(
    lin2, association, zhao, put_together
):
    old = log_session(volunteer=lin2, organization=association)
    rules.approve(sessions=[old], by=zhao, at=NOON)

    put_together(kept=zhao.volunteer)

    (new,) = sessions_of(zhao.volunteer)
    assert (new.status, new.decided_by) == ("submitted", None)
    assert year_of(zhao.volunteer) == year_of(lin2) == 0
    assert reconcile() == []


def test_the_given_up_record_is_closed_and_leads_to_the_other(
    lin, lin2, association, put_together
):
    put_together()

    lin2.refresh_from_db()
    assert (lin2.status, lin2.merged_into, lin2.goes_on_as) == ("closed", lin, lin)
    anybody = appoint(make_account("qian"), "recorder", association)
    with pytest.raises(VolunteerNotActive):
        log_session(volunteer=lin2, organization=association, by=anybody)


def test_figures_of_before_stay_as_they_were(
    lin, lin2, association, zhao, wang, put_together
):
    sessions = [
        log_session(volunteer=one, organization=association) for one in (lin, lin2)
    ]
    rules.approve(sessions=sessions[:1], by=zhao, at=NOON)
    rules.approve(sessions=sessions[1:], by=wang, at=NOON)
    (overlap,) = plan_of(given=lin2, kept=lin).overlaps
    before = reports.city_year(2020, at=timezone.now())
    registered = registered_people()

    put_together(choices={overlap.key: "kept"})

    after = reports.city_year(2020, at=timezone.now())
    assert (before.active, after.active) == (2, 1)
    assert after.registered == before.registered  # on the last day of that year
    assert registered_people() == registered - 1
    assert (before.minutes, after.minutes) == (240, 120)


@pytest.mark.parametrize(("sign_in", "stays"), [("kept", "lin"), ("given", "lin2")])
def test_the_person_chooses_which_sign_in_stays(
    sign_in, stays, lin, lin2, association, put_together, client
):
    appoint(lin.account, "recorder", association)
    appoint(lin2.account, "approver", association)
    ends = lin2.account if stays == "lin" else lin.account
    give_token(account=ends, scopes=None)
    client.force_login(ends)

    put_together(sign_in=sign_in)

    lin.refresh_from_db()
    ends.refresh_from_db()
    assert lin.account.username == stays
    assert (ends.is_active, ends.auth_token_set.count()) == (False, 0)
    assert client.get("/me/").status_code == 302
    held = Appointment.objects.in_force(timezone.localdate(EVENING))
    held = held.exclude(organization=None)
    assert sorted(held.values_list("account__username", "role")) == [
        (stays, "approver"),
        (stays, "recorder"),
    ]


def test_a_single_sign_in_stays_whichever_record_had_it(lin, lin2, put_together):
    walk_in = make_volunteer(name="林小港")

    put_together(kept=walk_in, given=lin2, sign_in="")

    walk_in.refresh_from_db()
    assert walk_in.account.username == "lin2"


def test_offices_of_the_city_are_not_handed_over(lin, lin2, put_together):
    appoint(lin2.account, "auditor")

    put_together()

    assert not Appointment.objects.filter(role="auditor", account=lin.account).exists()
    assert not Appointment.objects.filter(role="auditor", ends_on=None).exists()


def test_memberships_wards_and_consents_go_over(
    lin, lin2, mei, association, beach_team, put_together
):
    join(volunteer=lin, organization=association, at=NOON)
    join(volunteer=lin2, organization=association, at=NOON)
    join(volunteer=lin2, organization=beach_team, at=NOON)
    appoint(mei.account, "guardian", ward=lin2)
    Consent.objects.create(
        volunteer=lin, purpose="honours", version="1", given_at=NOON, withdrawn_at=NOON
    )
    for purpose in ("honours", "location"):
        Consent.objects.create(
            volunteer=lin2, purpose=purpose, version="1", given_at=NOON
        )

    put_together()

    assert set(lin.memberships.filter(left_on=None).values_list("organization")) == {
        (association.pk,),
        (beach_team.pk,),
    }
    assert not lin2.memberships.filter(left_on=None).exists()
    today = timezone.localdate(EVENING)
    wards = Appointment.objects.in_force(today).filter(role="guardian")
    assert [one.ward for one in wards] == [lin]
    assert list(lin.consents.in_force().values_list("purpose", flat=True)) == [
        "location"
    ]


def test_a_chain_leads_to_its_end(lin, lin2, put_together):
    third = make_volunteer("lin3", name="林小港")

    put_together()
    put_together(given=lin, kept=third)

    assert Volunteer.objects.get(pk=lin2.pk).goes_on_as == third
    assert Merge.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"reason": " "}, ReasonNeeded),
        ({"sign_in": ""}, errors.SignInNeeded),
        ({"sign_in": "both"}, errors.SignInNeeded),
    ],
)
def test_something_is_missing(said, refusal, put_together):
    with pytest.raises(refusal):
        put_together(**said)


def test_only_the_city_puts_records_together(put_together, zhao, he, lin, lin2):
    for nobody in (zhao, he, lin.account):
        with pytest.raises(errors.NotForTheCity):
            put_together(by=nobody)
    with pytest.raises(errors.OneRecord):
        put_together(given=lin)


def test_nobody_puts_their_own_records_together(put_together, wang):
    with pytest.raises(errors.OwnRecord):
        put_together(kept=wang.volunteer)


def test_a_record_is_given_up_once_and_into_one_that_is_in_use(
    lin, lin2, mei, put_together
):
    put_together()

    with pytest.raises(errors.RecordClosed):
        put_together()
    with pytest.raises(errors.RecordClosed):
        put_together(given=lin, kept=lin2)
    Volunteer.objects.filter(pk=mei.pk).update(status="suspended")
    with pytest.raises(errors.KeptNotRegistered):
        put_together(given=lin, kept=mei)


def test_the_operators_sign_in_is_not_ended(lin2, put_together):
    Account.objects.filter(pk=lin2.account_id).update(is_staff=True)

    with pytest.raises(errors.OperatorSignsIn):
        put_together()
