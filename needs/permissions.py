"""Who may do what with needs, as named predicates and scoped querysets."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from activities.permissions import organized_by
from needs.models import Act, Order, State, Step
from needs.models.order import OrderQuerySet
from volunteers.models import Account, Appointment, Organization, Role, Site, TeamPlace
from volunteers.models.appointment import OF_A_SITE
from volunteers.models.organization import OrganizationQuerySet
from volunteers.models.place import SiteQuerySet
from volunteers.permissions import (
    appointments_of,
    is_staff,
    keeps_a_site,
    reads_the_city,
)


@dataclass(frozen=True, slots=True)
class Office:
    """In which office somebody looks, and where."""

    role: str
    site: Site | None = None
    organization: Organization | None = None


def kept_sites(account: Account | AnonymousUser) -> SiteQuerySet:
    """The sites whose needs the account takes in: those it keeps, and all below."""
    if not isinstance(account, Account):
        return Site.objects.none()
    if is_staff(account):
        return Site.objects.all()
    return _below(account, OF_A_SITE)


def steered_orders(account: Account) -> OrderQuerySet:
    """Those the account accepts and dispatches: in charge of them, or above."""
    if is_staff(account):
        return Order.objects.all()
    if not keeps_a_site(account):
        return Order.objects.none()
    return Order.objects.filter(in_charge__in=kept_sites(account))


def called_orders(account: Account) -> OrderQuerySet:
    """Those it may call about once they were done: dispatchers in charge, and staff."""
    if is_staff(account):
        return Order.objects.all()
    sites = _below(account, [Role.DISPATCHER])
    return Order.objects.filter(in_charge__in=sites)


def kept_orders(account: Account) -> OrderQuerySet:
    """Those it steers, and those of its sites that were sent up; the city's all."""
    if reads_the_city(account):
        return Order.objects.all()
    if not keeps_a_site(account):
        return Order.objects.none()
    sites = kept_sites(account)
    return Order.objects.filter(Q(in_charge__in=sites) | Q(need__site__in=sites))


def carried_orders(account: Account) -> OrderQuerySet:
    """Those an organization it speaks for, or a team it leads, has or is asked for."""
    theirs = Q(organization__in=organized_by(account))
    if account.as_volunteer:
        theirs |= Q(team__in=_led_teams(account))
    return Order.objects.filter(theirs)


def led_orders(account: Account) -> OrderQuerySet:
    """Those that were given to a team the account leads."""
    if account.as_volunteer is None:
        return Order.objects.none()
    return Order.objects.filter(team__in=_led_teams(account))


def leads_a_team(account: Account) -> bool:
    leads = TeamPlace.objects.leading(account.as_volunteer)
    return account.as_volunteer is not None and leads.exists()


def _led_teams(account: Account) -> QuerySet[Any, Any]:
    return TeamPlace.objects.leading(account.as_volunteer).values("team")


def takers(account: Account | AnonymousUser) -> OrganizationQuerySet:
    """The organizations for which the account may take an order on."""
    return organized_by(account).active()


def open_orders(account: Account) -> OrderQuerySet:
    """Those any organization may take on, where the account speaks for one."""
    if not takers(account).exists():
        return Order.objects.none()
    return Order.objects.filter(state=State.OFFERED)


def was_open_to(account: Account, reference: str) -> bool:
    """Whether the account could once have taken it on, so that it may have seen it."""
    opened = Step.objects.filter(act=Act.OFFER, order__need__reference=reference)
    return opened.exists() and takers(account).exists()


def visible_orders(account: Account | AnonymousUser) -> OrderQuerySet:
    """All that the account may read of, in one office or another."""
    if not isinstance(account, Account):
        return Order.objects.none()
    kept = kept_orders(account).values("pk")
    carried = carried_orders(account).values("pk")
    open_ = open_orders(account).values("pk")
    return Order.objects.filter(Q(pk__in=kept) | Q(pk__in=carried) | Q(pk__in=open_))


