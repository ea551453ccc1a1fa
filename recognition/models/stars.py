from datetime import date
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.triggers import Guard, Refuse, forbidden_moves
from volunteers.guardians import is_minor
from volunteers.models import Restriction, Volunteer
from volunteers.models.naming import uuid7
from volunteers.permissions import people_of

if TYPE_CHECKING:
    from recognition.models.star_review import StarReview
    from volunteers.models import Account

LEVELS = range(1, 6)
NOBODY_ASKS: dict[str, Any] = {
    "on_delete": models.PROTECT,
    "related_name": "+",
    "db_index": False,
}


class StarState(models.TextChoices):
    FOUND = "found", _("Waits to be awarded")
    WITHHELD = "withheld", _("Withheld")
    ANNOUNCED = "announced", _("On public notice")
    HELD = "held", _("Awarded")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("With another record of the person")


# What was only found is forgotten again; after that nothing is without a trace.
FORGOTTEN = (StarState.FOUND, StarState.WITHHELD)
STANDS = (StarState.ANNOUNCED, StarState.HELD)
STAR_NEXT: dict[StarState, set[str]] = {
    StarState.FOUND: {StarState.ANNOUNCED},
    StarState.WITHHELD: set(),
    StarState.ANNOUNCED: {StarState.HELD, StarState.WITHDRAWN, StarState.MERGED},
    StarState.HELD: {StarState.WITHDRAWN, StarState.MERGED},
    StarState.WITHDRAWN: set(),
    StarState.MERGED: set(),
}


class StarNotice(models.Model):
    """
    That staff let a list of people be read by anybody, up to and with ``last_day``.

    Added and never changed; its people are the awards that name it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.PositiveSmallIntegerField()
    last_day = models.DateField()
    people = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **NOBODY_ASKS)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(people__gt=0), name="star_notice_is_of_somebody"
            ),
        ]
        triggers = [
            Refuse(
                name="star_notice_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.last_day}"


class StarAwardQuerySet(models.QuerySet["StarAward"]):
    def of(self, account: "Account") -> "StarAwardQuerySet":
        """One's own and one's children's, from the public notice on."""
        own = self.filter(volunteer__in=people_of(account))
        return own.exclude(state__in=FORGOTTEN)

    def on_notice(self, today: date) -> "StarAwardQuerySet":
        """What anybody may read on the local date; of nobody whose record is closed."""
        shown = self.filter(state=StarState.ANNOUNCED, notice__last_day__gte=today)
        return shown.exclude(volunteer__status=Volunteer.Status.CLOSED)

    def announced_once(self) -> "StarAwardQuerySet":
        """Whatever was on public notice; of nobody whose record is closed."""
        shown = self.filter(notice__isnull=False)
        return shown.exclude(volunteer__status=Volunteer.Status.CLOSED)

    def under_review(self) -> "StarAwardQuerySet":
        """Those that somebody is to look at again."""
        # Only now: reviews are of awards, so theirs is the later module.
        from recognition.models.star_review import StarReview

        asked = StarReview.objects.open().values("award")
        return self.filter(state__in=STANDS, pk__in=asked)

    def highest(self, of_year: int | None) -> "StarAwardQuerySet":
        """The highest that each person holds, of all years together or of one."""
        held = self.filter(state=StarState.HELD, of_year=of_year)
        higher = held.filter(
            volunteer=models.OuterRef("volunteer"), level__gt=models.OuterRef("level")
        )
        return held.filter(~models.Exists(higher))

    def with_names(self) -> "StarAwardQuerySet":
        return self.select_related("volunteer__district", "notice", "withheld_for")


