"""What two records of a person hold, side by side, and where they meet."""

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum
from django.forms import BoundField
from django.utils.translation import gettext as _

from city.merge_forms import OverlapsForm
from city.office_forms import in_words
from city.rules.overlaps import Overlap, Plan
from config.templatetags.ui import full_day, hours
from hours.models import Session, VolunteerYear
from hours.models.states import Status
from volunteers.masking import mask_birth_date, mask_document, mask_phone_end
from volunteers.models import Appointment, Guardian, Role, Volunteer

Both = tuple[Volunteer, Volunteer]
# What a line says of one record: nothing, a word, or several below each other.
Says = Callable[[Volunteer], str | list[str]]
FEW = 20  # organizations, offices and guardians of one record on the page


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both records; each may be several words, one below the other."""

    label: str
    one: list[str]
    other: list[str]
    is_same: bool | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One overlap with the sessions of either record, and the choice to make."""

    field: BoundField
    sides: list[tuple[Any, list[Session]]]

    @property
    def start(self) -> datetime:
        return min(one.started_at for _choice, some in self.sides for one in some)


def records(*numbers: str) -> dict[str, Volunteer]:
    """The records with these numbers, with all that a page says of them."""
    found = Volunteer.objects.filter(number__in=numbers).select_related(
        "account__volunteer",
        "district",
        "home_site",
        "merged_into",
        "reception__organization",
        "reception__site",
    )
    return {one.number: one for one in found}


def side_by_side(one: Volunteer, other: Volunteer, *, on: date) -> list[Line]:
    """What the city knows of both, masked; whether the masked parts agree is said."""
    both = (one, other)
    return [
        _line(_("State"), both, lambda who: who.get_status_display()),
        _line(_("Registered on"), both, lambda who: str(full_day(who.registered_at))),
        _line(_("Where"), both, _where),
        _line(
            _("Name"),
            both,
            lambda who: who.masked_name,
            is_same=one.name == other.name,
        ),
        _line(
            _("Birth date"),
            both,
            lambda _who: mask_birth_date(),
            is_same=one.birth_date == other.birth_date,
        ),
        _line(_("Phone"), both, _phone, is_same=_same_phone(one, other)),
        _line(_("Identity document"), both, _document),
        _line(_("Where they live"), both, _home),
        _line(_("Sign-in"), both, _sign_in),
        *_hours(both),
        _line(_("Sessions not decided"), both, _waiting(both)),
        *_belongings(both, on=on),
    ]


def _line(label: str, both: Both, says: Says, *, is_same: bool | None = None) -> Line:
    one, other = (_words(says(who)) for who in both)
    return Line(label, one, other, is_same)


def _words(said: str | list[str]) -> list[str]:
    return said if isinstance(said, list) else [said] if said else []


