"""What people are told about orders, and how it reads: never of whom they are."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.permissions import organized_by
from config.templatetags.ui import full_day
from needs.models import Order, Step
from needs.permissions import visible_orders
from notices.events import Event, Subject, Words
from volunteers.models import Account

REPORTED = "need_reported"
DISPATCHED = "order_dispatched"
CLAIMED = "order_claimed"
DECLINED = "order_declined"
SENT_UP = "order_sent_up"
CALLED_OFF = "order_called_off"
REOPENED = "order_reopened"
SOON_LATE = "order_soon_late"
DAY_IS_NEAR = "order_day_is_near"


def _seen(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """What the reader steers, carries out or may take on."""
    found = visible_orders(reader).filter(pk__in=ids).with_names()
    return {one.pk: _subject(one) for one in found}


def _had(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """What the reader's organizations had, even if it is others' now."""
    theirs = Step.objects.filter(organization__in=organized_by(reader), order__in=ids)
    found = Order.objects.filter(pk__in=theirs.values("order")).with_names()
    return {one.pk: _subject(one) for one in found}


def _had_or_seen(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    return _had(reader, ids) | _seen(reader, ids)


def _subject(one: Order) -> Subject:
    return Subject(
        words={
            "number": one.need.number,
            "category": one.need.category.label,
            "site": one.need.site.label,
            "organization": one.organization.label if one.organization else "",
            "day": full_day(one.agreed_on),
        },
        stands=one.get_state_display(),
        address=(one.need.reference,),
    )


def _reported(words: Words) -> str:
    return _("New need at %(site)s: %(category)s, %(number)s") % words


def _dispatched(words: Words) -> str:
    return _("%(site)s asks you to meet a need: %(category)s, %(number)s") % words


def _claimed(words: Words) -> str:
    return _("%(organization)s takes on %(number)s: %(category)s") % words


def _declined(words: Words) -> str:
    return _("An organization has declined %(number)s: %(category)s") % words


def _sent_up(words: Words) -> str:
    return _("Sent up to you from %(site)s: %(category)s, %(number)s") % words


def _called_off(words: Words) -> str:
    return _("Not yours to do any more: %(category)s, %(number)s") % words


def _reopened(words: Words) -> str:
    return _("Not done yet, and taken up again: %(category)s, %(number)s") % words


def _soon_late(words: Words) -> str:
    return _("This will soon be late: %(category)s, %(number)s") % words


def _day_is_near(words: Words) -> str:
    return _("Agreed for %(day)s: %(category)s, %(number)s") % words


EVENTS = (
    Event(
        code=REPORTED,
        name=gettext_lazy("Needs that come in at your site"),
        say=_reported,
        icon="inbox",
        page="needs:order",
        look_up=_seen,
        asks=True,
        of_office=True,
    ),
    Event(
        code=DISPATCHED,
        name=gettext_lazy("Needs you are asked to meet"),
        say=_dispatched,
        icon="heart-handshake",
        page="needs:order",
        look_up=_seen,
        asks=True,
        of_office=True,
    ),
    Event(
        code=CLAIMED,
        name=gettext_lazy("Orders that were taken on"),
        say=_claimed,
        icon="circle-check",
        page="needs:order",
        look_up=_seen,
        of_office=True,
    ),
    Event(
        code=DECLINED,
        name=gettext_lazy("Orders that were declined"),
        say=_declined,
        icon="arrow-back-up",
        page="needs:order",
        look_up=_seen,
        asks=True,
        of_office=True,
    ),
    Event(
        code=SENT_UP,
        name=gettext_lazy("Orders that waited for too long below you"),
        say=_sent_up,
        icon="stairs-up",
        page="needs:order",
        look_up=_seen,
        asks=True,
        of_office=True,
    ),
    Event(
        code=CALLED_OFF,
        name=gettext_lazy("Orders that are not yours any more"),
        say=_called_off,
        icon="calendar-x",
        page="needs:need",
        look_up=_had,
        urgent=True,
        of_office=True,
    ),
    Event(
        code=REOPENED,
        name=gettext_lazy("Orders that are taken up again"),
        say=_reopened,
        icon="rotate",
        page="needs:need",
        look_up=_had_or_seen,
        asks=True,
        of_office=True,
    ),
    Event(
        code=SOON_LATE,
        name=gettext_lazy("Orders that will soon be late"),
        say=_soon_late,
        icon="clock",
        page="needs:order",
        look_up=_seen,
        asks=True,
        of_office=True,
    ),
    Event(
        code=DAY_IS_NEAR,
        name=gettext_lazy("The day before an order is to be done"),
        say=_day_is_near,
        icon="calendar-event",
        page="needs:order",
        look_up=_seen,
        asks=True,
        of_office=True,
    ),
)
