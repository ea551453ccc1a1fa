from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from config.history import changes_of
from config.models import Job
from config.triggers import Refuse
from volunteers.models import Volunteer
from volunteers.models.naming import uuid7


class DemoCity(models.Model):
    """The demo city in this database; it is written last, in one transaction."""

    scale = models.FloatField()
    year = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField()
    running_year = models.BooleanField()
    built_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "demo cities"

    def __str__(self) -> str:
        return f"scale {self.scale}, year {self.year}, seed {self.seed}"


class Side(models.TextChoices):
    """One of two records of a person: the one that goes on, or the one given up."""

    KEPT = "kept", _("The record that goes on")
    GIVEN = "given", _("The record that is given up")


class Merge(models.Model):
    """
    That two records were put together: they are one person (L32).

    ``choices`` says for each overlap, by its key, whose hours count. Hours are posted
    again in steps; counts are of sessions and whole minutes so far, decided or not,
    and ``finished_at`` is set with the last of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    given = models.OneToOneField(
        Volunteer, on_delete=models.PROTECT, related_name="given_up_by"
    )
    kept = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    choices: Any = models.JSONField(default=dict)
    # Whose sign-in goes on; empty where neither had one.
    sign_in = models.CharField(max_length=5, choices=Side.choices, blank=True)
    # The other one, if both had one.
    ended_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    sessions = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    minutes_left_out = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(given=F("kept")), name="merge_is_of_two_records"
            )
        ]
        indexes = [
            # What was put together, newest first.
            models.Index(fields=["-at", "-id"], name="merge_newest"),
        ]
        triggers = [
            Refuse(
                name="merge_names_the_same_people_for_ever",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(OLD.given_id, OLD.kept_id, OLD.by_id, OLD.at, OLD.reason)"
                    " IS DISTINCT FROM"
                    " ROW(NEW.given_id, NEW.kept_id, NEW.by_id, NEW.at, NEW.reason)"
                ),
            ),
            Refuse(name="merge_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.given} into {self.kept}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def is_stopped(self) -> bool:
        """Whether hours remain and no job is at work on them."""
        at_work = self.job is not None and self.job.finished_at is None
        return not self.is_finished and not at_work

    @property
    def done(self) -> int:
        """How many of ``total`` sessions have been gone over."""
        return self.sessions + self.left_out


class Likeness(models.Model):
    """
    Two records with one name, birth date and phone: perhaps one person.

    Registering refuses a second such record, but a phone that changes later, or two
    who register at one moment, make one. Upkeep finds them: see ``city.likeness``.
    """

    one = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    other = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "likenesses"
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"], name="likeness_is_noted_once"
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="likeness_names_the_older_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} like {self.other}"


class TwoPeopleQuerySet(models.QuerySet["TwoPeople"]):
    def in_force(self) -> "TwoPeopleQuerySet":
        """Those that nobody has taken back."""
        return self.filter(taken_back_at=None)

    def about(self, one: Volunteer, other: Volunteer) -> "TwoPeopleQuerySet":
        """What was said of these two, whichever comes first."""
        first, second = sorted((one.pk, other.pk))
        return self.filter(one=first, other=second)

    def of(self, person: Volunteer) -> "TwoPeopleQuerySet":
        """What was said of the person and anybody else."""
        return self.filter(Q(one=person) | Q(other=person))


class TwoPeople(models.Model):
    """
    That city staff have said of two records that seem alike: these are two people.

    Until it is taken back they are not offered as likely, and not put together. It
    holds whatever changes in the records: a pair is likely by name, birth date and
    phone at once, and whoever shares all three again was looked at before.
    """

    one = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    taken_back_at = models.DateTimeField(null=True)

    objects = TwoPeopleQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "two people"
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=Q(taken_back_at=None),
                name="two_people_are_said_once",
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="two_people_older_record_first"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="two_people_are_taken_back_by_somebody",
            ),
        ]
        triggers = [
            Refuse(
                name="two_people_are_only_taken_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.taken_back_at IS NOT NULL"
                    " OR ROW(OLD.one_id, OLD.other_id, OLD.reason, OLD.by_id, OLD.at)"
                    " IS DISTINCT FROM"
                    " ROW(NEW.one_id, NEW.other_id, NEW.reason, NEW.by_id, NEW.at)"
                ),
            ),
            Refuse(name="two_people_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"

    @property
    def is_in_force(self) -> bool:
        return self.taken_back_at is None


class TwoPeopleEvent(
    # The reason stays where it was given.
    changes_of(  # type: ignore[misc]
        TwoPeople, "insert", "update", untold=["reason"]
    ),
):
    """That two records were said to be two people's, or it was taken back."""