def meetings(form: OverlapsForm) -> list[Meeting]:
    """The overlaps to choose one by one, their sessions read at once."""
    shown = form.shown
    ids = [pk for overlap, _field in shown for pk in (*overlap.given, *overlap.kept)]
    sessions = Session.objects.with_names().in_bulk(ids) if ids else {}
    return [
        Meeting(field, _sides(overlap, field, sessions)) for overlap, field in shown
    ]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What putting the records together comes to: sessions and whole minutes."""

    sessions: int
    minutes: int
    left_out: list[Session]

    @property
    def minutes_left_out(self) -> int:
        return sum(one.minutes or 0 for one in self.left_out)


def outlook(plan: Plan, choices: Mapping[str, str]) -> Outlook:
    """
    What will be posted again and what left out.

    :param plan: of the record that is given up and the one that goes on
    """
    lost = [pk for one in plan.overlaps for pk in one.left_out(choices[one.key])]
    again = Session.objects.filter(pk__any_of=set(plan.sessions) - set(lost))
    left_out = Session.objects.filter(pk__any_of=lost).with_names()
    return Outlook(
        **again.aggregate(sessions=Count("pk"), minutes=Sum("minutes", default=0)),
        left_out=list(left_out.order_by("started_at", "pk")),
    )


def _where(who: Volunteer) -> str:
    reception = getattr(who, "reception", None)
    if reception is None:
        return _("by themselves, or from a file")
    return str((reception.organization or reception.site).label)


def _phone(who: Volunteer) -> str:
    return mask_phone_end(who.phone_last4)


def _same_phone(one: Volunteer, other: Volunteer) -> bool | None:
    if not one.phone_hash or not other.phone_hash:
        return None
    return bytes(one.phone_hash) == bytes(other.phone_hash)


def _document(who: Volunteer) -> str:
    return f"{who.get_document_type_display()} {mask_document(who.document_last4)}"


def _home(who: Volunteer) -> str:
    places = [who.district, who.home_site]
    return " · ".join(str(one.label) for one in places if one)


def _sign_in(who: Volunteer) -> str:
    if who.account is None:
        return _("none")
    if who.account.last_login is None:
        return _("never used")
    day = full_day(who.account.last_login)
    return _("last used on %(day)s") % {"day": day}


def _hours(both: Both) -> list[Line]:
    """Hours that count, year by year."""
    counted: dict[int, dict[int, str]] = {}
    years = VolunteerYear.objects.filter(volunteer__in=both, sessions__gt=0)
    for one in years.order_by("-year"):
        counted.setdefault(one.year, {})[one.volunteer_id] = hours(one.minutes)
    return [
        _line(
            _("Hours %(year)s") % {"year": year},
            both,
            lambda who, of=of: of.get(who.pk, ""),  # type: ignore[misc]
        )
        for year, of in counted.items()
    ]


def _waiting(both: Both) -> Says:
    waits = [Status.OPEN, Status.SUBMITTED, Status.QUERIED]
    found = Session.objects.filter(volunteer__in=both, status__in=waits).order_by()
    waiting = dict(found.values_list("volunteer").annotate(n=Count("pk")))
    return lambda who: str(waiting.get(who.pk, 0))


def _belongings(both: Both, *, on: date) -> list[Line]:
    accounts = [who.account_id for who in both if who.account_id]
    held = Appointment.objects.in_force(on).select_related("organization", "site")
    offices = list(held.filter(account__in=accounts).order_by("pk")[: 2 * FEW])
    guards = list(held.filter(role=Role.GUARDIAN, ward__in=both))
    # Who signs in is in office; of the others the phone alone is known.
    named = list(Guardian.objects.filter(ward__in=both, account=None))

    def in_office(who: Volunteer) -> list[str]:
        own = [one for one in offices if one.account_id == who.account_id]
        return [in_words(one) for one in own if one.role != Role.GUARDIAN]

    def wards(who: Volunteer) -> str:
        own = [one for one in offices if one.account_id == who.account_id]
        return _number([one for one in own if one.role == Role.GUARDIAN])

    def guardians(who: Volunteer) -> str:
        signing_in = [one for one in guards if one.ward_id == who.pk]
        return _number([*signing_in, *(one for one in named if one.ward_id == who.pk)])

    return [
        _line(_("Organizations"), both, _organizations),
        _line(_("Offices"), both, in_office),
        _line(_("Guardians"), both, guardians),
        _line(_("Guardian of"), both, wards),
    ]


def _number(found: Sized) -> str:
    return str(len(found) or "")


def _organizations(who: Volunteer) -> list[str]:
    current = who.memberships.current().select_related("organization")
    return [str(one.organization.label) for one in current.order_by("pk")[:FEW]]


def _sides(
    overlap: Overlap, field: BoundField, sessions: Mapping[UUID, Session]
) -> list[tuple[Any, list[Session]]]:
    ids = (overlap.given, overlap.kept)
    return [
        (option, [sessions[pk] for pk in some if pk in sessions])
        for option, some in zip(field, ids, strict=True)
    ]
