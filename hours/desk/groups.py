"""The left of the desk: what waits, by activity, oldest first."""

from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.db.models import Count, Min, Sum
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

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


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits at one organization, for those who may choose among many."""

    organization: Organization
    count: int
    age: Age


def overview(*, organization: Organization, by: Account, at: datetime) -> Overview:
    """The organization's queue as ``by`` finds it."""
    limit = decision_working_days()
    theirs = Session.objects.decidable_by(by).filter(organization=organization)
    lines = (
        theirs.submitted()
        .values("activity_id", "activity__title", "activity__title_en")
        .annotate(count=Count("pk"), total=Sum("minutes"), oldest=Min("submitted_at"))
        .order_by("oldest", "activity_id")
    )
    today = timezone.localdate(at)
    return Overview(
        groups=[
            Group(
                activity=line["activity_id"],
                title=_title(line["activity__title"], line["activity__title_en"]),
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


def _title(title: str | None, title_en: str | None) -> str:
    if title is None:
        return _("Hours without an activity")
    return title_en if get_language() == "en" and title_en else title


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


def waiting_by_organization(*, by: Account, at: datetime) -> list[Waiting]:
    """Where something waits that the account may decide, the oldest first."""
    limit = decision_working_days()
    lines = list(
        Session.objects.decidable_by(by)
        .submitted()
        .values("organization_id")
        .annotate(count=Count("pk"), oldest=Min("submitted_at"))
        .order_by("oldest", "organization_id")
    )
    named = Organization.objects.in_bulk([line["organization_id"] for line in lines])
    return [
        Waiting(
            organization=named[line["organization_id"]],
            count=line["count"],
            age=age_of(line["oldest"], limit=limit, today=timezone.localdate(at)),
        )
        for line in lines
    ]
