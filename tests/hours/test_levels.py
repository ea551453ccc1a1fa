"""Who must decide: the organization, the one above it, or the city (L07, L17)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from hours import permissions, rules
from hours.errors import REFUSALS, LeftOut
from hours.models import Session
from hours.models.office import office_of, who_decides
from policies.calendar import add_working_days, overdue_since, working_days_between
from policies.models import Policy
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_organization,
    make_volunteer,
    moment,
)
from volunteers.models import Appointment

LONG = 500  # minutes: over eight hours, so the organization above decides
VERY_LONG = 730


@pytest.fixture
def federation(association):
    """The organization above the association."""
    above = make_organization("连云港市志愿者总会")
    association.parent = above
    association.save()
    return above


@pytest.fixture
def xu(federation):
    """Secretary Xu approves for the federation."""
    return appoint(make_volunteer("xu", name="徐总会").account, "approver", federation)


def codes(outcome):
    return sorted(one.code for one in outcome.refused)


def everybody(request):
    names = ("zhao", "xu", "wang", "stranger", "he")
    return {name: request.getfixturevalue(name) for name in names}


@pytest.mark.parametrize(
    ("minutes", "level", "deciders"),
    [
        (120, "organization", {"zhao", "wang"}),
        (LONG, "parent", {"xu", "wang"}),
        (VERY_LONG, "city", {"wang"}),
    ],
)
@pytest.mark.parametrize("decision", ["approve", "reject", "query"])
def test_who_may_decide_is_said_by_the_level(
    request, association, federation, lin, minutes, level, deciders, decision
):
    session = log_session(
        volunteer=lin,
        organization=association,
        minutes=minutes,
        start="2020-03-05 06:00",
    )
    assert session.level == level
    for name, account in everybody(request).items():
        outcome = rules.decide(
            decision=rules.Decision(decision),
            sessions=[session],
            by=account,
            at=NOON,
            reason="Why?",
        )
        assert bool(outcome.decided) == (name in deciders), name
        if outcome.decided:
            rules.undo(sessions=[session], by=account, at=NOON)
        elif name in ("stranger", "he") or (name == "xu" and level != "parent"):
            assert codes(outcome) == ["not_found"], name
        else:
            assert codes(outcome) == ["higher_level"], name
    assert "上级" in str(REFUSALS["higher_level"])


def test_without_an_organization_above_it_is_the_city_s(association, lin, zhao, wang):
    session = log_session(volunteer=lin, organization=association, minutes=LONG)
    assert session.level == "city"
    assert codes(rules.approve(sessions=[session], by=zhao, at=NOON)) == [
        "higher_level"
    ]
    assert rules.approve(sessions=[session], by=wang, at=NOON).decided == 1


def test_one_s_own_hours_are_one_s_own_at_any_level(association, xu, zhao):
    session = log_session(
        volunteer=xu.as_volunteer, organization=association, minutes=LONG
    )
    assert codes(rules.approve(sessions=[session], by=xu, at=NOON)) == ["own_session"]


def test_a_deputy_lets_nobody_decide_their_own_from_below(
    association, federation, xu, mei
):
    # Mei stands in for Xu at the federation, and Xu serves with the association below.
    (held,) = xu.appointments.all()
    Appointment.objects.create(
        account=mei.account,
        role="approver",
        organization=federation,
        deputy_of=held,
        starts_on=held.starts_on,
        ends_on=timezone.localdate() + timedelta(days=9),
    )
    mei.account.appointments_today = None
    session = log_session(
        volunteer=xu.as_volunteer, organization=association, minutes=LONG
    )
    assert codes(rules.approve(sessions=[session], by=mei.account, at=NOON)) == [
        "own_session"
    ]


def test_counted_hours_are_taken_back_by_the_same_level(
    association, federation, lin, zhao, xu
):
    session = log_session(volunteer=lin, organization=association, minutes=LONG)
    rules.approve(sessions=[session], by=xu, at=NOON)
    no = rules.reverse(sessions=[session], by=zhao, at=EVENING, reason="Too long")
    assert codes(no) == ["higher_level"]
    yes = rules.reverse(sessions=[session], by=xu, at=EVENING, reason="Too long")
    assert yes.decided == 1


def test_two_levels_up_is_nobody_s_business(association, federation, lin, xu):
    above = make_organization("江苏省志愿者总会")
    federation.parent = above
    federation.save()
    head = appoint(make_volunteer("head").account, "approver", above)
    session = log_session(volunteer=lin, organization=association, minutes=LONG)
    assert codes(rules.approve(sessions=[session], by=head, at=NOON)) == ["not_found"]
    assert not permissions.attends(head, session)


def test_who_decides_sees_the_name(association, federation, lin, xu, zhao):
    usual = log_session(
        volunteer=lin,
        organization=association,
        at=timezone.now(),
        start=f"{timezone.localdate() - timedelta(1)} 09:00",
    )
    long = log_session(volunteer=lin, organization=association, minutes=LONG)
    told = permissions.name_of_volunteer
    assert told(long, reader=xu) == told(long, reader=zhao) == lin.name
    assert told(usual, reader=zhao) == lin.name
    assert told(usual, reader=xu) == lin.masked_name


# What those who lead an organization log with it (L17)


@pytest.mark.parametrize("role", ["approver", "admin"])
@pytest.mark.parametrize("above", [True, False])
def test_a_leader_s_hours_go_one_up(request, association, lin, role, above):
    if above:
        request.getfixturevalue("federation")
    appoint(lin.account, role, association)
    session = log_session(volunteer=lin, organization=association)
    assert session.level == ("parent" if above else "city")


def test_recording_is_not_leading(association, lin):
    appoint(lin.account, "recorder", association)
    assert log_session(volunteer=lin, organization=association).level == "organization"


def test_a_leader_serves_elsewhere_as_anybody(association, beach_team, zhao):
    session = log_session(volunteer=zhao.as_volunteer, organization=beach_team)
    assert session.level == "organization"


def test_whoever_led_once_is_anybody_again(association, lin):
    appoint(lin.account, "admin", association, ends_on=date(2020, 3, 5))
    assert log_session(volunteer=lin, organization=association, at=NOON).level == (
        "organization"
    )


def test_colleagues_do_not_approve_one_another(association, zhao, hu, wang):
    session = log_session(volunteer=zhao.as_volunteer, organization=association)
    assert codes(rules.approve(sessions=[session], by=hu, at=NOON)) == ["higher_level"]
    assert rules.approve(sessions=[session], by=wang, at=NOON).decided == 1


# What waits too long


def late(at, *, days):
    """A moment by which something sent in at ``at`` has waited so many working days."""
    day = add_working_days(timezone.localdate(at), days)
    return moment(f"{day} 09:00")


def test_what_waits_too_long_may_be_decided_above_as_well(
    association, federation, lin, xu, zhao
):
    session = log_session(volunteer=lin, organization=association, at=NOON)
    on_time = late(NOON, days=15)
    assert codes(rules.approve(sessions=[session], by=xu, at=on_time)) == ["not_found"]
    overdue = late(NOON, days=16)
    assert rules.approve(sessions=[session], by=xu, at=overdue).decided == 1
    session.refresh_from_db()
    assert (session.level, session.decided_by) == ("organization", xu)
    # And whoever decided it takes it back.
    assert rules.undo(sessions=[session], by=xu, at=overdue).decided == 1
    assert rules.approve(sessions=[session], by=zhao, at=overdue).decided == 1
    assert codes(rules.reverse(sessions=[session], by=xu, at=overdue, reason="x")) == [
        "not_found"
    ]


def test_the_city_says_how_long(association, federation, lin, xu):
    Policy.objects.create(
        code="escalation_working_days", holds_from=date(2020, 1, 1), value=1
    )
    session = log_session(volunteer=lin, organization=association, at=NOON)
    two_days_on = late(NOON, days=2)
    assert rules.approve(sessions=[session], by=xu, at=two_days_on).decided == 1


def test_what_waits_for_its_volunteer_does_not_grow_old(
    association, federation, lin, xu, zhao
):
    session = log_session(volunteer=lin, organization=association, at=NOON)
    asked, answered = late(NOON, days=1), late(NOON, days=4)
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=asked)
    # Nobody counts the days while the question is open, however long that is.
    long_after = late(NOON, days=40)
    assert codes(
        rules.reject(sessions=[session], by=xu, at=long_after, reason="x")
    ) == ["not_found"]
    rules.answer(session=session, text="Eleven", by=lin.account, at=answered)

    for days in (16, 18):
        on_time = late(NOON, days=days)
        assert codes(rules.approve(sessions=[session], by=xu, at=on_time)) == [
            "not_found"
        ]
    overdue = late(NOON, days=19)
    assert rules.approve(sessions=[session], by=xu, at=overdue).decided == 1


def test_the_database_counts_working_days_as_the_calendar_does():
    days = [date(2026, 11, 16) + timedelta(days=n) for n in range(15)]
    pairs = [(one, other) for one in days for other in days if one <= other]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hours_working_days(a, b)"
            " FROM unnest(%s::date[], %s::date[]) WITH ORDINALITY AS pair (a, b, n)"
            " ORDER BY n",
            [[one for one, _ in pairs], [other for _, other in pairs]],
        )
        counted = [n for (n,) in cursor.fetchall()]
    assert counted == [working_days_between(one, other) for one, other in pairs]


@pytest.mark.parametrize("limit", [0, 1, 3, 15])
def test_overdue_is_what_should_have_been_done_before_today(limit):
    for n in range(14):
        today = date(2026, 11, 16) + timedelta(days=n)
        last = overdue_since(today, limit=limit)
        assert add_working_days(last, limit) < today
        assert add_working_days(last + timedelta(days=1), limit) >= today


def test_one_session_and_many_are_asked_the_same(
    request, association, federation, beach_team, lin, mei, qian
):
    """``sees`` and ``decides`` of one session agree with the queries for many."""
    people = everybody(request)
    for day, minutes in ((2, 60), (3, LONG), (4, VERY_LONG)):
        for person, where in ((lin, association), (mei, beach_team), (lin, federation)):
            start = f"2020-03-0{day} {'05' if where != federation else '20'}:00"
            length = minutes if where != federation else 60
            log_session(
                volunteer=person, organization=where, start=start, minutes=length
            )
    rules.approve(sessions=Session.objects.all()[:4], by=people["xu"], at=NOON)
    rules.approve(sessions=Session.objects.all()[2:], by=people["wang"], at=NOON)
    # Two were asked about, and answered after some working days.
    for person, days in ((lin, 1), (mei, 7)):
        asked = log_session(
            volunteer=person, organization=association, start="2020-03-05 09:00"
        )
        rules.query(sessions=[asked], by=people["wang"], at=NOON, reason="When?")
        at = late(NOON, days=days)
        rules.answer(session=asked, text="Then", by=person.account, at=at)
    sessions = Session.objects.with_names()
    for at in (NOON, late(NOON, days=16), late(NOON, days=20), late(NOON, days=24)):
        for name, account in people.items():
            office = office_of(account, at=at)
            for asked, one in ((office.seen, "sees"), (office.decided, "decides")):
                many = set(sessions.filter(asked).values_list("pk", flat=True))
                none = set(
                    sessions.filter(~asked if asked else Q(pk__in=[])).values_list(
                        "pk", flat=True
                    )
                )
                each = {s.pk for s in sessions if getattr(office, one)(s)}
                assert many == each, (name, one)
                assert none == {s.pk for s in sessions} - each, (name, one)


def test_who_is_named_as_deciding_decides(
    request, association, federation, beach_team, lin, hu, qian
):
    """``who_decides`` names those whom ``decides`` is true of, by the level alone."""
    people = {**everybody(request), "hu": hu, "qian": qian}
    for minutes, start in ((60, "05"), (500, "06"), (730, "07")):
        session = log_session(
            volunteer=lin if minutes == 60 else make_volunteer("v" + start),
            organization=association,
            minutes=minutes,
            start=f"2020-03-05 {start}:00",
        )
        named = who_decides(session, at=NOON)
        for name, account in people.items():
            may = office_of(account, at=NOON).decides(session)
            by_level = may and (name != "wang" or session.level == "city")
            assert (account.pk in named) == by_level, (name, session.level)


# Putting right what counts


def test_a_correction_goes_no_further_than_one_decides(
    association, federation, lin, zhao, xu
):
    session = log_session(
        volunteer=lin, organization=association, start="2020-03-05 06:00"
    )
    rules.approve(sessions=[session], by=zhao, at=NOON)
    times = rules.Times(
        started_at=moment("2020-03-05 06:00"), ended_at=moment("2020-03-05 15:00")
    )
    with pytest.raises(LeftOut) as left_out:
        rules.correct(session=session, times=times, by=zhao, at=EVENING, reason="Long")
    assert left_out.value.code == "higher_level"
    session.refresh_from_db()
    assert session.status == "approved"
