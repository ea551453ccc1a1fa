from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.models import Job
from hours.row_reasons import Reason
from volunteers import permissions
from volunteers.models import Organization
from volunteers.models.naming import uuid7

if TYPE_CHECKING:
    from volunteers.models import Account


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, account: "Account") -> "ImportQuerySet":
        """Those of one's organizations, or all for the city."""
        if permissions.reads_the_city(account):
            return self.all()
        return self.filter(organization__in=permissions.read_organizations(account))

    def newest_first(self) -> "ImportQuerySet":
        return self.order_by("-id")


class Import(models.Model):
    """
    A file of sessions that somebody brought for an organization.

    It is staged (read, and nothing else), checked (judged, to look at), loaded (its
    sessions are submitted) and may be undone (they are withdrawn). The counts are
    of rows: ``rows`` = ``good`` + ``known`` + ``bad``; ``added`` sessions were new.
    """

    class State(models.TextChoices):
        STAGED = "staged", _("Read")
        CHECKED = "checked", _("Checked")
        LOADED = "loaded", _("Loaded")
        UNDONE = "undone", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="imports", db_index=False
    )
    name = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    ignored = ArrayField(models.CharField(max_length=40), default=list)
    state = models.CharField(max_length=7, choices=State.choices, default=State.STAGED)
    rows = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    # What the good rows come to.
    minutes = models.PositiveBigIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    # The last act on it that was too long for a page to wait for.
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    # Nobody: a dry run, of which nothing stays.
    staged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    staged_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    loaded_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    rows_dropped_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["loaded", "undone"])
                | Q(loaded_by__isnull=False, loaded_at__isnull=False),
                name="loaded_import_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="undone")
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="undone_import_says_by_whom_and_when",
            ),
        ]
        indexes = [
            # An organization's imports, newest first.
            models.Index(fields=["organization", "-id"], name="import_of_organization"),
            # What upkeep looks for: rows that are still kept, oldest first.
            models.Index(
                fields=["staged_at"],
                condition=Q(rows_dropped_at__isnull=True),
                name="import_with_rows",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_checked(self) -> bool:
        return self.state == self.State.CHECKED

    @property
    def is_loaded(self) -> bool:
        return self.state == self.State.LOADED

    @property
    def is_undone(self) -> bool:
        return self.state == self.State.UNDONE

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be loaded."""
        return self.state in (self.State.STAGED, self.State.CHECKED)

    @property
    def is_at_work(self) -> bool:
        """Whether a job is checking, loading or undoing it."""
        return self.job is not None and self.job.finished_at is None

    @property
    def keeps_rows(self) -> bool:
        """Whether its rows can still be looked at, and the import be undone."""
        return self.rows_dropped_at is None


class ImportRow(models.Model):
    """
    One row of a file: its cells as written, what was read of them, and the verdict.

    ``cells`` are texts in the order of ``hours.imports.COLUMNS``, of which only those
    are kept. ``unread`` holds why cells could not be read, ``refusals`` why the row
    cannot be logged (or why it adds nothing): lists of column, code and details.
    ``session_id`` names the session the row becomes, or is already.
    """

    class Verdict(models.TextChoices):
        GOOD = "good", _("Will be added")
        KNOWN = "known", _("Already there")
        BAD = "bad", _("Cannot be added")

    pk = models.CompositePrimaryKey("imported_id", "line")
    # Rows come by the million in one COPY and go with their import: a look at it
    # for each of them would cost more than reading them.
    imported = models.ForeignKey(
        Import,
        on_delete=models.CASCADE,
        related_name="lines",
        db_constraint=False,
        db_index=False,
    )
    line = models.PositiveIntegerField()
    cells = ArrayField(models.TextField())
    number = models.CharField(max_length=18, null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    break_minutes = models.PositiveSmallIntegerField(null=True)
    service_field = models.CharField(max_length=4, null=True)
    session_id = models.UUIDField(null=True)
    verdict = models.CharField(
        max_length=5, choices=Verdict.choices, default=Verdict.GOOD
    )
    unread = models.JSONField(null=True)
    refusals = models.JSONField(null=True)

    class Meta:
        indexes = [
            # What is to be told about an import: all but the good rows, in order.
            models.Index(
                fields=["imported", "line"],
                condition=~Q(verdict="good"),
                name="import_row_to_tell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line} of {self.imported_id}"

    @property
    def is_bad(self) -> bool:
        return self.verdict == self.Verdict.BAD

    @property
    def reasons(self) -> list[Reason]:
        """What is to be said about its cells, in the order of columns."""
        return [Reason(**one) for one in [*(self.unread or []), *(self.refusals or [])]]
