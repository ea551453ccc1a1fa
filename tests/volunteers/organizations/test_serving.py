"""Suspended, dissolved, renewed, placed: what stops, what goes on, what stays."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from config import upkeep
from hours import rules as hours_rules
from hours.models import Session
from hours.reconcile import reconcile
from policies import reference, reports
from policies.models import Policy
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    moment,
)
from tests.racing import all_at_once
from tests.volunteers.organizations.conftest import said
from volunteers import rules as people_rules
from volunteers.errors import (
    FilingDecided,
    FilingWaiting,
    OrganizationNotActive,
    ParentIsBelow,
    SuccessorNotActive,
    WordsNeeded,
    WrongMoment,
)
from volunteers.models import Account, Filing, Organization
from volunteers.rules import organizations as rules
from volunteers.rules.organizations.application import application_of
from volunteers.rules.organizations.file import said_in

STATES = ("pending", "queried", "suspended", "dissolved", "rejected")


def again(account):
    return Account.objects.get(pk=account.pk)


def suspend(one, wang):
    return rules.suspend(organization=one, words="年检未过", by=wang, at=NOON)


# What must refuse


@pytest.mark.parametrize("status", STATES)
def test_nobody_joins_or_is_appointed_where_nothing_begins(lin, wang, status):
    one = make_organization(status=status)
    with pytest.raises(OrganizationNotActive):
        people_rules.join(volunteer=lin, organization=one, at=NOON)
    with pytest.raises(OrganizationNotActive):
        people_rules.appoint(
            account=lin.account, role="recorder", organization=one, by=wang, at=NOON
        )


@pytest.mark.parametrize("status", STATES)
def test_no_hours_are_logged_where_nothing_begins(lin, status):
    one = make_organization(status=status)
    with pytest.raises(OrganizationNotActive):
        log_session(volunteer=lin, organization=one)


@pytest.mark.parametrize("status", STATES)
def test_its_approvers_decide_nothing_but_the_city_does(lin, zhao, wang, status):
    waiting = log_session(volunteer=lin, organization=zhaos(zhao))
    behind_the_back("UPDATE volunteers_organization SET status = %s", status)

    refused = hours_rules.approve(sessions=[waiting], by=again(zhao), at=NOON)
    assert refused.refused_by_code == {"not_found": 1}
    assert hours_rules.approve(sessions=[waiting], by=wang, at=NOON).decided == 1


def zhaos(zhao):
    return zhao.appointments.first().organization


# Suspension


def test_suspension_loses_nothing_and_is_lifted(lin, association, zhao, wang):
    counted = log_session(volunteer=lin, organization=association)
    hours_rules.approve(sessions=[counted], by=zhao, at=NOON)

    suspend(association, wang)

    assert Session.objects.get(pk=counted.pk).is_approved
    assert reconcile() == []
    assert Organization.objects.public().filter(pk=association.pk).exists()
    rules.lift(organization=association, by=wang, at=EVENING)
    log_session(volunteer=lin, organization=association, start="2020-03-05 13:00")
    acts = [(step.act, step.words) for step in association.steps.all()]
    assert acts == [("suspended", "年检未过"), ("lifted", "")]


def test_suspension_needs_a_reason_and_an_active_one(association, wang):
    with pytest.raises(WordsNeeded):
        rules.suspend(organization=association, words="", by=wang, at=NOON)
    with pytest.raises(WrongMoment):
        rules.lift(organization=association, by=wang, at=NOON)
    suspend(association, wang)
    with pytest.raises(WrongMoment):
        suspend(association, wang)


def test_an_application_is_not_approved_by_lifting(club, wang):
    with pytest.raises(WrongMoment):
        rules.lift(organization=club, by=wang, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_nobody_slips_in_while_it_is_suspended(association, lin, wang):
    # Whoever comes first, the end is the same: no member after the suspension.
    def join():
        try:
            people_rules.join(volunteer=lin, organization=association, at=NOON)
        except OrganizationNotActive:
            return "refused"
        return "joined"

    all_at_once(join, lambda: suspend(association, wang))
    assert join() == "refused"


# Dissolution


def test_the_successor_decides_what_waits(lin, association, beach_team, zhao, wang):
    waiting = log_session(volunteer=lin, organization=association)
    stranger = appoint(make_account("captain"), "approver", beach_team)

    rules.dissolve(
        organization=association, successor=beach_team, words="合并", by=wang, at=NOON
    )

    by_zhao = hours_rules.approve(sessions=[waiting], by=again(zhao), at=NOON)
    assert by_zhao.decided == 0
    decided = hours_rules.approve(sessions=[waiting], by=again(stranger), at=NOON)
    assert decided.decided == 1
    assert Session.objects.get(pk=waiting.pk).organization_id == association.pk
    assert reconcile() == []


def test_chains_move_to_the_successor(wang):
    top = make_organization("总队")
    ending = make_organization("大队", parent=top)
    team = make_organization("中队", parent=ending)
    heir = make_organization("小队", parent=team)
    long_gone = make_organization("旧队", status="dissolved", successor=ending)

    rules.dissolve(organization=ending, successor=heir, words="合并", by=wang, at=NOON)

    placed = dict(Organization.objects.values_list("name", "parent__name"))
    assert (placed["小队"], placed["中队"]) == ("总队", "小队")
    long_gone.refresh_from_db()
    assert long_gone.successor == heir


def test_only_one_that_serves_carries_on(association, beach_team, wang):
    suspend(beach_team, wang)
    for successor in (association, beach_team):
        with pytest.raises(SuccessorNotActive):
            rules.dissolve(
                organization=association,
                successor=successor,
                words="合并",
                by=wang,
                at=NOON,
            )


# Parents


def test_nobody_stands_above_itself(association, beach_team, wang):
    by = {"by": wang, "at": NOON}
    rules.place_under(organization=association, parent=beach_team, **by)
    with pytest.raises(ParentIsBelow):
        rules.place_under(organization=beach_team, parent=association, **by)
    with pytest.raises(ParentIsBelow):
        rules.place_under(organization=beach_team, parent=beach_team, **by)
    rules.place_under(organization=association, parent=None, **by)
    assert rules.place_under(organization=beach_team, parent=association, **by)


@pytest.mark.database
def test_the_database_refuses_a_circle(association, beach_team):
    third = make_organization("三", parent=beach_team)
    Organization.objects.filter(pk=beach_team.pk).update(parent=association)
    with refused_by("organization_is_never_above_itself"):
        Organization.objects.filter(pk=association.pk).update(parent=third)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_at_once_close_no_circle(association, beach_team):
    def put(one, under):
        def act():
            try:
                Organization.objects.filter(pk=one.pk).update(parent=under)
            except IntegrityError:
                return "refused"
            return "placed"

        return act

    told = all_at_once(put(association, beach_team), put(beach_team, association))
    assert sorted(told) == ["placed", "refused"]


# Renewal


@pytest.fixture
def due(association, zhao):
    """The association, whose term ends within sixty days."""
    association.valid_until = date(2020, 4, 30)
    association.save()
    return association


def test_a_renewal_adds_a_year_and_takes_the_data_over(due, zhao, wang):
    filing = rules.file(
        organization=due, application=said(name="新名字"), by=zhao, at=NOON
    )
    assert filing.purpose == Filing.Purpose.RENEWAL
    due.refresh_from_db()
    assert due.name == "海州青年志愿者协会"

    rules.accept_filing(filing=filing, by=wang, at=EVENING)

    due.refresh_from_db()
    assert (due.name, due.valid_until) == ("新名字", date(2021, 4, 30))
    with pytest.raises(FilingDecided):
        rules.refuse_filing(filing=filing, words="不符", by=wang, at=EVENING)


def test_a_change_of_name_goes_through_review(association, zhao, wang):
    by_zhao = {"organization": association, "by": zhao, "at": NOON}
    filing = rules.file(application=said(name="新名字"), **by_zhao)
    assert filing.purpose == Filing.Purpose.CHANGE
    assert rules.file(application=said(name="新名字"), **by_zhao) == filing
    with pytest.raises(FilingWaiting):
        rules.file(application=said(name="别的名字"), **by_zhao)

    rules.refuse_filing(filing=filing, words="与登记证不符", by=wang, at=NOON)

    association.refresh_from_db()
    assert association.name == "海州青年志愿者协会"
    assert association.valid_until is None


def test_nothing_of_what_is_said_gets_lost_on_the_way(association, zhao, beach_team):
    application = said(parent=beach_team, sponsor_organization=beach_team)
    filing = rules.file(
        organization=association, application=application, by=zhao, at=NOON
    )
    assert said_in(Filing.objects.get(pk=filing.pk)) == application


def test_the_city_only_flags_what_expired(due):
    assert rules.suspend_expired(at=moment("2021-01-01 08:00")) == 0
    due.refresh_from_db()
    assert due.is_active
    assert due.is_expired(date(2021, 1, 1))


def test_a_policy_suspends_what_expired_and_renewal_lifts_it(due, zhao, wang):
    Policy.objects.create(
        code="suspend_expired_organizations", holds_from=date(2020, 5, 1), value=1
    )
    reports.HELD.forget()
    rules.suspend_expired(at=moment("2020-04-30 23:00"))
    due.refresh_from_db()
    assert due.is_active  # its last day

    late = moment("2020-06-01 08:00")
    assert "volunteers.rules.organizations.suspend_expired" in upkeep._due
    assert rules.suspend_expired(at=late) == 1
    assert rules.suspend_expired(at=late) == 0
    due.refresh_from_db()
    assert due.is_suspended

    filing = rules.file(
        organization=due, application=application_of(due), by=zhao, at=late
    )
    rules.accept_filing(filing=filing, by=wang, at=late)
    due.refresh_from_db()
    assert due.is_active
    assert due.valid_until == late.date() + timedelta(days=365)
    reference.load()


def test_its_people_describe_it_by_themselves(association, zhao):
    description = rules.Description(
        name_en="Haizhou Youth",
        purpose="陪伴老人",
        service_fields=("0017",),
        address="",
        contact_name="赵海州",
        contact_phone="+8613812345678",
        shows_person=False,
        shows_contact=True,
    )
    by = {"by": zhao, "at": NOON}
    rules.describe(organization=association, description=description, **by)
    kept = application_of(Organization.objects.get(pk=association.pk))
    assert (kept.purpose, kept.name_en) == ("陪伴老人", "Haizhou Youth")
    assert kept.sponsor == "海州区团委"
