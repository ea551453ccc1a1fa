"""From application to the city's yes or no, everything dated and by whom."""

import itertools
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from config.constraints import broken_constraint
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import EVENING, NOON, appoint, make_organization
from tests.racing import all_at_once
from tests.volunteers.organizations.conftest import said
from volunteers.errors import (
    NotItsAdministrator,
    NotTheCity,
    OrganizationKnown,
    OwnOrganization,
    ParentNotActive,
    SiteOrganizesAlready,
    SponsorNotActive,
    TooManyApplications,
    WordsNeeded,
    WrongMoment,
)
from volunteers.models import (
    ORGANIZATION_NEXT,
    Account,
    Organization,
    OrganizationStatus,
    Profile,
    Site,
)
from volunteers.permissions import may_register_others
from volunteers.rules import organizations as rules

CODE = "53320706MJ56789011"


def again(account):
    """The account as the next request finds it, with the offices it has by then."""
    return Account.objects.get(pk=account.pk)


def told(organization):
    return [
        (step.act, step.by and str(step.by), step.words)
        for step in organization.steps.select_related("by")
    ]


def test_the_city_asks_back_is_answered_and_says_yes(club, lin, wang):
    # Director Wang wants to know more, and Lin answers.
    rules.ask(organization=club, words="谁负责安全？", by=wang, at=NOON)
    by_lin = {"organization": club, "by": again(lin.account), "at": NOON}
    rules.answer(words="图书馆派两位馆员。", **by_lin)
    # Sent twice by a slow phone: said once.
    rules.answer(words=" 图书馆派两位馆员。", **by_lin)

    served = rules.approve(organization=club, by=wang, at=EVENING)

    assert served.is_active
    assert served.valid_until == date(2021, 3, 6)
    assert told(served) == [
        ("applied", "lin", ""),
        ("asked", "wang", "谁负责安全？"),
        ("answered", "lin", "图书馆派两位馆员。"),
        ("approved", "wang", ""),
    ]
    assert [(step.old, step.new) for step in served.steps.all()] == [
        ("", "pending"),
        ("pending", "queried"),
        ("queried", "pending"),
        ("pending", "active"),
    ]


def test_what_was_said_is_kept_and_the_phone_sealed(club):
    profile = Profile.objects.get(pk=club.pk)
    assert profile.service_fields == ["0003", "0008"]
    assert profile.contact_phone == "+8613812345678"
    assert b"13812345678" not in bytes(profile.phone_sealed)


def test_whoever_was_refused_reads_why_and_applies_anew(lin, wang):
    application = said(kind="registered", uscc=CODE)
    by = {"by": again(lin.account), "at": NOON}
    first = rules.apply(application=application, **by)
    with pytest.raises(OrganizationKnown):
        rules.apply(application=application, **by)

    rules.refuse(organization=first, words="名称与登记证不符。", by=wang, at=NOON)
    second = rules.apply(application=application, **by)

    assert Organization.objects.filter(uscc=CODE).count() == 2
    with pytest.raises(WrongMoment):
        rules.approve(organization=first, by=wang, at=NOON)
    assert rules.approve(organization=second, by=wang, at=NOON).is_active


def test_a_refusal_and_a_question_need_words(club, wang):
    for act in (rules.refuse, rules.ask):
        with pytest.raises(WordsNeeded):
            act(organization=club, words=" \n", by=wang, at=NOON)


def test_only_the_city_decides_and_never_about_its_own(club, lin, he, zhao, wang):
    for account in (again(lin.account), he, zhao):
        for act in (rules.approve, rules.take_back):
            with pytest.raises(NotTheCity):
                act(organization=club, by=account, at=NOON)
    appoint(wang, "admin", club)
    with pytest.raises(OwnOrganization):
        rules.approve(organization=club, by=again(wang), at=NOON)


