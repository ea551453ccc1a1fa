from datetime import date, datetime, timedelta

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from activities.models.activity import Activity
from activities.models.words import Audience, State
from config.moments import NextMidnight
from config.triggers import Guard, Keep, Refuse
from volunteers.models import CredentialKind, Organization
from volunteers.models.naming import uuid7


class Post(models.Model):
    """
    What somebody does at an activity: at the service desk, on the hill path.

    An activity whose people all do the same has one post without a name. ``min_age``
    is in completed years on the day of the shift; ``skill`` is what one says that one
    can do, by signing up; ``credential`` is the kind of paper that whoever serves there
    holds on that day, seen by an official (art. 16, L25).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="posts", db_index=False
    )
    name = models.CharField(max_length=50, blank=True)
    description = models.CharField(max_length=500, blank=True)
    min_age = models.PositiveSmallIntegerField(default=0)
    skill = models.CharField(max_length=50, blank=True, default="", db_default="")
    credential = models.ForeignKey(
        CredentialKind,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "name"], name="post_of_an_activity_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ShiftQuerySet(models.QuerySet["Shift"]):
    def upcoming(self, at: datetime) -> "ShiftQuerySet":
        """Those that start at that moment or later."""
        return self.filter(starts_at__gte=at)

    def findable(self) -> "ShiftQuerySet":
        """Those of activities that anybody may sign up for."""
        return self.filter(
            activity__state=State.PUBLISHED,
            activity__organization__status=Organization.Status.ACTIVE,
        ).exclude(activity__audience=Audience.INVITED)

    def with_free_seats(self, least: int = 1) -> "ShiftQuerySet":
        return self.filter(seats__gte=F("seated") + least)

    def first_of_their_activities(self, among: "ShiftQuerySet") -> "ShiftQuerySet":
        """Of each activity the first of those ``among``: what a list shows it by."""
        earlier = among.filter(activity=OuterRef("activity")).filter(
            Q(starts_at__lt=OuterRef("starts_at"))
            | Q(starts_at=OuterRef("starts_at"), pk__lt=OuterRef("pk"))
        )
        return self.filter(~Exists(earlier))

    def with_names(self) -> "ShiftQuerySet":
        return self.select_related(
            "post__credential",
            "activity__policy",
            "activity__organization",
            "activity__site",
            "activity__service_field",
            "activity__district",
        )

    def in_order(self) -> "ShiftQuerySet":
        return self.order_by("starts_at", "pk")


class Shift(models.Model):
    """
    When people are needed at a post, and how many: within one local day.

    ``seated`` is how many seats are taken or held for somebody; the database keeps it,
    and never lets it pass ``seats``. Its times never change: nobody who has signed up
    finds another time than they chose. One that nobody chose may be taken away.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The post's, so that an activity's shifts and the next ones are found at once.
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="shifts", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField()
    seated = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="shift_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__lte=NextMidnight(F("starts_at"))),
                name="shift_stays_within_its_local_day",
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="shift_has_a_seat"),
            models.CheckConstraint(
                condition=Q(seated__lte=F("seats")), name="shift_is_never_overbooked"
            ),
        ]
        indexes = [
            # "Find something near me": the next shifts of the whole city.
            models.Index(fields=["starts_at", "id"], name="shift_in_order"),
            # An activity's own, and which of them is the next.
            models.Index(
                fields=["activity", "starts_at", "id"], name="shift_of_activity"
            ),
        ]
        triggers = [
            Guard(
                name="shift_is_of_its_posts_activity",
                operation=pgtrigger.Insert,
                sql="activities/sql/shift_is_of_its_posts_activity.sql",
            ),
            Refuse(
                name="shift_keeps_its_times",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(OLD.activity_id, OLD.post_id, OLD.starts_at, OLD.ends_at)"
                    " IS DISTINCT FROM"
                    " ROW(NEW.activity_id, NEW.post_id, NEW.starts_at, NEW.ends_at)"
                ),
            ),
            Keep(
                name="activity_spans_its_shifts",
                operation=pgtrigger.Insert,
                new="changed",
                sql="activities/sql/activity_spans_its_shifts.sql",
            ),
            Keep(
                name="activity_spans_its_shifts_that_are_left",
                operation=pgtrigger.Delete,
                old="changed",
                sql="activities/sql/activity_spans_its_shifts.sql",
            ),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def free_seats(self) -> int:
        return self.seats - self.seated

    @property
    def is_full(self) -> bool:
        return self.seated >= self.seats

    @property
    def minutes(self) -> int:
        """How long it is, in whole minutes."""
        return (self.ends_at - self.starts_at) // timedelta(minutes=1)

    @property
    def date(self) -> date:
        """Its local date."""
        return timezone.localdate(self.starts_at)

    def is_late_to_give_up(self, at: datetime) -> bool:
        """Whether whoever has a seat says why, if they give it back now."""
        hours = self.activity.give_up_hours
        return bool(hours) and at > self.starts_at - timedelta(hours=hours)

    def has_started(self, at: datetime) -> bool:
        return at >= self.starts_at

    def is_over(self, at: datetime) -> bool:
        return at >= self.ends_at