class StarAward(models.Model):
    """
    That somebody reached a star: found by a job, announced by staff, then theirs.

    ``minutes`` counted when it was found, by the ``grades`` of evidence and with the
    ``needed`` minutes of that day; ``of_year`` where each year counts by itself, None
    where all do together. What a later reversal changes is a ``StarReview``; withdrawn,
    its minutes are those that counted then. Nothing else of it is ever changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="stars"
    )
    level = models.PositiveSmallIntegerField()
    of_year = models.PositiveSmallIntegerField(null=True)
    minutes = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    grades = ArrayField(models.CharField(max_length=9))
    state = models.CharField(
        max_length=9, choices=StarState.choices, default=StarState.FOUND
    )
    withheld_for = models.ForeignKey(Restriction, null=True, **NOBODY_ASKS)
    found_at = models.DateTimeField()
    notice = models.ForeignKey(
        StarNotice, on_delete=models.PROTECT, null=True, related_name="awards"
    )
    held_at = models.DateTimeField(null=True)

    objects = StarAwardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "level", "of_year"],
                condition=~Q(state__in=[StarState.WITHDRAWN, StarState.MERGED]),
                nulls_distinct=False,
                name="star_is_awarded_once",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=LEVELS[0], level__lte=LEVELS[-1]),
                name="star_is_one_of_five",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=F("needed")) | Q(state=StarState.WITHDRAWN),
                name="star_is_reached",
            ),
            models.CheckConstraint(
                condition=Q(state=StarState.WITHHELD, withheld_for__isnull=False)
                | (~Q(state=StarState.WITHHELD) & Q(withheld_for=None)),
                name="star_is_withheld_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FORGOTTEN, notice=None)
                | (~Q(state__in=FORGOTTEN) & Q(notice__isnull=False)),
                name="star_is_announced_first",
            ),
            models.CheckConstraint(
                condition=Q(state=StarState.HELD, held_at__isnull=False)
                | Q(state__in=[StarState.WITHDRAWN, StarState.MERGED])
                | (~Q(state=StarState.HELD) & Q(held_at=None)),
                name="star_held_says_since_when",
            ),
        ]
        indexes = [
            # A list of staff's and the public one: highest first, then most minutes.
            models.Index(
                fields=["state", "-level", "-minutes", "id"], name="star_of_state"
            ),
            # The highest of each person.
            models.Index(
                fields=["volunteer", "-level"],
                condition=Q(state="held"),
                name="star_held",
            ),
        ]
        triggers = [
            Refuse(
                name="star_begins_found",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.state NOT IN ('found', 'withheld')"),
            ),
            Refuse(
                name="star_moves_as_the_table_allows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    forbidden_moves(STAR_NEXT, column="state")
                ),
            ),
            Refuse(
                name="star_is_never_changed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.notice_id <> NEW.notice_id OR OLD.held_at <> NEW.held_at"
                    " OR (OLD.level, OLD.of_year, OLD.needed, OLD.grades,"
                    " OLD.withheld_for_id, OLD.found_at) IS DISTINCT FROM"
                    " (NEW.level, NEW.of_year, NEW.needed, NEW.grades,"
                    " NEW.withheld_for_id, NEW.found_at)"
                    " OR OLD.minutes <> NEW.minutes"
                    " AND (NEW.state <> 'withdrawn' OR OLD.state = 'withdrawn')"
                ),
            ),
            Guard(
                name="star_follows_its_person",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.volunteer_id <> NEW.volunteer_id"),
                sql="recognition/sql/star_follows_its_person.sql",
            ),
            Refuse(
                name="star_announced_is_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state NOT IN ('found', 'withheld')"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.level} {self.state}"

    @property
    def is_announced(self) -> bool:
        return self.state == StarState.ANNOUNCED

    @property
    def is_held(self) -> bool:
        return self.state == StarState.HELD

    @property
    def is_withdrawn(self) -> bool:
        return self.state == StarState.WITHDRAWN

    @property
    def stands(self) -> bool:
        return self.state in STANDS

    @property
    def withdrawal(self) -> "StarReview | None":
        """The look again that ended it; all that was open then says the same."""
        said = (one for one in self.reviews.all() if one.withdrew)
        return next(said, None)

    @property
    def public_name(self) -> str:
        """The name as anybody may read it; of a minor none at all."""
        if is_minor(self.volunteer, on=timezone.localdate()):
            return "*"
        return self.volunteer.masked_name

    @property
    def public_number(self) -> str:
        """The end of the volunteer number, by which people find themselves."""
        return f"…{self.volunteer.number[-4:]}"
