from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from hours.models.session import Session
from volunteers import permissions
from volunteers.models import Organization, Volunteer
from volunteers.models.naming import uuid7

if TYPE_CHECKING:
    from volunteers.models import Account

SAID = [
    "id",
    "volunteer_id",
    "session_id",
    "organization_id",
    "kind",
    "about_decision",
    "started_at",
    "ended_at",
    "break_minutes",
    "raised_by_id",
    "raised_at",
    "due_on",
]
ANSWERED = ["state", "answer", "answered_by_id", "answered_at"]


def _differ(columns: list[str]) -> str:
    old, new = (", ".join(f"{of}.{one}" for one in columns) for of in ("OLD", "NEW"))
    return f"({old}) IS DISTINCT FROM ({new})"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def open(self) -> "ObjectionQuerySet":
        return self.filter(state=Objection.State.OPEN)

    def about(self, session: Session) -> "ObjectionQuerySet":
        """All that was ever objected to a session, in that order."""
        # By the volunteer too: that is what the index begins with.
        found = self.filter(volunteer=session.volunteer_id, session=session)
        return found.order_by("raised_at", "pk")

    def answerable_by(self, account: "Account") -> "ObjectionQuerySet":
        """
        Those whose session one has the office to decide; rules still judge each.

        What is about the decision itself is answered by the city alone.
        """
        if permissions.is_staff(account):
            return self.all()
        here = Session.objects.left_to(account).order_by()
        return self.filter(about_decision=False, session__in=here.values("pk"))

    def visible_to(self, account: "Account") -> "ObjectionQuerySet":
        """One's own, and those one answers; all for the city."""
        if permissions.reads_the_city(account):
            return self.all()
        answered = self.model.objects.answerable_by(account).values("pk")
        return self.filter(Q(raised_by=account) | Q(pk__in=answered))

    def due_first(self) -> "ObjectionQuerySet":
        return self.order_by("due_on", "id")

    def with_names(self) -> "ObjectionQuerySet":
        """With everything a line of a list says, in one query."""
        return self.select_related(
            "raised_by__volunteer",
            "answered_by__volunteer",
            "session__volunteer",
            "session__organization",
            "session__activity",
            "session__service_field",
        )


class Objection(models.Model):
    """
    That somebody says a session is not right, and what became of it (L19).

    A correction is asked for by those it concerns, perhaps with the times that would
    be right; a report comes from anybody else who may see the session. While it is
    open the session is disputed: totals keep its minutes, stars leave them out. Not
    changed after it was answered or taken back; words may go, with whoever wrote them.
    Where two records are put together, it moves as the session does: entered anew.

    :param about_decision: it is about how the session was decided, so the city answers
    :param due_on: the local date by which it is to be answered
    """

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction asked for")
        REPORT = "report", _("Report")

    class State(models.TextChoices):
        OPEN = "open", _("Being looked into")
        UPHELD = "upheld", _("Found right")
        DISMISSED = "dismissed", _("Not found right")
        WITHDRAWN = "withdrawn", _("Taken back")
        MOVED = "moved", _("Goes on with the kept record")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="objections", db_index=False
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about_decision = models.BooleanField(default=False)
    words = models.TextField(max_length=1000)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    break_minutes = models.PositiveSmallIntegerField(null=True)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    answered_at = models.DateTimeField(null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "session", "raised_by"],
                condition=Q(state="open"),
                name="account_objects_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    started_at__isnull=True,
                    ended_at__isnull=True,
                    break_minutes__isnull=True,
                )
                | Q(
                    ended_at__gt=F("started_at"),
                    break_minutes__isnull=False,
                    kind="correction",
                ),
                name="correction_proposes_a_whole_time_or_none",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="open",
                    answer="",
                    answered_by__isnull=True,
                    answered_at__isnull=True,
                )
                | (
                    ~Q(state="open")
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="objection_says_who_ended_it_and_when",
            ),
        ]
        indexes = [
            # What was ever objected to a session, and which minutes of a person are
            # disputed.
            models.Index(fields=["volunteer", "session"], name="objection_of_session"),
            # An organization's open ones, and the city's: what is due first.
            models.Index(
                fields=["organization", "due_on", "id"],
                condition=Q(state="open"),
                name="objection_of_organization",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state="open"),
                name="objection_due_first",
            ),
        ]
        triggers = [
            Refuse(
                name="objection_begins_open",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.state <> 'open'"),
            ),
            Refuse(
                name="objection_is_never_changed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.words <> OLD.words AND NEW.words <> ''"
                    f" OR OLD.state <> 'open' AND {_differ(ANSWERED)}"
                    f" OR {_differ(SAID)}"
                ),
            ),
            Refuse(name="objection_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.session_id}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_report(self) -> bool:
        return self.kind == self.Kind.REPORT

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    @property
    def is_confidential(self) -> bool:
        """Whether the city alone learns who says it, so that nobody fears to."""
        return self.is_report or self.about_decision

    @property
    def proposes_times(self) -> bool:
        return self.started_at is not None

    def says_the_same(self, other: dict[str, Any]) -> bool:
        """Whether it says all of that already (sent once more)."""
        return all(getattr(self, name) == value for name, value in other.items())
