"""
What the form of an activity that meets an order begins with.

Everybody reads an activity, so nothing of a person stands in it: neither the words of
whoever asked, nor the address, nor roughly where they live.
"""

from datetime import date
from typing import Any

from django.http import QueryDict

from activities.models import Activity, Audience, Recipient
from activities.pages.writing import SEVERAL
from needs.models import Category, Order, Proxy
from volunteers.models import Organization

# Whom a need is for, by who it is asked for, else by its category.
FOR_WHOM = {
    Proxy.OLDER: Recipient.OLDER_PEOPLE,
    Proxy.CHILD: Recipient.CHILDREN,
    "elder_care": Recipient.OLDER_PEOPLE,
    "digital_help": Recipient.OLDER_PEOPLE,
    "disability_support": Recipient.DISABLED_PEOPLE,
    "child_care": Recipient.CHILDREN,
    "tutoring": Recipient.CHILDREN,
    "relief": Recipient.POOR_FAMILIES,
    "farm_tech": Recipient.RURAL_RESIDENTS,
}
HOURS = {"start": "09:00", "end": "11:00"}
A_PAIR = "2"  # people, who go together


def suggestion(order: Order, *, organization: Organization, on: date) -> QueryDict:
    """
    The form as if somebody had filled it in, from the need and from what the
    organization told at its last activity in that field.

    :param on: today's local date; a day before it is not proposed
    """
    need, category = order.need, order.need.category
    told = _last(organization, category) or _of_profile(organization)
    said: dict[str, Any] = told | {
        "title": category.name,
        "title_en": category.name_en,
        "service_field": category.service_field_id,
        "place": need.site.name,
        "site_name": need.site.code,
        "recipients": _for_whom(order),
        # Not any stranger comes to somebody's home.
        "audience": Audience.MEMBERS if category.at_home else Audience.PUBLIC,
        "hazard": "on" if category.hazard else "",
        "shift0-date": _day(order, on),
        "shift0-start": HOURS["start"],
        "shift0-end": HOURS["end"],
        "shift0-seats": A_PAIR,
    }
    typed = QueryDict(mutable=True)
    for name, value in said.items():
        typed.setlist(name, value if name in SEVERAL else [value])
    return typed


def _last(organization: Organization, category: Category) -> dict[str, Any] | None:
    """What may be told again: the risks, whom to ask, what volunteers are given."""
    held = Activity.objects.held().filter(
        organization=organization, service_field=category.service_field_id
    )
    one = held.exclude(risks="").order_by("-starts_on", "-pk").first()
    if one is None:
        return None
    return {
        "risks": one.risks,
        "guarantees": one.guarantees,
        "contact_name": one.contact_name,
        "contact_name_is_public": "on" if one.contact_name_is_public else "",
        "contact_phone": one.contact_phone,
        "contact_phone_is_public": "on" if one.contact_phone_is_public else "",
    }


def _of_profile(organization: Organization) -> dict[str, Any]:
    """Whom the organization lets everybody ask."""
    public = {"contact_name_is_public": "on"}
    profile = getattr(organization, "profile", None)
    if profile is None or not profile.shows_contact:
        return public
    return public | {
        "contact_name": profile.contact_name,
        "contact_phone": profile.contact_phone,
    }


def _for_whom(order: Order) -> list[str]:
    need = order.need
    found = FOR_WHOM.get(need.proxy) or FOR_WHOM.get(need.category_id)
    return [found] if found else []


def _day(order: Order, on: date) -> str:
    """The one that was agreed, else the one that was wished for."""
    asked = (order.agreed_on, order.need.wished_on)
    return next((f"{day}" for day in asked if day and day >= on), "")
