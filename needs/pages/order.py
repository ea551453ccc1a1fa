"""The page of one order: what is needed, where it stands, and what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.forms import Form
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from activities.permissions import organized_by
from needs.deadlines import Clock, clock
from needs.forms import (
    CallForm,
    ClaimForm,
    DeliverForm,
    MergeForm,
    RateForm,
    ReasonForm,
    ScheduleForm,
    SendForm,
    TransferForm,
)
from needs.models import (
    NOT_BEGUN,
    ContactLook,
    FollowUp,
    Order,
    Outcome,
    Rating,
    State,
    Step,
)
from needs.pages.board import board_of
from needs.pages.status import UNTOLD, Photos
from needs.permissions import (
    Office,
    contact_office,
    kept_orders,
    may_call,
    may_carry,
    may_keep,
    may_steer,
    takers,
)
from needs.reports import Match, matching, minutes_given
from needs.rules import Contact
from volunteers.models import Account, Organization, Team

MOST_ACTIVITIES = 20
MOST_LOOKS = 20


@dataclass
class OrderPage:
    """
    An order as somebody sees it who steers it, carries it out, or may take it on.

    :param forms: what was sent of an act and is wrong
    :param contact: whose name and address the reader has just asked for
    """

    order: Order
    reader: Account
    at: datetime
    forms: Mapping[str, Form] = field(default_factory=dict)
    problem: str = ""
    contact: Contact | None = None

    # Where it stands

    @cached_property
    def clock(self) -> Clock | None:
        return clock(self.order, at=self.at)

    @cached_property
    def steps(self) -> list[Step]:
        """What was done; what is between the offices is for those who keep it."""
        named = self.order.steps.select_related("organization", "site", "by__volunteer")
        return list(named if self.knows_all else named.exclude(act__in=UNTOLD))

    @cached_property
    def outcomes(self) -> list[Outcome]:
        return list(self.order.outcomes.all())

    @cached_property
    def photos(self) -> Photos:
        return Photos.of(self.order)

    @cached_property
    def minutes(self) -> int:
        """What volunteers have given to it, once it is met with an activity."""
        activity = self.order.activity_id
        return minutes_given(activity) if activity else 0

    @cached_property
    def rating(self) -> Rating | None:
        """The latest; who carries the order reads what was said of their own work."""
        last = self.order.ratings.last()
        is_theirs = last and self.carries and last.round == self.order.round
        return last if self.knows_all or is_theirs else None

    @cached_property
    def looks(self) -> list[ContactLook]:
        """Who saw whose it is; read by those who steer it."""
        if not self.steers:
            return []
        named = self.order.need.looks.select_related("by__volunteer", "organization")
        return list(named.order_by("-at")[:MOST_LOOKS])

    # Who the reader is

    @cached_property
    def steers(self) -> bool:
        return may_steer(self.reader, self.order)

    @cached_property
    def knows_all(self) -> bool:
        """Whether the whole history is theirs to read, with its words and people."""
        return kept_orders(self.reader).filter(pk=self.order.pk).exists()

    @cached_property
    def keeps(self) -> bool:
        return may_keep(self.reader, self.order)

    @cached_property
    def carries(self) -> bool:
        return may_carry(self.reader, self.order)

    @cached_property
    def own(self) -> set[UUID]:
        """The organizations they speak for."""
        return set(organized_by(self.reader).values_list("pk", flat=True))

    @property
    def speaks(self) -> bool:
        """Whether for the one that has it; who leads a team carries, and does not."""
        return self.order.organization_id in self.own

    @property
    def theirs(self) -> set[UUID]:
        """The organizations in whose name they read what is said to one of them."""
        has_it = self.order.organization_id if self.carries else None
        return self.own | {has_it} if has_it else self.own

    @property
    def back_url(self) -> str:
        """The board on which it stands for them."""
        if self.speaks and not self.knows_all:
            return reverse("needs:team", args=[self.order.organization_id])
        return board_of(self.reader)

    @cached_property
    def office(self) -> Office | None:
        """In which they may see whose it is."""
        return contact_office(self.reader, self.order)

    # What may be done

    @property
    def may_accept(self) -> bool:
        return self.steers and self.order.is_submitted

    @property
    def may_send(self) -> bool:
        """Whether it can be dispatched for the first time, or to somebody else."""
        movable = (State.ACCEPTED, State.OFFERED, State.DISPATCHED, *NOT_BEGUN)
        return self.steers and self.order.state in movable

    @property
    def is_sent(self) -> bool:
        """Whether somebody is asked, or has it, so that another takes their place."""
        return self.order.organization_id is not None

    @property
    def may_be_sent_up(self) -> bool:
        return self.steers and self.order.may_be_sent_up

    @property
    def may_be_put_away(self) -> bool:
        """Whether it may still be passed to an office, or put together with another."""
        return self.steers and self.order.is_unclaimed

    @property
    def may_cancel(self) -> bool:
        is_open = self.order.is_unclaimed or self.order.is_to_be_done
        return self.steers and is_open

    @property
    def may_claim(self) -> bool:
        return bool(self.claimants)

    @property
    def may_decline(self) -> bool:
        declines = (State.DISPATCHED, *NOT_BEGUN)
        return self.carries and self.order.state in declines

    @property
    def may_start(self) -> bool:
        return self.carries and self.order.state in NOT_BEGUN

    @property
    def may_organize(self) -> bool:
        """Whether an activity can be made of it, by who speaks for the organization."""
        return self.speaks and self.order.is_claimed

    @property
    def may_deliver(self) -> bool:
        return self.carries and self.order.is_in_service

    @property
    def may_rate(self) -> bool:
        return self.keeps and not self.carries and self.order.is_delivered

    @property
    def may_reopen(self) -> bool:
        return self.steers and self.order.is_delivered

    @cached_property
    def follow_up(self) -> FollowUp | None:
        """The call about it, for who calls, where it was drawn."""
        if not may_call(self.reader, self.order):
            return None
        named = FollowUp.objects.select_related("by__volunteer")
        return named.get(order=self.order)

    @property
    def may_close(self) -> bool:
        return self.steers and self.order.is_rated

    # To whom, by whom, with what

    @cached_property
    def matches(self) -> list[Match]:
        return matching(self.order) if self.may_send else []

    @cached_property
    def claimants(self) -> list[Organization]:
        """The reader's organizations that may take it on now."""
        own = takers(self.reader).order_by("name")
        if self.order.is_dispatched:
            return [one for one in own if one.pk == self.order.organization_id]
        return list(own) if self.order.is_offered else []

    @cached_property
    def teams(self) -> list[Team]:
        """Of the only organization that may take it on."""
        if len(self.claimants) != 1:
            return []
        going = Team.objects.going().filter(organization=self.claimants[0])
        return list(going.order_by("name"))

    @cached_property
    def activities(self) -> list[Activity]:
        """Those of the organization that it could be met with."""
        if not self.may_start:
            return []
        own = Activity.objects.held().filter(organization=self.order.organization_id)
        coming = own.filter(ends_on__gte=timezone.localdate(self.at))
        return list(coming.order_by("starts_on", "pk")[:MOST_ACTIVITIES])

    # Forms: what was sent and is wrong, else empty

    @property
    def refuse_form(self) -> Form:
        return self.forms.get("refuse") or ReasonForm(auto_id="refuse_%s")

    @property
    def transfer_form(self) -> Form:
        return self.forms.get("transfer") or TransferForm()

    @property
    def cancel_form(self) -> Form:
        return self.forms.get("cancel") or ReasonForm(auto_id="cancel_%s")

    @property
    def merge_form(self) -> Form:
        return self.forms.get("merge") or MergeForm()

    @property
    def send_form(self) -> Form:
        return self.forms.get("dispatch") or SendForm()

    @property
    def claim_form(self) -> Form:
        return self.forms.get("claim") or ClaimForm()

    @property
    def decline_form(self) -> Form:
        return self.forms.get("decline") or ReasonForm(auto_id="decline_%s")

    @property
    def schedule_form(self) -> Form:
        return self.forms.get("schedule") or ScheduleForm()

    @property
    def deliver_form(self) -> Form:
        return self.forms.get("deliver") or DeliverForm()

    @property
    def rate_form(self) -> Form:
        return self.forms.get("rate") or RateForm()

    @property
    def call_form(self) -> Form:
        return self.forms.get("call") or CallForm(auto_id="call_%s")

    @property
    def reopen_form(self) -> Form:
        return self.forms.get("reopen") or ReasonForm(auto_id="reopen_%s")
