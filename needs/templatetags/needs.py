"""What pages of other rooms say of needs."""

from typing import Any
from uuid import UUID

from django import template
from django.template.context import RequestContext

from needs.models import Order
from needs.permissions import visible_orders
from needs.praise import of_person
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
    The needs that an activity answers.

    Whoever may see an order reads what it is about and goes on to it; others read the
    number, by which everybody follows it.
    """
    orders = Order.objects.filter(activity=activity).select_related("need__category")
    found = list(orders.order_by("need__submitted_at", "pk")[:MOST])
    own: set[UUID] = set()
    if found:
        visible = visible_orders(context["user"]).filter(
            pk__in=[one.pk for one in found]
        )
        own = set(visible.values_list("pk", flat=True))
    return {"lines": [(one, one.pk in own) for one in found]}
