"""Who holds, will hold and has held which office somewhere, as a page tells it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from volunteers.models import Account, Appointment, Membership, Role
from volunteers.offices import may_end
from volunteers.permissions import read_organizations, reads_the_city

MOST = 200  # of those in force, planned or past on one page
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One appointment; ``by`` and ``away`` are names as far as the reader may know."""

    appointment: Appointment
    role: str
    place: str
    who: str
    number: str
    by: str
    away: str
    may_end: bool
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices of a place on a local date."""

    now: list[OfficeLine]
    planned: list[OfficeLine]
    past: list[OfficeLine]

    @property
    def all(self) -> list[OfficeLine]:
        return [*self.now, *self.planned, *self.past]


class Names:
    """
    What a reader may know of people in office: the city whole names, others those of
    the organization's members, and of the rest a masked one with the number.
    """

    def __init__(self, reader: Account, accounts: Iterable[Account | None]) -> None:
        self.reader = reader
        self.whole = reads_the_city(reader) or reader.is_superuser
        people = {one.as_volunteer.pk for one in accounts if one and one.as_volunteer}
        self.known: set[int] = set()
        run = [] if self.whole else read_organizations(reader)
        if run and people:
            members = Membership.objects.filter(
                organization__in=run, volunteer__in=people, left_on=None
            )
            self.known = {*members.values_list("volunteer", flat=True)}

    def of(self, account: Account | None) -> str:
        if account is None:
            return _("the program")
        if account.pk == self.reader.pk:
            return _("you")
        person = account.as_volunteer
        if person is None:
            return _("the operator") if account.is_superuser else _("an account")
        seen = self.whole or person.pk in self.known
        return person.name if seen else person.masked_name


def offices_of(found: "QuerySet[Appointment]", *, reader: Account, on: date) -> Offices:
    """The appointments in force on the local date, those to come, and those over."""
    named = found.select_related(
        "account__volunteer",
        "appointed_by__volunteer",
        "deputy_of__account__volunteer",
        "organization",
        "site",
    ).order_by("role", "starts_on", "pk")
    now = list(named.in_force(on)[:MOST])  # type: ignore[attr-defined]
    planned = list(named.filter(starts_on__gt=on, ended_at=None)[:MOST])
    over = Q(ended_at__isnull=False) | Q(ends_on__lt=on)
    past = list(
        named.filter(over).order_by(F("ends_on").desc(nulls_last=True), "-pk")[:MOST]
    )
    names = Names(reader, _people([*now, *planned, *past]))
    told = [[_line(one, names, on) for one in group] for group in (now, planned, past)]
    return Offices(*told)


def ending_soon(*, reader: Account, on: date) -> list[OfficeLine]:
    """Offices in their own right that end within a month, the next one first."""
    found = (
        Appointment.objects.in_force(on)
        .in_their_own_right()
        .filter(ends_on__lte=on + SOON)
        .exclude(role=Role.GUARDIAN)
        .select_related(
            "account__volunteer",
            "appointed_by__volunteer",
            "organization",
            "site",
            "deputy_of__account__volunteer",
        )
        .order_by("ends_on", "pk")[:MOST]
    )
    rows = list(found)
    names = Names(reader, _people(rows))
    return [_line(one, names, on) for one in rows]


def _people(rows: list[Appointment]) -> list[Account | None]:
    held = [account for one in rows for account in (one.account, one.appointed_by)]
    return held + [one.deputy_of.account for one in rows if one.deputy_of]


def _line(one: Appointment, names: Names, on: date) -> OfficeLine:
    person = one.account.as_volunteer
    is_over = bool(one.ended_at or (one.ends_on and one.ends_on < on))
    return OfficeLine(
        appointment=one,
        role=str(Role(one.role).label),
        place=one.place.label if one.place else "",
        who=names.of(one.account),
        number=person.number if person else "",
        by=names.of(one.appointed_by),
        away=names.of(one.deputy_of.account) if one.deputy_of else "",
        may_end=not is_over and may_end(names.reader, one),
        ends_soon=not is_over and one.ends_on is not None and one.ends_on <= on + SOON,
    )