def may_steer(account: Account, order: Order) -> bool:
    return steered_orders(account).filter(pk=order.pk).exists()


def may_call(account: Account, order: Order) -> bool:
    """Whether it was drawn, and is for the account to call about."""
    return called_orders(account).filter(pk=order.pk, follow_up__isnull=False).exists()


def may_keep(account: Account, order: Order) -> bool:
    """Whether it takes down at the counter what whoever asked has to say."""
    sites = [order.in_charge_id, order.need.site_id]
    return kept_sites(account).filter(pk__in=sites).exists()


def may_carry(account: Account, order: Order) -> bool:
    return carried_orders(account).filter(pk=order.pk).exists()


def may_take(account: Account, order: Order) -> bool:
    """Whether it is open, or an organization is asked, for which the account speaks."""
    own = takers(account)
    return (own if order.is_offered else own.filter(orders=order)).exists()


def sees_contact(account: Account, order: Order) -> bool:
    return contact_office(account, order) is not None


def may_have_calls(account: Account | AnonymousUser) -> bool:
    """Whether the account calls some of those whose needs were met."""
    if not isinstance(account, Account):
        return False
    held = appointments_of(account)
    return is_staff(account) or any(one.role == Role.DISPATCHER for one in held)


def has_a_board(account: Account | AnonymousUser) -> bool:
    """Whether the account has a dispatcher's board to look at."""
    if not isinstance(account, Account):
        return False
    return reads_the_city(account) or keeps_a_site(account)


def contact_office(account: Account, order: Order) -> Office | None:
    """
    The office that lets the account see name, phone and address; None where none does.

    The clerk who took the need, the dispatchers in charge, and, once it is claimed,
    those who carry it out.
    """
    if order.need.is_forgotten:
        return None
    for held in appointments_of(account):
        if held.site and _sees_as_keeper(account, held, order):
            return Office(held.role, site=held.site)
    if order.is_assigned and order.organization and may_carry(account, order):
        speaks = organized_by(account).filter(pk=order.organization.pk).exists()
        role = Role.ADMIN if speaks else Role.RECORDER  # who leads its team
        return Office(role, organization=order.organization)
    return None


def _sees_as_keeper(account: Account, held: Appointment, order: Order) -> bool:
    took = account.pk in (order.need.taken_by_id, order.accepted_by_id)
    is_in_charge = held.role == Role.DISPATCHER or order.dispatched_by_id == account.pk
    if held.role not in OF_A_SITE or not (took or is_in_charge):
        return False
    below = Site.objects.at_or_below([held.site_id] if held.site_id else [])
    return below.filter(pk__in=[order.in_charge_id, order.need.site_id]).exists()


def _below(account: Account, roles: Collection[str]) -> SiteQuerySet:
    held = (one for one in appointments_of(account) if one.role in roles)
    return Site.objects.at_or_below([one.site_id for one in held if one.site_id])


def keepers_of(site: Site, *, on: date) -> list[int]:
    """The accounts that keep a site; where nobody does, those of the next above."""
    place: Site | None = site
    while place is not None:
        held = Appointment.objects.in_force(on).filter(role__in=OF_A_SITE, site=place)
        if found := list(held.values_list("account", flat=True).distinct()):
            return found
        place = place.parent
    return []


def speakers_for(organization: UUID, *, on: date) -> list[int]:
    """The accounts that speak for an organization; for a site's own its clerks too."""
    own = Q(role=Role.ADMIN, organization=organization)
    of_its_site = Q(
        role=Role.CLERK,
        site__organizations__pk=organization,
        site__organizations__kind=Organization.Kind.SITE,
    )
    held = Appointment.objects.in_force(on).filter(own | of_its_site)
    return list(held.values_list("account", flat=True).distinct())


def leaders_of(order: Order) -> list[int]:
    """The accounts that lead the team that was named."""
    leads = TeamPlace.objects.current().filter(team=order.team_id, leads=True)
    accounts = leads.values_list("membership__volunteer__account", flat=True)
    return [one for one in accounts if one is not None] if order.team_id else []
