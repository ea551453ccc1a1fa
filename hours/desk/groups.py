"""The left of the desk: what waits, by activity, oldest first."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Sum
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from hours.deadlines import decision_working_days
from hours.desk.ages import Age, age_of
from hours.desk.asked import BELOW, HIGHER, OVERDUE, WAITING, Asked, FilterForm
from hours.models import Session, Status
from hours.models.queries import SessionQuerySet
from volunteers.models import Account, Organization

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Group:
    """What waits of one activity, or of none, or of one organization below."""

    activity: UUID | None
    title: str
    count: int
    minutes: int
    age: Age
    organization: UUID | None = None

    @property
    def key(self) -> str:
        return str(self.organization or self.activity or "none")


@dataclass(frozen=True, slots=True)
class Overview:
    """
    A queue at a glance.

    ``elsewhere`` says of each other list how many wait there, and since when.
    """

    groups: list[Group]
    awaiting: int
    decided_today: int
    limit: int
    elsewhere: dict[str, "Elsewhere"] = field(default_factory=dict)
    late: list[Group] = field(init=False)
    on_time: list[Group] = field(init=False)

    def __post_init__(self) -> None:
        shown = self.groups[:SHOWN]
        late = [one for one in shown if one.age.state == "late"]
        object.__setattr__(self, "late", late)
        object.__setattr__(self, "on_time", [one for one in shown if one not in late])

    @property
    def count(self) -> int:
        return sum(one.count for one in self.groups)

    @property
    def oldest(self) -> Age | None:
        return self.groups[0].age if self.groups else None

    @property
    def unlisted(self) -> int:
        return max(0, len(self.groups) - SHOWN)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How many wait in another list; ``oldest`` since when, None if none do."""

    count: int
    oldest: Age | None


def overview(asked: Asked, *, by: Account, at: datetime) -> Overview:
    """What waits of the office that is asked about, as ``by`` finds it."""
    limit = decision_working_days()
    organization = asked.organization
    if organization is None:
        return Overview(
            groups=_by_organization(asked, at=at),
            awaiting=0,
            decided_today=decided_since_midnight(by=by, at=at),
            limit=limit,
        )
    groups = (
        _by_organization(asked, at=at)
        if asked.is_from_below
        else _by_activity(_whole(asked, WAITING), at=at)
    )
    theirs = Session.objects.filter(organization=organization)
    return Overview(
        groups=groups,
        awaiting=theirs.filter(status=Status.QUERIED).count(),
        decided_today=decided_since_midnight(by=by, at=at),
        limit=limit,
        elsewhere=_elsewhere(asked, organization, at=at),
    )


def _whole(asked: Asked, view: str) -> Asked:
    """All of another list of the same office."""
    return replace(asked, view=view, form=FilterForm(QueryDict()))


def _elsewhere(
    asked: Asked, organization: Organization, *, at: datetime
) -> dict[str, Elsewhere]:
    others = [HIGHER]
    if organization.below.exists():
        others += [BELOW, OVERDUE]
    if asked.is_from_below:
        others.append(WAITING)
    return {view: _counted(_whole(asked, view), at=at) for view in others}


def _counted(asked: Asked, *, at: datetime) -> Elsewhere:
    found = asked.sessions().aggregate(n=Count("*"), oldest=Min("submitted_at"))
    oldest = _ages(at)(found["oldest"]) if found["oldest"] else None
    return Elsewhere(count=found["n"], oldest=oldest)


def for_the_city(*, at: datetime) -> Elsewhere:
    """What waits in the whole city for the city itself to decide."""
    return _counted(Asked(None, BELOW, FilterForm(QueryDict()), at=at), at=at)


def _by_activity(asked: Asked, *, at: datetime) -> list[Group]:
    lines = _summed(asked, "activity_id")
    # Named after they are counted: no title is looked up for each session.
    named = Activity.objects.in_bulk(
        [line["activity_id"] for line in lines if line["activity_id"]]
    )
    age = _ages(at)
    return [
        Group(
            activity=line["activity_id"],
            title=_title(named.get(line["activity_id"])),
            count=line["count"],
            minutes=line["total"],
            age=age(line["oldest"]),
        )
        for line in lines
    ]


def _by_organization(asked: Asked, *, at: datetime) -> list[Group]:
    lines = _summed(_whole(asked, asked.view), "organization_id")
    named = Organization.objects.in_bulk([line["organization_id"] for line in lines])
    age = _ages(at)
    return [
        Group(
            activity=None,
            organization=line["organization_id"],
            title=named[line["organization_id"]].label,
            count=line["count"],
            minutes=line["total"],
            age=age(line["oldest"]),
        )
        for line in lines
    ]


def _summed(asked: Asked, by: str) -> list[dict[str, Any]]:
    sums = asked.sessions().values(by)
    return list(
        sums.annotate(
            count=Count("*"), total=Sum("minutes"), oldest=Min("submitted_at")
        ).order_by("oldest", by)
    )


def _ages(at: datetime) -> Callable[[datetime], Age]:
    """How old what has waited since a moment is by then."""
    today = timezone.localdate(at)
    return partial(age_of, limit=decision_working_days(), today=today)


def _title(activity: Activity | None) -> str:
    return activity.label if activity else _("Hours without an activity")


def midnight_before(at: datetime) -> datetime:
    """The beginning of the local day."""
    return timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))


def decided_today(*, by: Account, at: datetime) -> SessionQuerySet:
    """What the account has decided today, as it stands; to withdraw is no decision."""
    since = Session.objects.filter(decided_by=by, decided_at__gte=midnight_before(at))
    return since.exclude(status=Status.WITHDRAWN)


def decided_since_midnight(*, by: Account, at: datetime) -> int:
    """How many sessions those are."""
    return decided_today(by=by, at=at).count()
