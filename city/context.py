"""What the frame round every page shows, by who is looking."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.reading import MOST_COUNTED, unread
from volunteers.guardians import is_minor
from volunteers.models import Account, Appointment, Role
from volunteers.models.appointment import OF_A_SITE, OF_AN_ORGANIZATION, OF_THE_CITY
from volunteers.permissions import (
    appointments_of,
    approved_organizations,
    is_staff,
    keeps_a_site,
    read_organizations,
    reads_the_city,
)


@dataclass(frozen=True, slots=True)
class Item:
    """A way to another page; ``act`` makes it the raised one on phones."""

    url: str
    label: str
    icon: str
    current: bool = False
    act: bool = False


def frame(request: HttpRequest) -> dict[str, Any]:
    """``nav`` for wide screens, ``tabs`` for phones, and ``who`` is signed in."""
    user = getattr(request, "user", None)
    if user is None:
        return {}
    if not user.is_authenticated:
        return {
            "nav": _marked(
                request,
                [_board(), _activities(), _help(), _organizations(), _sites()],
            ),
            "tabs": _marked(
                request,
                [
                    _board(),
                    _short(_activities(), _("Activities")),
                    _organizations(),
                    Item("/login/", _("Sign in"), "login"),
                    Item("/register/", _("Join"), "user-plus"),
                ],
            ),
        }
    return {
        "nav": _marked(request, _wide(user)),
        "tabs": _marked(request, _narrow(user)),
        "who": {
            "name": user.display_name,
            "role": _role(user),
            "links": _own(user),
            "unread": _unread(user),
        },
    }


def _unread(account: Account) -> str:
    """How many notices wait to be read, as the bell says it; empty where none do."""
    count = unread(account)
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else f"{count or ''}"


def _short(item: Item, label: str) -> Item:
    """The same way in a word that fits under an icon."""
    return replace(item, label=label)


def _board() -> Item:
    return Item("/", _("City board"), "chart-bar")


def _activities() -> Item:
    return Item("/activities/", _("Find an activity"), "calendar-event")


def _help() -> Item:
    return Item("/needs/", _("Ask for help"), "heart-handshake")


def _orders() -> Item:
    return Item("/orders/", _("Orders"), "heart-handshake")


def _organizations() -> Item:
    return Item("/organizations/", _("Organizations"), "building-community")


def _sites() -> Item:
    return Item("/sites/", _("Practice sites"), "map-pin")


def _me() -> Item:
    return Item("/me/", _("My hours"), "user")


def _desk() -> Item:
    return Item("/desk/", _("Review desk"), "clipboard-check")


def _city() -> list[Item]:
    return [
        Item("/city/", _("City overview"), "chart-dots"),
        Item("/city/organizations/", _("Organizations"), "building-community"),
        Item("/city/sites/", _("Practice sites"), "map-pin"),
        Item("/city/volunteers/", _("Volunteers"), "users"),
    ]


def _reports() -> Item:
    return Item("/city/reports/", _("Reports"), "report-analytics")


def _decides(account: Account) -> bool:
    return is_staff(account) or bool(approved_organizations(account))


def _wide(account: Account) -> list[Item]:
    mine = [_me()] if account.as_volunteer else []
    desk = [_desk()] if _decides(account) else []
    if reads_the_city(account):
        return [*_city(), _reports(), *desk, *mine]
    own = _own_organization(account)
    orders = [_orders()] if keeps_a_site(account) else []
    return [*mine, *orders, _activities(), *desk, *own, _board(), _organizations()]


def _narrow(account: Account) -> list[Item]:
    mine = [_me()] if account.as_volunteer else []
    desk = [_short(_desk(), _("Desk"))] if _decides(account) else []
    if reads_the_city(account):
        overview, lists = _city()[:2]
        overview = _short(overview, _("Overview"))
        return [overview, _reports(), _short(lists, _("Groups")), *desk, *mine]
    find = _short(_activities(), _("Activities"))
    log = Item("/sessions/log/", _("Log hours"), "plus", act=True)
    acts = [log] if account.as_volunteer else []
    groups = _own_organization(account) or [_organizations()]
    own = _short(groups[0], _("Groups"))
    if keeps_a_site(account):
        return [*mine, _orders(), *acts, find, own]
    if desk:
        return [*mine, *desk, *acts, find, own]
    return [*mine, find, *acts, _short(_board(), _("Board")), own]


def _own_organization(account: Account) -> list[Item]:
    own = read_organizations(account)
    if not own:
        return []
    return [Item(f"/organizations/{own[0]}/", _("My organization"), "home-star")]


def _role(account: Account) -> str:
    """The widest office the account holds, and where."""
    held = appointments_of(account)
    for roles in (OF_THE_CITY, OF_AN_ORGANIZATION, OF_A_SITE):
        for one in held:
            if one.role in roles:
                place = one.organization or one.site
                role = str(Role(one.role).label)
                office = f"{place.label} · {role}" if place else role
                return _for_whom(one, office)
    return ""


def _for_whom(held: Appointment, office: str) -> str:
    """A deputy's office says whose it is."""
    if held.deputy_of is None:
        return office
    away = held.deputy_of.account.display_name
    return _("%(office)s (for %(name)s)") % {"office": office, "name": away}


def _own(account: Account) -> list[dict[str, str]]:
    links = [_me()] if account.as_volunteer else []
    if reads_the_city(account):
        links.append(_activities())
        links.append(Item("/city/applications/", _("Applications"), ""))
        links.append(Item("/city/merges/", _("Registered twice"), ""))
        links.append(Item("/city/objections/", _("Objections"), ""))
        links.append(Item("/city/integrity/", _("Integrity centre"), ""))
        links.append(_orders())
    if reads_the_city(account) or account.is_superuser:
        links.append(Item("/city/appointments/", _("Offices of the city"), ""))
    served = {one.organization for one in appointments_of(account) if one.organization}
    links += [
        Item(f"/organizations/{one.pk}/", one.label, "")
        for one in sorted(served, key=lambda one: one.name)
    ]
    if any(one.is_delegable or one.deputy_of_id for one in appointments_of(account)):
        links.append(Item("/me/deputies/", _("My offices and deputies"), ""))
    if account.as_volunteer:
        links.append(Item("/me/organizations/", _("My organizations"), ""))
        if not is_minor(account.as_volunteer, on=timezone.localdate()):
            links.append(Item("/me/family/", _("My family"), ""))
        links.append(Item("/me/data/", _("My data"), ""))
        links.append(Item("/me/consents/", _("What I agreed to"), ""))
    return [{"url": one.url, "label": one.label} for one in links]


def _marked(request: HttpRequest, items: list[Item]) -> list[Item]:
    """The items, the one that leads nearest to the present page marked."""
    here = [
        one.url
        for one in items
        if request.path == one.url
        or (one.url != "/" and request.path.startswith(one.url))
    ]
    nearest = max(here, key=len, default=None)
    return [
        Item(one.url, one.label, one.icon, one.url == nearest, one.act) for one in items
    ]
