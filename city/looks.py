"""Who looked at somebody's personal data, for that person and for the city."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hours.models import Session
from volunteers.models import (
    Kind,
    Membership,
    PeopleSearch,
    Reason,
    Reveal,
    Role,
    Volunteer,
)
from volunteers.searches import prints_that_find

MOST = 100  # of each kind on one page, newest first


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: when, in which office, at what, and why in words."""

    at: datetime
    office: str
    what: str
    why: str
    words: str = ""
    page: str = ""
    who: str = ""


def looks_at(volunteer: Volunteer) -> list[Seen]:
    """
    The newest looks at the person's data, newest first; of any record of theirs.

    ``who`` is for the city's own eyes; the person reads which office it was, of
    which organization or site.
    """
    seen_as = Reveal.objects.filter(volunteer__in=volunteer.all_records)
    reveals = seen_as.order_by("-at", "-pk").select_related(
        "organization", "site", "by__volunteer"
    )
    seen = [_reveal(one) for one in reveals[:MOST]]
    seen += [_search(one) for one in searches_for(volunteer)[:MOST]]
    return sorted(seen, key=lambda one: one.at, reverse=True)


def searches_for(volunteer: Volunteer) -> "QuerySet[PeopleSearch]":
    """Searches of others by name or phone that found the person, newest first."""
    held = Membership.objects.of(volunteer)
    theirs = {*held.values_list("organization", flat=True)}
    logged = Session.objects.filter(volunteer=volunteer)
    theirs |= {*logged.order_by().values_list("organization", flat=True).distinct()}
    found = PeopleSearch.objects.filter(
        Q(organization=None) | Q(organization__in=theirs),
        term_print__in=prints_that_find(volunteer),
        at__gte=volunteer.registered_at,
    )
    if volunteer.account_id:
        found = found.exclude(by=volunteer.account_id)
    return found.order_by("-at", "-pk").select_related("organization", "by__volunteer")


def _reveal(one: Reveal) -> Seen:
    place = one.organization or one.site
    return Seen(
        at=one.at,
        office=office(one.role, place.label if place else ""),
        what=_(", ").join(str(Kind(kind).label) for kind in one.kinds),
        why=str(Reason(one.reason).label),
        words=one.words,
        page=one.page,
        who=one.by.display_name,
    )


def _search(one: PeopleSearch) -> Seen:
    way = str(PeopleSearch.Way(one.way).label)
    return Seen(
        at=one.at,
        office=office(one.role, one.organization.label if one.organization else ""),
        what=_("Found in a list"),
        why=_("Looked for people %(way)s") % {"way": way},
        page=one.page,
        who=one.by.display_name,
    )


def office(role: str, place: str) -> str:
    """An office in words: Administrator · Haizhou Youth Volunteers."""
    label = str(Role(role).label) if role else ""
    return " · ".join(filter(None, (place, label)))
