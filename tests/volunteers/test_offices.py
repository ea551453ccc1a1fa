"""Offices: given by somebody else, for days, ended early, and deputies meanwhile."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hours import rules as hours_rules
from hours.permissions import decides
from tests.behind_the_back import refused_by
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
    moment,
)
from volunteers import rules
from volunteers.models import Account, Appointment, Site
from volunteers.office_errors import (
    AppointsOneself,
    AwayTooLong,
    DaysInThePast,
    DaysReversed,
    HoldsItAlready,
    LastAdministrator,
    MayNotAppoint,
    MayNotDelegate,
    NoSuchAppointee,
    OfficeOver,
    OnlyShorter,
    TooManyNames,
)
from volunteers.offices import account_named, may_appoint, may_end
from volunteers.permissions import appointments_of, approved_organizations

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today(now):
    return timezone.localdate(now)


def again(account):
    """The account as the next request meets it."""
    return Account.objects.get(pk=account.pk)


def office(account, role):
    return account.appointments.get(role=role)


# Appointing


def test_an_administrator_appoints_from_a_day_to_a_day(
    zhao, mei, association, now, today
):
    held = rules.appoint(
        account=mei.account,
        role="recorder",
        organization=association,
        starts_on=today + DAY,
        ends_on=today + 5 * DAY,
        by=zhao,
        at=now,
    )

    assert (held.starts_on, held.ends_on) == (today + DAY, today + 5 * DAY)
    assert held.appointed_by == zhao
    assert appointments_of(again(mei.account)) == []


def test_an_appointment_holds_from_midnight_to_midnight_in_shanghai(
    zhao, mei, association
):
    held = rules.appoint(
        account=mei.account,
        role="approver",
        organization=association,
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 2),
        by=None,
        at=moment("2026-11-20 12:00"),
    )

    def holds(text):
        on = timezone.localdate(moment(text))
        return held in Appointment.objects.in_force(on)

    assert not holds("2026-11-30 23:59:59.999999")
    assert holds("2026-12-01 00:00")
    assert holds("2026-12-02 23:59:59.999999")
    assert not holds("2026-12-03 00:00")


@pytest.mark.parametrize(
    ("text", "approves"),
    [
        ("2026-11-30 23:59:59", False),
        ("2026-12-01 00:00:00", True),
        ("2026-12-01 07:59:59", True),  # still November in Greenwich
        ("2026-12-02 23:59:59", True),
        ("2026-12-03 00:00:00", False),
    ],
)
def test_what_an_office_allows_begins_and_ends_at_midnight(
    monkeypatch, mei, association, text, approves
):
    appoint(mei.account, "recorder", association)
    Appointment.objects.create(
        account=mei.account,
        role="approver",
        organization=association,
        starts_on="2026-12-01",
        ends_on="2026-12-02",
    )
    monkeypatch.setattr(timezone, "now", lambda: moment(text))

    found = approved_organizations(again(mei.account))
    assert found == ([association.pk] if approves else [])


def test_staff_appoint_in_any_organization_at_sites_and_for_the_city(
    wang, mei, association, now
):
    site = Site.objects.create(
        code="320706C", kind="center", name="中心", district_id="320706"
    )
    for role, scope in (
        ("approver", {"organization": association}),
        ("clerk", {"site": site}),
        ("staff", {}),
    ):
        rules.appoint(account=mei.account, role=role, by=wang, at=now, **scope)

    assert again(mei.account).needs_second_factor
    assert mei.account.appointments.count() == 3


def test_the_operator_appoints_the_citys_own_and_nobody_else(mei, association, now):
    operator = make_account("operator", is_staff=True, is_superuser=True)
    rules.appoint(account=mei.account, role="auditor", by=operator, at=now)

    assert not may_appoint(operator, "admin", organization=association)


def test_others_appoint_nobody(hu, qian, he, stranger, mei, association, now):
    other = appoint(make_account("other"), "admin", make_organization("别队"))
    for account in (hu, qian, he, stranger, mei.account, other):
        for role, scope in (
            ("recorder", {"organization": association}),
            ("staff", {}),
        ):
            with pytest.raises(MayNotAppoint):
                rules.appoint(
                    account=make_account(f"x{account.pk}{role}"),
                    role=role,
                    by=account,
                    at=now,
                    **scope,
                )


def test_an_administrator_gives_no_office_of_the_city(zhao, mei, now):
    with pytest.raises(MayNotAppoint):
        rules.appoint(account=mei.account, role="staff", by=zhao, at=now)


def test_nobody_appoints_themselves(wang, association, now):
    runs = appoint(make_volunteer("runs").account, "admin", association)
    with pytest.raises(AppointsOneself):
        rules.appoint(
            account=runs, role="approver", organization=association, by=runs, at=now
        )
    with pytest.raises(AppointsOneself):
        rules.appoint(account=wang, role="auditor", by=wang, at=now)
    with refused_by("nobody_appoints_themselves"):
        Appointment.objects.create(
            account=runs,
            role="approver",
            organization=association,
            starts_on="2026-01-01",
            appointed_by=runs,
        )


def test_a_founder_is_both_but_only_while_alone_and_undecided(lin, mei):
    club = make_organization("读书会", status="pending")
    held = {
        "organization": club,
        "starts_on": "2026-01-01",
        "appointed_by": lin.account,
    }
    for role in ("admin", "approver"):
        Appointment.objects.create(account=lin.account, role=role, **held)
    with refused_by("nobody_appoints_themselves"):
        Appointment.objects.create(account=lin.account, role="recorder", **held)
    with refused_by("nobody_appoints_themselves"):
        Appointment.objects.create(
            account=mei.account, role="approver", **held | {"appointed_by": mei.account}
        )


def test_one_holds_an_office_once_at_a_time(zhao, mei, association, now, today):
    def give(**days):
        return rules.appoint(
            account=mei.account,
            role="recorder",
            organization=association,
            by=zhao,
            at=now,
            **days,
        )

    give(ends_on=today + 5 * DAY)
    with pytest.raises(HoldsItAlready):
        give(starts_on=today + 5 * DAY)
    give(starts_on=today + 6 * DAY)


def test_days_are_to_come_and_in_order(zhao, mei, association, now, today):
    given = {
        "account": mei.account,
        "role": "recorder",
        "organization": association,
        "by": zhao,
        "at": now,
    }
    with pytest.raises(DaysInThePast):
        rules.appoint(starts_on=today - DAY, **given)
    with pytest.raises(DaysReversed):
        rules.appoint(starts_on=today + DAY, ends_on=today, **given)


# Ending


def test_an_office_ends_on_a_day_or_at_once(zhao, hu, now, today):
    held = office(hu, "approver")
    rules.end_office(appointment=held, by=zhao, at=now, last_day=today + 2 * DAY)
    assert appointments_of(again(hu)) == [held]
    rules.end_office(appointment=held, by=zhao, at=now)

    held.refresh_from_db()
    assert (held.ended_at, held.ended_by, held.ends_on) == (now, zhao, today)
    assert appointments_of(again(hu)) == []
    with pytest.raises(OfficeOver):
        rules.end_office(appointment=held, by=zhao, at=now)
    with refused_by("appointment_changes_nothing_but_its_end"):
        Appointment.objects.filter(pk=held.pk).update(ended_at=None)


def test_whose_office_ended_at_once_may_have_it_again_the_same_day(
    zhao, hu, association, now
):
    rules.end_office(appointment=office(hu, "approver"), by=zhao, at=now)
    rules.appoint(
        account=hu, role="approver", organization=association, by=zhao, at=now
    )

    assert approved_organizations(again(hu)) == [association.pk]


def test_an_office_is_not_made_longer_nor_ended_in_the_past(zhao, hu, now, today):
    held = office(hu, "approver")
    with pytest.raises(DaysInThePast):
        rules.end_office(appointment=held, by=zhao, at=now, last_day=today - DAY)
    rules.end_office(appointment=held, by=zhao, at=now, last_day=today)
    with pytest.raises(OnlyShorter):
        rules.end_office(appointment=held, by=zhao, at=now, last_day=today + DAY)


def test_one_gives_up_ones_own_office_but_ends_nobody_elses(zhao, hu, qian, now):
    assert not may_end(hu, office(qian, "recorder"))
    with pytest.raises(MayNotAppoint):
        rules.end_office(appointment=office(qian, "recorder"), by=hu, at=now)
    rules.end_office(appointment=office(hu, "approver"), by=hu, at=now)


def test_the_last_administrator_stays_until_there_is_another(
    zhao, mei, wang, association, now, today
):
    runs = office(zhao, "admin")
    with pytest.raises(LastAdministrator):
        rules.end_office(appointment=runs, by=zhao, at=now)
    deputy = rules.delegate(
        appointment=runs,
        deputy=mei.account,
        starts_on=today,
        ends_on=today + DAY,
        by=zhao,
        at=now,
    )
    with pytest.raises(LastAdministrator):  # a deputy goes with whom it stands in for
        rules.end_office(appointment=runs, by=zhao, at=now)
    rules.appoint(
        account=mei.account,
        role="admin",
        organization=association,
        ends_on=today + 3 * DAY,
        by=zhao,
        at=now,
    )
    with pytest.raises(LastAdministrator):  # who is gone by then does not count
        rules.end_office(appointment=runs, by=zhao, at=now, last_day=today + 3 * DAY)
    rules.end_office(appointment=runs, by=zhao, at=now, last_day=today + DAY)
    assert deputy in Appointment.objects.in_force(today)


def test_the_city_ends_even_the_last_administrator(zhao, wang, now):
    rules.end_office(appointment=office(zhao, "admin"), by=wang, at=now)

    assert (
        not again(zhao)
        .appointments.in_force(timezone.localdate(now))
        .filter(role="admin")
    )


# Deputies


def away(appointment, deputy, now, *, days=3, **more):
    today = timezone.localdate(now)
    return rules.delegate(
        **{
            "appointment": appointment,
            "deputy": deputy,
            "starts_on": today,
            "ends_on": today + days * DAY,
            "by": appointment.account,
            "at": now,
        }
        | more
    )


def test_a_deputy_decides_meanwhile_and_no_longer(zhao, mei, lin, association, now):
    session = log_session(volunteer=lin, organization=association)
    held = away(office(zhao, "approver"), mei.account, now)

    assert decides(again(mei.account), session, at=NOON)
    done = hours_rules.approve(sessions=[session], by=again(mei.account), at=NOON)
    assert done.decided == 1
    after = held.ends_on + DAY
    assert held not in Appointment.objects.in_force(after)


def test_a_deputys_office_ends_with_the_one_it_stands_in_for(zhao, hu, mei, wang, now):
    own = office(zhao, "approver")
    away(own, mei.account, now)
    rules.end_office(appointment=own, by=wang, at=now)

    assert appointments_of(again(mei.account)) == []


def test_a_deputy_names_no_deputy_and_gives_no_office(zhao, mei, lin, association, now):
    runs = away(office(zhao, "admin"), mei.account, now)
    with pytest.raises(MayNotDelegate):
        away(runs, lin.account, now, by=mei.account)
    with pytest.raises(MayNotAppoint):
        rules.appoint(
            account=lin.account,
            role="approver",
            organization=association,
            by=again(mei.account),
            at=now,
        )
    with refused_by("deputy_holds_the_same_office"):
        Appointment.objects.create(
            account=lin.account,
            role="admin",
            organization=association,
            starts_on=runs.starts_on,
            ends_on=runs.ends_on,
            deputy_of=runs,
        )


@pytest.mark.parametrize(
    "wrong", [{"role": "approver"}, {"account": "zhao"}, {"starts_on": "2019-01-01"}]
)
def test_a_deputy_has_the_same_office_on_its_days(zhao, mei, association, wrong, now):
    own = office(zhao, "admin")
    row = {
        "account": mei.account,
        "role": "admin",
        "organization": association,
        "starts_on": "2020-02-01",
        "ends_on": "2020-03-01",
        "deputy_of": own,
    } | wrong
    if wrong.get("account"):
        row["account"] = zhao
    with refused_by("deputy_holds_the_same_office"):
        Appointment.objects.create(**row)


def test_a_deputy_has_an_end(zhao, mei, association):
    with refused_by("deputy_stands_in_for_a_while"):
        Appointment.objects.create(
            account=mei.account,
            role="admin",
            organization=association,
            starts_on="2020-02-01",
            deputy_of=office(zhao, "admin"),
        )


def test_a_deputy_decides_neither_their_own_hours_nor_those_they_stand_in_for(
    zhao, mei, association, now
):
    own = log_session(volunteer=mei, organization=association)
    theirs = log_session(volunteer=zhao.volunteer, organization=association)
    away(office(zhao, "approver"), mei.account, now)
    done = hours_rules.approve(sessions=[own, theirs], by=again(mei.account), at=NOON)

    assert done.refused_by_code == {"own_session": 2}


def test_who_approves_in_their_own_right_decides_as_before(lin, hu, association, now):
    theirs = log_session(volunteer=lin, organization=association)
    appoint(lin.account, "approver", association)
    away(office(lin.account, "approver"), hu, now)
    done = hours_rules.approve(sessions=[theirs], by=again(hu), at=NOON)

    assert done.decided == 1


def test_a_deputy_of_the_city_needs_a_second_factor_too(wang, mei, now):
    away(office(wang, "staff"), mei.account, now)

    assert again(mei.account).needs_second_factor


def test_nobody_stands_in_for_themselves_or_for_ever_or_for_a_recorder(
    zhao, qian, mei, now
):
    with pytest.raises(AppointsOneself):
        away(office(zhao, "admin"), zhao, now)
    with pytest.raises(AwayTooLong):
        away(office(zhao, "admin"), mei.account, now, days=92)
    away(office(zhao, "admin"), mei.account, now, days=91)
    with pytest.raises(HoldsItAlready):
        away(office(zhao, "admin"), mei.account, now)
    with pytest.raises(MayNotDelegate):
        away(office(qian, "recorder"), mei.account, now)
    with pytest.raises(MayNotDelegate):
        away(office(zhao, "approver"), mei.account, now, by=qian)


def test_a_deputy_stands_in_no_longer_than_the_office_lasts(
    zhao, wang, mei, now, today
):
    own = office(zhao, "approver")
    rules.end_office(appointment=own, by=wang, at=now, last_day=today + DAY)
    with pytest.raises(AwayTooLong):
        away(own, mei.account, now, days=2)
    away(own, mei.account, now, days=1)


def test_whom_a_deputy_stands_in_for_ends_it(zhao, mei, now):
    held = away(office(zhao, "approver"), mei.account, now)
    assert may_end(zhao, held)
    rules.end_office(appointment=held, by=zhao, at=now)

    assert appointments_of(again(mei.account)) == []


# Whom one means


def test_people_are_named_by_number_or_login(zhao, mei):
    mei.account.email = "mei@example.org"
    mei.account.phone = "+8613812345678"
    mei.account.save()
    for text in (
        mei.number,
        mei.number.lower(),
        f" {mei.number} ",
        "mei",
        "mei@example.org",
        "138 1234 5678",
    ):
        assert account_named(text, by=zhao) == mei.account


def test_who_is_not_there_and_who_cannot_sign_in_is_the_same(zhao, mei, lin):
    managed = make_volunteer()
    Account.objects.filter(pk=mei.account_id).update(is_active=False)
    lin.status = "suspended"
    lin.save()
    told = set()
    for text in (
        managed.number,
        mei.number,
        "mei",
        lin.number,
        "nobody",
        "V",
        "\u202e",
    ):
        with pytest.raises(NoSuchAppointee) as refused:
            account_named(text, by=zhao)
        told.add(str(refused.value.detail))
    assert len(told) == 1


def test_nobody_tries_out_who_is_there(zhao):
    for _ in range(60):
        with pytest.raises(NoSuchAppointee):
            account_named("nobody", by=zhao)
    with pytest.raises(TooManyNames):
        account_named("nobody", by=zhao)
