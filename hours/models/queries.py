from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from config.moments import NextMidnight
from hours.models.escalation import Escalation
from hours.models.office import office_of
from hours.models.states import TAKES_TIME, Status
from volunteers import permissions
from volunteers.models import Volunteer

if TYPE_CHECKING:
    from hours.models.objection import Objection
    from volunteers.models import Account


def as_array(ids: Iterable[UUID]) -> str:
    """The ids as one parameter: ten thousand of their own take longer to send."""
    return "{" + ",".join(one.hex for one in ids) + "}"


@models.UUIDField.register_lookup
class AnyOf(models.Lookup):
    """Whether an id is one of many: ``pk__any_of``, as ``pk__in`` for a few."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::uuid[])", (*params, as_array(self.rhs))


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """Which sessions a list shows or a decision means; what is None does not bind."""

    status: str | None = None
    organization: UUID | None = None
    activity: UUID | None = None
    volunteer: str | None = None
    from_date: date | None = None
    to_date: date | None = None
    evidence: str | None = None
    level: str | None = None
    levels: tuple[str, ...] | None = None
    parent: UUID | None = None
    overdue: Escalation | None = None
    submitted_before: datetime | None = None
    without_activity: bool | None = None
    least_minutes: int | None = None
    most_minutes: int | None = None
    flag: str | None = None

    LOOKUPS = {
        "status": "status",
        "organization": "organization_id",
        "activity": "activity_id",
        "volunteer": "volunteer__number",
        "from_date": "service_date__gte",
        "to_date": "service_date__lte",
        "evidence": "evidence",
        "level": "level",
        "levels": "level__in",
        "parent": "organization__parent",
        "submitted_before": "submitted_at__lte",
        "without_activity": "activity__isnull",
        "least_minutes": "minutes__gte",
        "most_minutes": "minutes__lte",
    }

    def as_q(self) -> Q:
        asked = {field.name: getattr(self, field.name) for field in fields(self)}
        overdue = asked.pop("overdue")
        found = Q(
            **{
                self.LOOKUPS[name]: value
                for name, value in asked.items()
                if value is not None and name in self.LOOKUPS
            }
        )
        if overdue:
            found &= overdue.has_waited
        return found & FLAGGED[self.flag]() if self.flag else found


def open_objections() -> "models.QuerySet[Objection]":
    """Those to the session at hand, in a query about sessions."""
    # Only now: objections are about sessions, so theirs is the later module.
    from hours.models.objection import Objection

    # By the volunteer too: that is what the index begins with.
    return Objection.objects.open().filter(
        volunteer=OuterRef("volunteer"), session=OuterRef("pk")
    )


def _answered() -> Q:
    """Asked about, and answered by somebody else than whoever asked."""
    # Only now, for the same reason.
    from hours.models.move import Move

    asked = Move.objects.filter(
        session=OuterRef("session"), new=Status.QUERIED, by=OuterRef("by")
    )
    answers = Move.objects.filter(
        session=OuterRef("pk"), old=Status.QUERIED, new=Status.SUBMITTED
    )
    return Q(Exists(answers.exclude(Exists(asked))))


def _outside() -> Q:
    """On a day that is not one of its activity's."""
    return Q(service_date__lt=F("activity__starts_on")) | Q(
        service_date__gt=F("activity__ends_on")
    )


def _marked() -> Q:
    """In any of these ways."""
    return reduce(or_, (mark() for name, mark in FLAGGED.items() if name != MARKED))


MARKED = "marked"
# What a decider should look at: see the marks on the lines of the desk.
FLAGGED: dict[str, Callable[[], Q]] = {
    MARKED: _marked,
    "disputed": lambda: Q(Exists(open_objections())),
    "answered": _answered,
    "returned": lambda: Q(round__gt=1),
    "noted": lambda: ~Q(note=""),
    "outside": _outside,
}


class SessionQuerySet(models.QuerySet):
    def of(self, account: "Account") -> "SessionQuerySet":
        """One's own, and those of the children one acts for."""
        wards = [one.pk for one in permissions.wards_acted_for(account)]
        own = Q(volunteer__account=account)
        return self.filter(own | Q(volunteer__in=wards) if wards else own)

    def visible_to(self, account: "Account") -> "SessionQuerySet":
        """One's own and one's wards', one's organizations' and sites', or all."""
        if permissions.reads_the_city(account):
            return self.all()
        # A value, not a join: so each part of the OR is found by its own index.
        own = Volunteer.objects.filter(account=account).values("pk")[:1]
        seen = Q(volunteer_id=own) | Q(
            organization__in=permissions.read_organizations(account)
        )
        if wards := [one.pk for one in permissions.wards_of(account)]:
            seen |= Q(volunteer_id__in=wards)
        if permissions.keeps_a_site(account):
            seen |= Q(site__in=permissions.read_sites(account))
        return self.filter(seen)

    def decidable_by(self, account: "Account") -> "SessionQuerySet":
        """Those that stand at one's desk; rules still judge each of them."""
        return self.filter(office_of(account, at=timezone.now()).seen)

    def left_to(self, account: "Account") -> "SessionQuerySet":
        """Those of them that are not for somebody above to decide."""
        return self.filter(office_of(account, at=timezone.now()).decided)

    def readable_by(self, account: "Account") -> "SessionQuerySet":
        """Those one may see, and those that come up to one's desk from below."""
        if permissions.reads_the_city(account):
            return self.all()
        return self.visible_to(account) | self.decidable_by(account)

    def matching(self, wanted: SessionFilter) -> "SessionQuerySet":
        return self.filter(wanted.as_q())

    def submitted(self) -> "SessionQuerySet":
        return self.filter(status=Status.SUBMITTED)

    def taking_time(self) -> "SessionQuerySet":
        return self.filter(status__in=TAKES_TIME)

    def overlapping(self, start: datetime | F, end: datetime | F) -> "SessionQuerySet":
        """Those that share time with [start, end)."""
        return self.alias(
            until=Coalesce("ended_at", NextMidnight("started_at"))
        ).filter(started_at__lt=end, until__gt=start)

    def oldest_first(self) -> "SessionQuerySet":
        return self.order_by("submitted_at", "id")

    def newest_first(self) -> "SessionQuerySet":
        return self.order_by("-service_date", "-started_at", "-id")

    def with_names_of_first(self, size: int) -> "SessionQuerySet":
        """So many of the first, with names that are looked up for no others."""
        few = self.values("pk")[:size]
        named = SessionQuerySet(self.model, using=self.db).with_names()
        return named.filter(pk__in=few).order_by(*self.query.order_by)

    def newest_after(self, start: datetime, pk: UUID | str) -> "SessionQuerySet":
        """Those that follow the session ``pk``, begun at ``start``, newest first."""
        # The day comes first: it is what the indexes are ordered by.
        return self.filter(
            Q(started_at__lt=start) | Q(started_at=start, pk__lt=pk),
            service_date__lte=timezone.localdate(start),
            started_at__lte=start,
        )

    def with_names(self) -> "SessionQuerySet":
        """With everything a line of a list says, in one query."""
        # Only now: these are about sessions, so theirs is the later module.
        from hours.models.automatic import AutomaticDecision

        # By the volunteer too: that is what the index begins with.
        drawn = AutomaticDecision.objects.filter(
            volunteer=OuterRef("volunteer"), session=OuterRef("pk"), outcome="held"
        )
        return self.select_related(
            "volunteer", "organization", "activity", "service_field", "site"
        ).annotate(is_disputed=Exists(open_objections()), is_drawn=Exists(drawn))