def test_only_its_founder_answers_and_corrects(club, mei, wang, lin):
    rules.ask(organization=club, words="谁负责安全？", by=wang, at=NOON)
    mine = {"organization": club, "by": mei.account, "at": NOON}
    with pytest.raises(NotItsAdministrator):
        rules.answer(words="我来答", **mine)
    with pytest.raises(NotItsAdministrator):
        rules.amend(application=said(name="梅的会"), **mine)

    mine["by"] = again(lin.account)
    assert rules.amend(application=said(name="海州朗读会"), **mine).name == "海州朗读会"
    rules.answer(words="改了名称。", **mine)
    rules.approve(organization=club, by=wang, at=NOON)
    with pytest.raises(WrongMoment):
        rules.amend(application=said(name="又一个名字"), **mine)


def test_a_question_is_taken_back(club, wang):
    rules.ask(organization=club, words="谁负责安全？", by=wang, at=NOON)
    rules.take_back(organization=club, by=wang, at=NOON)
    club.refresh_from_db()
    assert club.status == "pending"


def test_three_applications_wait_at_once_and_no_more(mei, wang):
    made = [
        rules.apply(application=said(name=name), by=mei.account, at=NOON)
        for name in ("一", "二", "三")
    ]
    with pytest.raises(TooManyApplications):
        rules.apply(application=said(name="四"), by=mei.account, at=NOON)
    rules.approve(organization=made[0], by=wang, at=NOON)
    assert rules.apply(application=said(name="四"), by=mei.account, at=NOON)


def test_a_sponsor_and_a_parent_must_serve(lin, association, wang):
    sponsored = said(sponsor_organization=association)
    placed = said(name="另一个读书会", parent=association)
    by = {"by": lin.account, "at": NOON}
    first = rules.apply(application=sponsored, **by)
    second = rules.apply(application=placed, **by)

    rules.suspend(organization=association, words="年检未过", by=wang, at=NOON)

    association.refresh_from_db()
    with pytest.raises(SponsorNotActive):
        rules.approve(organization=first, by=wang, at=NOON)
    with pytest.raises(ParentNotActive):
        rules.approve(organization=second, by=wang, at=NOON)
    with pytest.raises(SponsorNotActive):
        rules.apply(application=said(sponsor_organization=association), **by)


def test_a_site_organizes_as_one(lin, mei):
    site = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    application = said(kind="site", site=site, sponsor="")
    rules.apply(application=application, by=lin.account, at=NOON)
    with pytest.raises(SiteOrganizesAlready):
        rules.apply(application=application, by=mei.account, at=NOON)


def test_applying_gives_no_office_over_people(club, lin, wang):
    # Anybody may apply: before the city's yes the founder registers nobody.
    assert not may_register_others(again(lin.account))
    rules.approve(organization=club, by=wang, at=NOON)
    assert may_register_others(again(lin.account))


@pytest.mark.django_db(transaction=True)
def test_one_approves_while_another_refuses(club, wang):
    wu = appoint(Account.objects.create(username="wu"), "staff")

    def tried(act):
        try:
            act()
        except WrongMoment:
            return "too late"
        return "done"

    told_both = all_at_once(
        lambda: tried(lambda: rules.approve(organization=club, by=wang, at=NOON)),
        lambda: tried(
            lambda: rules.refuse(organization=club, words="不符", by=wu, at=NOON)
        ),
    )

    assert sorted(told_both) == ["done", "too late"]
    assert club.steps.count() == 2  # applied, and one decision


@pytest.mark.database
@pytest.mark.parametrize(
    ("old", "new"), list(itertools.permutations(OrganizationStatus, 2))
)
def test_database_and_rules_allow_the_same_moves(db, old, new):
    one = make_organization()
    behind_the_back("UPDATE volunteers_organization SET status = %s", old)
    try:
        with transaction.atomic():
            Organization.objects.filter(pk=one.pk).update(status=new)
    except IntegrityError as error:
        refusal = broken_constraint(error)
    else:
        refusal = ""
    allowed = new in ORGANIZATION_NEXT[old]
    assert refusal == ("" if allowed else "organization_moves_as_the_table_allows")


@pytest.mark.database
def test_history_is_never_changed(club):
    with refused_by("organization_step_is_never_changed"):
        club.steps.update(words="anders")
    with refused_by("organization_step_is_never_changed"):
        club.steps.all().delete()
