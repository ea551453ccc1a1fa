"""The left of the desk: what waits, by activity, oldest first."""

from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, Min, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from hours.deadlines import decision_working_days
from hours.desk.ages import Age, age_of
from hours.models import Session, Status
from hours.models.queries import SessionQuerySet
from volunteers.models import Account, Organization

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Group:
    """What waits for a decision of one activity, or of none; whole minutes."""

    activity: UUID | None
    title: str
    count: int
    minutes: int
    age: Age

    @property
    def key(self) -> str:
        return str(self.activity) if self.activity else "none"


@dataclass(frozen=True, slots=True)
class Overview:
    """An organization's queue at a glance."""

    groups: list[Group]
    awaiting: int
    decided_today: int
    limit: int
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


def overview(*, organization: Organization, by: Account, at: datetime) -> Overview:
    """The organization's queue as ``by`` finds it."""
    limit = decision_working_days()
    theirs = Session.objects.decidable_by(by).filter(organization=organization)
    lines = list(
        theirs.submitted()
        .values("activity_id")
        .annotate(count=Count("*"), total=Sum("minutes"), oldest=Min("submitted_at"))
        .order_by("oldest", "activity_id")
    )
    # Named after they are counted: no title is looked up for each session.
    named = Activity.objects.in_bulk(
        [line["activity_id"] for line in lines if line["activity_id"]]
    )
    today = timezone.localdate(at)
    return Overview(
        groups=[
            Group(
                activity=line["activity_id"],
                title=_title(named.get(line["activity_id"])),
                count=line["count"],
                minutes=line["total"],
                age=age_of(line["oldest"], limit=limit, today=today),
            )
            for line in lines
        ],
        awaiting=theirs.filter(status=Status.QUERIED).count(),
        decided_today=decided_since_midnight(by=by, at=at),
        limit=limit,
    )


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
