"""What pages of other rooms say of needs."""

from typing import Any
from uuid import UUID

from django import template
from django.template.context import RequestContext

from needs.models import Order
from needs.permissions import visible_orders
from needs.praise import of_activity, of_person, praise_of
from volunteers.models import Volunteer

register = template.Library()

MOST = 5


@register.inclusion_tag("needs/_served.html")
def needs_served(volunteer: Volunteer) -> dict[str, Any]:
    """How many needs somebody's counted hours helped to meet."""
    return {"served": of_person(volunteer)}


@register.inclusion_tag("needs/_chain.html", takes_context=True)
def needs_met_with(context: RequestContext, activity: UUID) -> dict[str, Any]:
    """
    The needs behind a session.

    Whoever may see an order reads what it is about and goes on to it; others read the
    number, by which everybody follows it.
    """
    found, own = _some(context, activity)
    return {"lines": [(one, one.pk in own) for one in found]}


@register.inclusion_tag("needs/_answered.html", takes_context=True)
def needs_answered(context: RequestContext, activity: UUID) -> dict[str, Any]:
    """
    The needs that an activity answers: for everybody how many, as the public list of
    projects says; for whoever may see them, which, and what was said of it.
    """
    answered = of_activity(activity)
    if not answered.needs:
        return {}
    found, own = _some(context, activity)
    lines = [(one, True) for one in found if one.pk in own]
    praise = praise_of("activity", [activity])[activity] if lines else None
    return {"answered": answered, "lines": lines, "praise": praise}


def _some(context: RequestContext, activity: UUID) -> tuple[list[Order], set[UUID]]:
    """The first ones, and those of them that the reader may see."""
    orders = Order.objects.filter(activity=activity).select_related("need__category")
    found = list(orders.order_by("need__submitted_at", "pk")[:MOST])
    if not found:
        return [], set()
    seen = visible_orders(context["user"]).filter(pk__in=[one.pk for one in found])
    return found, set(seen.values_list("pk", flat=True))
