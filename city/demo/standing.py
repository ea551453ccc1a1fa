"""
What the city decides about organizations: one of each, for its staff to see.

One applies and was asked something, one is suspended, one dissolved into another,
and the first organization's term is about to end. None of these has hours.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from city.demo.cast import MEI
from city.demo.organizations import Founded
from city.demo.places import FIRST_DISTRICT
from city.demo.plan import CITY_TIME, Plan, id_at
from city.demo.teams import WANG, ZHAO
from volunteers.models import (
    Act,
    Appointment,
    Organization,
    OrganizationStatus,
    OrganizationStep,
    Profile,
    Role,
)

TERM_ENDS_IN = 45  # days, within those in which it may be renewed
TEN = time(10)

Story = tuple[int, Act, str, int, str]

# Days ago, act, the state it led to, by whom, in which words.
APPLYING: tuple[Story, ...] = (
    (12, Act.APPLIED, "pending", MEI, ""),
    (9, Act.ASKED, "queried", WANG, "读书会有未成年人参加，现场由谁负责安全？"),
)
SUSPENDED: tuple[Story, ...] = (
    (400, Act.APPLIED, "pending", ZHAO, ""),
    (395, Act.APPROVED, "active", WANG, ""),
    (20, Act.SUSPENDED, "suspended", WANG, "出海活动未购买保险，补齐后恢复。"),
)
DISSOLVED: tuple[Story, ...] = (
    (30, Act.DISSOLVED, "dissolved", WANG, "新浦区并入海州区，队伍合并。"),
)


def tell(plan: Plan, founded: list[Founded]) -> None:
    """Add these organizations, with their history up to today."""
    chance = plan.chance("standing")
    first, federation = (one.organization for one in founded[:2])
    heir = next(
        one.organization
        for one in founded
        if not one.citywide and one.organization.district_id == FIRST_DISTRICT
    )
    ends_on = plan.today + timedelta(days=TERM_ENDS_IN)
    Organization.objects.filter(pk=first.pk).update(valid_until=ends_on)
    made = [
        _organization(
            plan.today,
            chance,
            APPLYING,
            name="幸福路亲子读书会",
            name_en="Xingfu Road Reading Club",
            sponsor="市图书馆志愿队",
            sponsor_organization=_named(founded, "市图书馆志愿队"),
        ),
        _organization(
            plan.today,
            chance,
            SUSPENDED,
            name="海上平安志愿队",
            name_en="Safe at Sea Volunteers",
            sponsor="连云区公安局",
            district_id="320703",
            parent=federation,
            valid_until=plan.today + timedelta(days=335),
        ),
        _organization(
            plan.today,
            chance,
            DISSOLVED,
            name="新浦区社区志愿服务队",
            name_en="Xinpu District Community Volunteers",
            sponsor="新浦区民政局",
            successor=heir,
        ),
    ]
    Organization.objects.bulk_create(made)
    _profile(made[0])
    for one, story in zip(made, (APPLYING, SUSPENDED, DISSOLVED), strict=True):
        OrganizationStep.objects.bulk_create(_steps(one, story, plan.today))
    Appointment.objects.bulk_create(
        Appointment(
            account_id=MEI,
            role=role,
            organization=made[0],
            starts_on=plan.today - timedelta(days=APPLYING[0][0]),
            appointed_by_id=MEI,
        )
        for role in (Role.ADMIN, Role.APPROVER)
    )


def _named(founded: list[Founded], name: str) -> Organization:
    return next(one.organization for one in founded if one.organization.name == name)


def _organization(
    today: date, chance: random.Random, story: tuple[Story, ...], **said: object
) -> Organization:
    began_on = today - timedelta(days=story[0][0])
    return Organization(
        **{
            "id": id_at(began_on, chance),
            "kind": Organization.Kind.GROUP,
            "status": story[-1][2],
            "district_id": FIRST_DISTRICT,
            "created_at": datetime.combine(began_on, TEN, CITY_TIME),
        }
        | said
    )


def _profile(applying: Organization) -> None:
    profile = Profile(
        organization=applying,
        unit_type="other",
        purpose="每周六上午在社区图书角，陪孩子读书、讲故事。",
        service_fields=["0003", "0008"],
        address="海州区幸福路 18 号社区图书角",
        person_in_charge="梅连岛",
        contact_name="梅连岛",
    )
    profile.contact_phone = "+8613800000002"
    profile.save(force_insert=True)


def _steps(
    organization: Organization, story: tuple[Story, ...], today: date
) -> Iterator[OrganizationStep]:
    old = "" if story[0][1] == Act.APPLIED else OrganizationStatus.ACTIVE.value
    for days, act, new, by, words in story:
        yield OrganizationStep(
            organization=organization,
            act=act,
            old=old,
            new=new,
            by_id=by,
            words=words,
            at=datetime.combine(today - timedelta(days=days), TEN, CITY_TIME),
        )
        old = new
