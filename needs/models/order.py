from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.models import Activity
from config.triggers import Refuse, forbidden_moves
from needs.models.need import Need
from needs.models.words import (
    ASSIGNED,
    ENDED,
    ESCALATED,
    IN_HAND,
    LIVING,
    NOT_BEGUN,
    ORDER_NEXT,
    UNCLAIMED,
    WITH_ORGANIZATION,
    WITHOUT_ORGANIZATION,
    Act,
    State,
)
from volunteers.models import Organization, Site, Team


class OrderQuerySet(models.QuerySet["Order"]):
    def living(self) -> "OrderQuerySet":
        """Those for which somebody has to do something."""
        return self.filter(state__in=LIVING)

    def overdue(self, at: datetime) -> "OrderQuerySet":
        """Those whose present step should have been done by now."""
        return self.living().filter(due_at__lte=at)

    def most_pressing_first(self) -> "OrderQuerySet":
        return self.order_by("due_at", "need")

    def with_names(self) -> "OrderQuerySet":
        return self.select_related(
            "need__category", "need__site", "in_charge", "organization", "team"
        )


class Order(models.Model):
    """
    The way of a need through the hands of those who meet it (派单 接单 评单).

    ``in_charge`` is the site that steers it: the need's, until it is sent up.
    ``due_at`` is until when the present step should be done; ``round`` counts how
    often it was begun. ``untold_since`` is set while whoever asked is to be sent a
    message about what happened; ``remind_at`` until whoever has to act is reminded of
    that; ``remind_of_day_on`` until the organization's people are reminded, on that
    local date, of the day that was agreed.
    """

    State = State

    need = models.OneToOneField(
        Need, on_delete=models.PROTECT, primary_key=True, related_name="order"
    )
    state = models.CharField(max_length=11, choices=State.choices)
    in_charge = models.ForeignKey(
        Site, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="orders",
        db_index=False,
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, related_name="orders"
    )
    agreed_on = models.DateField(null=True)
    transferred_to = models.CharField(max_length=50, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="merged",
        db_index=False,
    )
    round = models.PositiveSmallIntegerField(default=1)
    moved_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    untold_since = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    remind_of_day_on = models.DateField(null=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=WITH_ORGANIZATION)
                | Q(organization__isnull=False),
                name="order_on_its_way_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITHOUT_ORGANIZATION)
                | Q(organization=None, team=None, activity=None),
                name="order_that_waits_is_nobodys",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SCHEDULED) | Q(activity__isnull=False),
                name="scheduled_order_has_an_activity",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(state=State.CANCELLED),
                name="merged_order_has_ended",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVING, due_at__isnull=False)
                | Q(state__in=ENDED, due_at=None),
                name="living_order_is_due_some_time",
            ),
        ]
        indexes = [
            # A dispatcher's board: each column, the most pressing first.
            models.Index(fields=["in_charge", "state", "due_at"], name="order_of_site"),
            # An organization's own.
            models.Index(
                fields=["organization", "state", "due_at"], name="order_of_organization"
            ),
            # What falls due, for upkeep, and what is open to all.
            models.Index(
                fields=["state", "due_at"],
                condition=Q(due_at__isnull=False),
                name="order_due",
            ),
            # Whom to send a message.
            models.Index(
                fields=["untold_since"],
                condition=Q(untold_since__isnull=False),
                name="order_untold",
            ),
            # Whom to remind.
            models.Index(
                fields=["remind_at"],
                condition=Q(remind_at__isnull=False),
                name="order_to_remind",
            ),
            models.Index(
                fields=["remind_of_day_on"],
                condition=Q(remind_of_day_on__isnull=False),
                name="order_to_remind_of_day",
            ),
        ]
        triggers = [
            Refuse(
                name="order_begins_submitted",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.state <> 'submitted'"),
            ),
            Refuse(
                name="order_moves_as_the_table_allows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    forbidden_moves(ORDER_NEXT, column="state")
                ),
            ),
            Refuse(name="order_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} {self.state}"

    @property
    def is_living(self) -> bool:
        return self.state in LIVING

    @property
    def is_unclaimed(self) -> bool:
        """Whether nobody has taken it on yet."""
        return self.state in UNCLAIMED

    @property
    def is_assigned(self) -> bool:
        """Whether an organization knows whom it goes to."""
        return self.state in ASSIGNED

    @property
    def is_to_be_done(self) -> bool:
        """Whether somebody has taken it on, and has not done it yet."""
        return self.state in IN_HAND

    @property
    def is_not_begun(self) -> bool:
        """Whether it was taken on, and the work has not begun."""
        return self.state in NOT_BEGUN

    @property
    def is_submitted(self) -> bool:
        return self.state == State.SUBMITTED

    @property
    def is_accepted(self) -> bool:
        return self.state == State.ACCEPTED

    @property
    def is_offered(self) -> bool:
        return self.state == State.OFFERED

    @property
    def is_dispatched(self) -> bool:
        return self.state == State.DISPATCHED

    @property
    def is_claimed(self) -> bool:
        return self.state == State.CLAIMED

    @property
    def is_scheduled(self) -> bool:
        return self.state == State.SCHEDULED

    @property
    def is_in_service(self) -> bool:
        return self.state == State.IN_SERVICE

    @property
    def is_delivered(self) -> bool:
        return self.state == State.DELIVERED

    @property
    def is_rated(self) -> bool:
        return self.state == State.RATED

    @property
    def is_refused(self) -> bool:
        return self.state == State.REFUSED

    @property
    def is_good_end(self) -> bool:
        """Whether it was met, and somebody said so."""
        return self.state in (State.RATED, State.CLOSED)

    @property
    def may_be_sent_up(self) -> bool:
        """Whether there is a site above that could steer it."""
        return self.state in ESCALATED and self.in_charge.parent_id is not None


class Step(models.Model):
    """
    One thing done with an order: what, when, by whom, with which words.

    All of them are its history. ``by`` is nobody where whoever asked acted without an
    account, or the clock did; ``activity`` what it was to be met with then. Added,
    never changed.
    """

    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    act = models.CharField(max_length=10, choices=Act.choices)
    old = models.CharField(max_length=11, choices=State.choices, blank=True)
    new = models.CharField(max_length=11, choices=State.choices)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            # An order's history, in order.
            models.Index(fields=["order", "id"], name="step_of_order"),
            # What an organization has delivered, and what was met with an activity.
            *(
                models.Index(
                    fields=[one], condition=Q(act=Act.DELIVER), name=f"delivered_{name}"
                )
                for one, name in (("organization", "by"), ("activity", "with"))
            ),
        ]
        triggers = [
            Refuse(
                name="step_of_order_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %R} {self.act}"
