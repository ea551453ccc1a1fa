from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext as _

from activities.models import Activity, ServiceField
from config.moments import LocalDate, NextMidnight, TimeRange, WholeMinutes
from config.triggers import Refuse, forbidden_moves
from hours.models.queries import SessionQuerySet
from hours.models.states import (
    NEXT,
    TAKES_TIME,
    Evidence,
    Level,
    Status,
)
from volunteers.models import District, Organization, Site, Volunteer
from volunteers.models.naming import uuid7
from volunteers.permissions import wards_of

if TYPE_CHECKING:
    from volunteers.models import Account


CLAIM = [
    "id",
    "volunteer_id",
    "organization_id",
    "activity_id",
    "district_id",
    "site_id",
    "service_field_id",
    "started_at",
    "ended_at",
    "break_minutes",
    "evidence",
    "level",
    "note",
    "replaces_id",
    "submitted_by_id",
    "submitted_at",
]


def _row(record: str) -> str:
    columns = (column for column in CLAIM if column != "note")
    return "({})".format(", ".join(f"{record}.{column}" for column in columns))


# Words may only go, with whoever said them: see ``city.rules.erase_closed``.
_OTHER_WORDS = "NEW.note IS DISTINCT FROM OLD.note AND NEW.note <> ''"


class Session(models.Model):
    """
    A service session: the claim that a volunteer served from one moment to another.

    Nothing of the claim changes after submission: it is withdrawn and logged
    again. ``minutes`` and ``service_date`` (Asia/Shanghai) are the database's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        related_name="sessions",
        db_index=False,
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="sessions",
        db_index=False,
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        db_index=False,
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    service_field = models.ForeignKey(
        ServiceField, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    break_minutes = models.PositiveSmallIntegerField(default=0)
    minutes = models.GeneratedField(
        expression=WholeMinutes(F("ended_at"), F("started_at")) - F("break_minutes"),
        output_field=models.IntegerField(null=True),
        db_persist=True,
    )
    service_date = models.GeneratedField(
        expression=LocalDate(F("started_at")),
        output_field=models.DateField(),
        db_persist=True,
    )
    evidence = models.CharField(max_length=9, choices=Evidence.choices)
    level = models.CharField(
        max_length=12, choices=Level.choices, default=Level.ORGANIZATION
    )
    status = models.CharField(
        max_length=9, choices=Status.choices, default=Status.SUBMITTED
    )
    round = models.PositiveSmallIntegerField(default=1)
    note = models.CharField(max_length=500, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    submitted_at = models.DateTimeField(null=True, db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason_code = models.SlugField(max_length=30, blank=True, db_index=False)
    reason = models.CharField(max_length=500, blank=True)

    # Whether an objection to it is open, and whether a rule would have approved it but
    # for chance, which left it to a person: of those read ``with_names``.
    is_disputed = False
    is_drawn = False
    # Working days its clock stood still: once ``hours.stops`` has read them.
    stopped: int | None = None

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | (Q(ended_at__gt=F("started_at")) & Q(minutes__gte=1)),
                name="session_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(ended_at__lte=NextMidnight(F("started_at"))),
                name="session_stays_within_its_local_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "withdrawn"])
                | Q(ended_at__isnull=False),
                name="submitted_session_has_ended",
            ),
            # One person, one timeline (L04). The volunteer comes first, so the
            # constraint holds on a database sharded by volunteer as well.
            ExclusionConstraint(
                name="volunteer_is_in_one_place_at_a_time",
                expressions=[
                    (F("volunteer"), RangeOperators.EQUAL),
                    (
                        TimeRange(
                            F("started_at"),
                            Coalesce(F("ended_at"), NextMidnight(F("started_at"))),
                            Value("[)"),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(status__in=TAKES_TIME),
            ),
        ]
        indexes = [
            # "My sessions", newest first; and the sum of one person's day.
            models.Index(
                fields=["volunteer", "-service_date", "-started_at"],
                name="session_of_volunteer",
            ),
            # The desk: an organization's queue, oldest first. With all that it is
            # filtered by, so that counting what matches looks at no session.
            models.Index(
                fields=["organization", "submitted_at", "id"],
                include=[
                    "activity",
                    "volunteer",
                    "minutes",
                    "service_date",
                    "evidence",
                    "submitted_by",
                    "level",
                ],
                condition=Q(status="submitted"),
                name="session_waits_at_the_desk",
            ),
            # The desk: how many wait of each activity, and since when. Narrow, for
            # all of a queue is counted whenever somebody looks at it.
            models.Index(
                fields=["organization", "activity", "submitted_at"],
                include=["minutes"],
                condition=Q(status="submitted", level="organization"),
                name="session_counted_at_its_desk",
            ),
            # The desks above: what waits for the organization above, or for the city.
            models.Index(
                fields=["level", "organization", "submitted_at", "id"],
                include=["minutes"],
                condition=Q(status="submitted", level__in=["parent", "city"]),
                name="session_waits_further_up",
            ),
            # The desk: what one entered oneself, and so does not decide.
            models.Index(
                fields=["organization", "submitted_by"],
                condition=Q(status="submitted", evidence="entered"),
                name="session_entered_at_the_desk",
            ),
            # The desk: what its volunteers were asked about, oldest first.
            models.Index(
                fields=["organization", "submitted_at", "id"],
                condition=Q(status="queried"),
                name="session_asked_at_the_desk",
            ),
            # An organization's sessions behind its totals, newest first.
            models.Index(
                fields=["organization", "-service_date", "-started_at"],
                name="session_of_organization",
            ),
            # An activity's sessions: the desk's groups, and the activity's year.
            models.Index(
                fields=["activity", "-service_date", "-started_at"],
                name="session_of_activity",
            ),
            # A practice site's sessions behind its totals, newest first.
            models.Index(
                fields=["site", "-service_date", "-started_at"],
                name="session_of_site",
            ),
            # The whole city's sessions, newest first, and those of some days. As
            # many begin at the same moment, it is a fifth as large without the id.
            models.Index(
                fields=["-service_date", "-started_at"], name="session_of_city"
            ),
            # "Decided today", and what one may still undo.
            models.Index(
                fields=["decided_by", "-decided_at"],
                condition=Q(decided_by__isnull=False),
                name="session_decided_by",
            ),
        ]
        triggers = [
            Refuse(
                name="session_begins_open_or_submitted",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(
                    "NEW.status NOT IN ('open', 'submitted') OR NEW.round <> 1"
                ),
            ),
            Refuse(
                name="session_moves_as_the_table_allows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(forbidden_moves(NEXT)),
            ),
            Refuse(
                name="session_returns_in_a_new_round",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.round IS DISTINCT FROM OLD.round +"
                    " (NEW.status = 'submitted'"
                    " AND OLD.status IN ('approved', 'rejected'))::int"
                ),
            ),
            Refuse(
                name="session_claim_is_never_changed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.status <> 'open'"
                    f" AND ({_row('OLD')} IS DISTINCT FROM {_row('NEW')}"
                    f" OR {_OTHER_WORDS})"
                    " OR (OLD.id, OLD.volunteer_id)"
                    " IS DISTINCT FROM (NEW.id, NEW.volunteer_id)"
                ),
            ),
            Refuse(name="session_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.service_date} {self.volunteer_id}"

    @property
    def is_submitted(self) -> bool:
        return self.status == Status.SUBMITTED

    @property
    def is_queried(self) -> bool:
        return self.status == Status.QUERIED

    @property
    def is_approved(self) -> bool:
        return self.status == Status.APPROVED

    @property
    def is_recorded(self) -> bool:
        """Whether the organization entered it, and not the person."""
        return self.evidence in (Evidence.WITNESSED, Evidence.ENTERED)

    @property
    def can_be_reported(self) -> bool:
        """Whether it counts, or may come to: of what is over nobody need say more."""
        return self.status in (Status.SUBMITTED, Status.QUERIED, Status.APPROVED)

    @property
    def decider(self) -> str:
        """Who decides it, by its level: an organization's name, or the city."""
        if self.level == Level.ORGANIZATION:
            return self.organization.label
        above = self.organization.parent if self.level == Level.PARENT else None
        return above.label if above else _("The city")

    @property
    def can_be_withdrawn(self) -> bool:
        return Status.WITHDRAWN in NEXT[Status(self.status)]

    @property
    def title(self) -> str:
        """What it is called in lists: the activity, or the field of service."""
        return self.activity.label if self.activity else self.service_field.label

    def is_of(self, account: "Account") -> bool:
        """Whether it is the account's own service, or that of a ward of its."""
        person = account.as_volunteer
        if person is not None and person.pk == self.volunteer_id:
            return True
        return any(ward.pk == self.volunteer_id for ward in wards_of(account))

    def claims_the_same(self, other: dict[str, Any]) -> bool:
        """Whether the claim's fields are all as in ``other`` (a replay)."""
        return all(getattr(self, name) == value for name, value in other.items())
