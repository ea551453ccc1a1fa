from datetime import datetime

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value

from activities.models.shift import Shift
from activities.models.words import LIVING, SEAT_NEXT, TAKES_A_SEAT, Seat
from config.moments import TimeRange
from config.triggers import Guard, Keep, Refuse, forbidden_moves
from volunteers.models import Volunteer
from volunteers.models.naming import uuid7


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def living(self) -> "SignUpQuerySet":
        """Those that were neither given up nor ended."""
        return self.filter(state__in=LIVING)

    def taking_a_seat(self) -> "SignUpQuerySet":
        return self.filter(state__in=TAKES_A_SEAT)

    def waiting(self) -> "SignUpQuerySet":
        return self.filter(state=Seat.WAITING)

    def lapsing(self, at: datetime) -> "SignUpQuerySet":
        """Offers whose time to answer is over."""
        return self.filter(state=Seat.OFFERED, offered_until__lte=at)

    def upcoming(self, at: datetime) -> "SignUpQuerySet":
        """Those for shifts that are not over."""
        return self.filter(ends_at__gt=at)

    def overlapping(self, shift: Shift) -> "SignUpQuerySet":
        """Those whose time the shift would take (L26)."""
        return self.filter(starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at)

    def in_order(self) -> "SignUpQuerySet":
        """Of one shift, by who came first."""
        return self.order_by("turn")

    def with_names(self) -> "SignUpQuerySet":
        return self.select_related(
            "volunteer", "shift__post", "shift__activity__organization"
        )


class SignUp(models.Model):
    """
    That somebody wants to come to a shift: a seat, a place in its queue, an offer.

    ``turn`` is the order in which people came. The times are the shift's, repeated
    here so that one person never holds two seats at a time (L26). Whoever comes back
    after giving up has another one. ``by`` signed up: the person, a guardian, or the
    desk at which the person said so. ``late_words`` say why a seat was given up later
    than the activity asks for, to its organizers alone.
    """

    State = Seat

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    shift = models.ForeignKey(
        Shift, on_delete=models.PROTECT, related_name="sign_ups", db_index=False
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="sign_ups", db_index=False
    )
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    state = models.CharField(max_length=9, choices=Seat.choices)
    turn = models.PositiveIntegerField()
    joined_at = models.DateTimeField()
    offered_until = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    late_words = models.CharField(max_length=300, blank=True, db_default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = SignUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "volunteer"],
                condition=Q(state__in=LIVING),
                name="person_is_signed_up_once",
            ),
            models.UniqueConstraint(
                fields=["shift", "turn"], name="people_of_a_shift_come_in_order"
            ),
            # The volunteer comes first, as in hours' timeline.
            ExclusionConstraint(
                name="person_is_expected_in_one_place_at_a_time",
                expressions=[
                    (F("volunteer"), RangeOperators.EQUAL),
                    (
                        TimeRange(F("starts_at"), F("ends_at"), Value("[)")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state__in=TAKES_A_SEAT),
            ),
            models.CheckConstraint(
                condition=~Q(state=Seat.OFFERED) | Q(offered_until__isnull=False),
                name="offer_ends_some_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVING, ended_at=None)
                | (~Q(state__in=LIVING) & Q(ended_at__isnull=False)),
                name="sign_up_ends_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(late_words="") | Q(state=Seat.GIVEN_UP),
                name="words_are_of_what_was_given_up",
            ),
        ]
        indexes = [
            # "My sign-ups", the next first.
            models.Index(fields=["volunteer", "starts_at"], name="sign_up_of_person"),
            # Offers that run out.
            models.Index(
                fields=["offered_until"],
                condition=Q(state="offered"),
                name="sign_up_offered",
            ),
            # Who waits for shifts to come.
            models.Index(
                fields=["starts_at"],
                condition=Q(state="waiting"),
                name="sign_up_waiting",
            ),
            # Whom to remind.
            models.Index(
                fields=["starts_at", "id"],
                condition=Q(state="seated", reminded_at=None),
                name="sign_up_to_remind",
            ),
        ]
        triggers = [
            Guard(
                name="sign_up_repeats_its_shift",
                operation=pgtrigger.Insert,
                sql="activities/sql/sign_up_repeats_its_shift.sql",
            ),
            Refuse(
                name="sign_up_begins_in_a_seat_or_waiting",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.state NOT IN ('seated', 'waiting')"),
            ),
            Refuse(
                name="sign_up_is_never_anothers",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(OLD.id, OLD.shift_id, OLD.volunteer_id, OLD.starts_at,"
                    " OLD.ends_at, OLD.turn, OLD.joined_at) IS DISTINCT FROM"
                    " ROW(NEW.id, NEW.shift_id, NEW.volunteer_id, NEW.starts_at,"
                    " NEW.ends_at, NEW.turn, NEW.joined_at)"
                ),
            ),
            Refuse(
                name="sign_up_moves_as_the_table_allows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    forbidden_moves(SEAT_NEXT, column="state")
                ),
            ),
            Refuse(
                name="seat_is_given_up_before_it_is_forgotten",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.ended_at IS NULL"),
            ),
            Keep(
                name="seats_are_taken",
                operation=pgtrigger.Insert,
                new="after",
                sql="activities/sql/seats_are_taken.sql",
            ),
            Keep(
                name="seats_are_taken_and_freed",
                operation=pgtrigger.Update,
                old="before",
                new="after",
                sql="activities/sql/seats_are_taken_and_freed.sql",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} at {self.shift_id}"

    @property
    def is_seated(self) -> bool:
        return self.state == Seat.SEATED

    @property
    def is_waiting(self) -> bool:
        return self.state == Seat.WAITING

    @property
    def is_offered(self) -> bool:
        """Whether a seat is held until somebody takes it."""
        return self.state == Seat.OFFERED

    @property
    def is_living(self) -> bool:
        return self.state in LIVING

    @property
    def takes_a_seat(self) -> bool:
        return self.state in TAKES_A_SEAT

    def has_lapsed(self, at: datetime) -> bool:
        """Whether a seat was held for too long, be it taken back already or not."""
        if self.is_offered and self.offered_until:
            return self.offered_until <= at
        return self.state == Seat.LAPSED

    @property
    def position(self) -> int | None:
        """How many wait up to this one, itself among them; None unless it waits."""
        if not self.is_waiting:
            return None
        ahead = SignUp.objects.waiting().filter(shift=self.shift_id)
        return ahead.filter(turn__lte=self.turn).count()
