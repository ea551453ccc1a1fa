"""Who was on site, when and how that is known, and who was turned away."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Shift
from hours.models.session import Session
from hours.models.states import Status
from volunteers.models import Volunteer
from volunteers.models.naming import uuid7

SECRET_BYTES = 32


def new_secret() -> bytes:
    """What an activity's codes are made of, beside the program's own key."""
    return secrets.token_bytes(SECRET_BYTES)


class CheckPoint(models.Model):
    """
    What is special about where the people of an activity check in; most have none.

    Its codes are made of the minute (see ``hours.presence.codes``), and of the secret
    once there is one: a new one makes all codes before it worth nothing, be they
    printed or shown. The place, in degrees (WGS 84), and how far from it people may be,
    in metres, are the organizer's.
    """

    activity = models.OneToOneField(
        Activity,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="check_point",
    )
    secret = models.BinaryField(default=bytes)
    has_poster = models.BooleanField(default=False, db_default=False)
    latitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        max_digits=8, decimal_places=5, null=True, blank=True
    )
    radius = models.PositiveSmallIntegerField(default=0, db_default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(radius=0)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="radius_is_about_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id}"


class Way(models.TextChoices):
    """How it is known that somebody came or left."""

    CODE = "code", _("Code on the organizer's screen")
    CARD = "card", _("Volunteer's card")
    ROSTER = "roster", _("Roster")
    POSTER = "poster", _("Printed code")
    KEPT = "kept", _("Organizer's phone, sent later")
    TIME = "time", _("By time")


class PresenceQuerySet(models.QuerySet["Presence"]):
    def on_site(self) -> "PresenceQuerySet":
        """Of those who have not checked out."""
        return self.filter(left_at=None, session__status=Status.OPEN)

    def waiting(self) -> "PresenceQuerySet":
        """Of those who came without a seat, and wait for the organizer's yes."""
        return self.filter(session=None, answered_at=None)

    def let_in(self) -> "PresenceQuerySet":
        """Of those who had a seat, or were let in: there is a session."""
        return self.filter(session__isnull=False)

    def with_names(self) -> "PresenceQuerySet":
        return self.select_related(
            "volunteer", "shift__post", "shift__activity__organization", "session"
        )

    def in_order(self) -> "PresenceQuerySet":
        return self.order_by("came_at", "pk")


class Presence(models.Model):
    """
    That somebody was on site for a shift, from when to when, and how that is known.

    Its session says what of it counts; whoever came without a seat has none until the
    organizer says yes. ``came_at`` and ``left_at`` are the moments as they were, the
    session's are clipped to the shift. Codes are named by the minute they were made
    in, so that one opens or closes one session of a person. ``metres_away`` is how
    far one was from the place, and ``was_far`` whether that was outside of the radius;
    None if nobody compared. No position is kept.
    ``clock_skew`` is by how many seconds the clock of whoever sent it was ahead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="presences", db_index=False
    )
    shift = models.ForeignKey(
        Shift, on_delete=models.PROTECT, related_name="presences", db_index=False
    )
    session = models.OneToOneField(
        Session,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="presence",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    came_at = models.DateTimeField()
    came_by = models.CharField(max_length=6, choices=Way.choices)
    came_code = models.PositiveIntegerField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.CharField(max_length=6, choices=Way.choices, blank=True)
    left_code = models.PositiveIntegerField(null=True, blank=True)
    was_far = models.BooleanField(null=True, blank=True)
    metres_away = models.PositiveIntegerField(null=True, blank=True)
    clock_skew = models.IntegerField(default=0, db_default=0)

    # Of whoever came without a seat
    is_walk_in = models.BooleanField(default=False, db_default=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("came_at")),
                name="people_leave_after_they_came",
            ),
            models.CheckConstraint(
                condition=Q(is_walk_in=True) | Q(session__isnull=False),
                name="whoever_has_a_seat_has_a_session",
            ),
            models.CheckConstraint(
                condition=Q(metres_away=None) | Q(was_far__isnull=False),
                name="distance_is_kept_with_its_verdict",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "shift"],
                condition=Q(session=None, answered_at=None),
                name="walk_in_waits_once",
            ),
        ]
        indexes = [
            # Who is there, who left, who waits: the organizer's screen and roster.
            models.Index(fields=["shift", "came_at", "id"], name="presence_of_shift"),
            # One's own at an activity, and how often that day.
            models.Index(fields=["volunteer", "came_at"], name="presence_of_person"),
            # Who did not check out.
            models.Index(
                fields=["came_at", "id"],
                condition=Q(left_at=None, session__isnull=False),
                name="presence_to_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} at {self.shift_id}"

    def keep_distance(self, metres: int | None, *, radius: int) -> None:
        """Keep the farthest that was told; once outside is outside."""
        if metres is None:
            return
        self.metres_away = max(metres, self.metres_away or 0)
        self.was_far = self.metres_away > radius

    @property
    def is_waiting(self) -> bool:
        """Whether the organizer has not said yet whether the person may stay."""
        return self.session_id is None and self.answered_at is None

    @property
    def is_on_site(self) -> bool:
        """Whether the person has not checked out."""
        return (
            self.left_at is None
            and self.session is not None
            and self.session.status == Status.OPEN
        )

    @property
    def was_ended_by_time(self) -> bool:
        """Whether nobody checked out, so that somebody must say how long it was."""
        return self.left_by == Way.TIME


class TurnedAway(models.Model):
    """
    That somebody tried to check in or out and could not: a trace for the organizer.

    ``why`` is the code of the refusal, ``code_made`` the minute in which the code that
    was used had been made, where that can be known.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="turned_away", db_index=False
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    why = models.SlugField(max_length=40, db_index=False)
    code_made = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "turned away"
        indexes = [
            # What the organizer reads, the latest first.
            models.Index(fields=["activity", "-at"], name="turned_away_from"),
            # What is past its term.
            models.Index(fields=["at"], name="turned_away_when"),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.at:%Y-%m-%d %H:%M}"

    @property
    def code_age(self) -> int | None:
        """How many whole minutes before that the code had been made."""
        if self.code_made is None:
            return None
        return _minute(self.at) - self.code_made


class RosterConfirmed(models.Model):
    """
    That an organizer looked through who was at a shift, and says that it is so.

    ``people`` were there, ``absent`` had a seat and did not come, ``confirmed`` did not
    check out and were there to the end by the organizer's word.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shift = models.OneToOneField(
        Shift, on_delete=models.PROTECT, related_name="roster_confirmed"
    )
    people = models.PositiveIntegerField()
    absent = models.PositiveIntegerField()
    confirmed = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "rosters confirmed"

    def __str__(self) -> str:
        return f"{self.shift_id}"


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60
