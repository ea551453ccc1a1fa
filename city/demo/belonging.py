"""
Who asks to join the first organization, whom another invites, and a team with a leader.

A few lines, so that each page has something to show and to decide.
"""

from datetime import datetime, time, timedelta

from city.demo.cast import LIN, MEI
from city.demo.organizations import Founded
from city.demo.plan import CAST, CITY_TIME, Plan, id_at
from city.demo.teams import HU, ZHAO
from volunteers.models import (
    Appointment,
    Invitation,
    JoinRequest,
    Membership,
    Organization,
    Role,
    Team,
    TeamPlace,
    Volunteer,
)

NINE = time(9, 12)
# Days ago, in which words.
ASKED = (
    (3, "周末有空，做过三年图书馆志愿者。"),
    (2, "我会开车，可以接送物资。"),
    (1, ""),
)
INVITES = "连岛净滩队"
INVITED_DAYS_AGO, HOLDS = 4, timedelta(days=30)
WORDS = "您上次净滩做得很好，欢迎加入我们队。"
TEAM, ABOUT = "周六净滩组", "每周六上午在连岛海岸净滩"
IN_IT = (HU, LIN, MEI, 10, 11, 12)


def tell(plan: Plan, founded: list[Founded]) -> None:
    """Add these requests, the invitation and the team."""
    first = founded[0].organization
    inviting = next(
        one.organization for one in founded if one.organization.name == INVITES
    )
    Organization.objects.filter(pk=inviting.pk).update(joining="open")
    _ask(plan, first)
    _invite(plan, inviting)
    _make_team(plan, first)


def _ask(plan: Plan, first: Organization) -> None:
    chance = plan.chance("join requests")
    outside = Volunteer.objects.filter(pk__gt=CAST, account__isnull=False)
    outside = outside.exclude(memberships__organization=first).order_by("pk")
    outside = outside.select_related("account")
    for person, (days, words) in zip(outside[: len(ASKED)], ASKED, strict=False):
        if person.account is None:
            continue
        day = plan.today - timedelta(days=days)
        JoinRequest.objects.create(
            id=id_at(day, chance),
            volunteer=person,
            organization=first,
            words=words,
            asked_by=person.account,
            asked_at=datetime.combine(day, NINE, CITY_TIME),
        )


def _invite(plan: Plan, inviting: Organization) -> None:
    day = plan.today - timedelta(days=INVITED_DAYS_AGO)
    at = datetime.combine(day, NINE, CITY_TIME)
    offices = Appointment.objects.filter(organization=inviting, role=Role.ADMIN)
    by = offices.order_by("pk").values_list("account", flat=True).first()
    Invitation.objects.create(
        id=id_at(day, plan.chance("invitations")),
        organization=inviting,
        volunteer_id=LIN,
        words=WORDS,
        invited_by_id=by or ZHAO,
        invited_at=at,
        expires_at=at + HOLDS,
    )


def _make_team(plan: Plan, first: Organization) -> None:
    chance = plan.chance("teams inside")
    day = plan.today - timedelta(days=90)
    team = Team.objects.create(
        id=id_at(day, chance),
        organization=first,
        name=TEAM,
        about=ABOUT,
        made_by_id=ZHAO,
        made_at=datetime.combine(day, NINE, CITY_TIME),
    )
    held = Membership.objects.filter(organization=first, volunteer__in=IN_IT)
    TeamPlace.objects.bulk_create(
        TeamPlace(
            id=id_at(day, chance),
            team=team,
            membership=one,
            leads=one.volunteer_id == HU,
            since=day,
            placed_by_id=ZHAO,
        )
        for one in held.order_by("volunteer_id")
    )
