"""The ways between the pages about an organization's members."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from city.permissions import runs_organization
from volunteers.models import JoinRequest, Organization

COUNTED = 99  # what waits is counted so far


@dataclass(frozen=True, slots=True)
class Way:
    """A page of the strip; ``note`` is a number that says something waits there."""

    url: str
    label: str
    note: str
    current: bool


def strip(request: HttpRequest, organization: Organization) -> list[Way]:
    """Where whoever reads this page can go from it; more for its administrators."""
    pages = [
        ("people_of", _("Members"), ""),
        ("members", _("Service hours"), ""),
        ("teams", _("Teams"), ""),
    ]
    if runs_organization(request.user, organization):
        pages += [
            ("requests", _("Requests"), waiting(organization)),
            ("invitations", _("Invitations"), ""),
        ]
    ways = [
        (reverse(f"city:{name}", args=[organization.pk]), label, note)
        for name, label, note in pages
    ]
    return [
        Way(url, label, note, current=request.path == url) for url, label, note in ways
    ]


def waiting(organization: Organization) -> str:
    """How many people ask to join, as a page says it; nothing where nobody does."""
    asked = JoinRequest.objects.waiting().filter(organization=organization)
    # In order of the index, which holds those that wait only.
    count = len(asked.order_by("pk").values_list("pk")[: COUNTED + 1])
    return f"{COUNTED}+" if count > COUNTED else str(count or "")
