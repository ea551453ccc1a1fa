"""What the lines of one page speak of, looked up at once: each table once at most."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity
from city.changes.scopes import Scope
from city.models import TwoPeople
from city.office_lines import Names
from config.history import Change
from hours.models import OrganizationLimit, Reason, ReasonWords
from policies.models import CalendarDay, Policy
from volunteers.models import (
    Account,
    Appointment,
    CredentialKind,
    District,
    Guardian,
    Membership,
    Role,
    Site,
    Volunteer,
)

# What stands beside a row when it is shown.
BESIDE: dict[type, tuple[str, ...]] = {
    Account: ("volunteer",),
    Appointment: ("account__volunteer", "organization", "site", "ward"),
    Guardian: ("ward",),
    Membership: ("organization", "volunteer"),
    ReasonWords: ("reason",),
    TwoPeople: ("one", "other"),
}
# Rows whose lines say which one they are about.
SUBJECTS = (
    *(Membership, Appointment, Guardian, Site, District, Policy, TwoPeople),
    *(OrganizationLimit, Reason, ReasonWords, Activity, CredentialKind),
    CalendarDay,
)


def fields(model: type[models.Model]) -> dict[str, Any]:
    """The columns of a model, by the names the database gives them."""
    return {str(one.column): one for one in model._meta.local_concrete_fields}


class Known:
    """Rows by table and key, and what a reader may know of people."""

    def __init__(self, lines: list[Change], *, scope: Scope, reader: Account) -> None:
        self.reader, self.scope = reader, scope
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for line in lines:
            for model, key in _named(line):
                wanted[model].add(key)
        self._rows = {
            model: _rows(model, keys)
            for model, keys in sorted(wanted.items(), key=lambda one: one[0].__name__)
        }
        self._meet_people()

    def row(self, model: type[models.Model], key: Any) -> Any:
        """The row, None where it is no longer there."""
        pk = model._meta.pk
        return self._rows.get(model, {}).get(pk.to_python(key)) if pk else None

    def label(self, model: type[models.Model], key: Any) -> str:
        """What a row is called, as far as the reader may know."""
        return self.called(self.row(model, key))

    def called(self, row: Any) -> str:
        """The same of a row at hand."""
        match row:
            case None:
                return _("no longer there")
            case Account():
                return self.name(row)
            case Volunteer():
                return f"{row.masked_name} · {row.number}"
            case Appointment():
                return self.name(row.account)
        return str(row.label)

    def name(self, account: Account) -> str:
        """Whole for those in office where the reader may know it, else masked."""
        person = account.as_volunteer
        if account.pk == self.reader.pk:
            return _("you")
        if account.pk == self.scope.account:
            return _("the person")
        if person and (self.scope.is_ones_own or account.pk not in self._offices):
            return person.masked_name
        return self._names.of(account)

    def offices(self, account: Account, at: datetime) -> str:
        """The offices the account held at that moment, place by place, in words."""
        held: dict[str, list[str]] = defaultdict(list)
        for one in self._offices.get(account.pk, []):
            if _holds(one, at):
                place = one.place.label if one.place else ""
                held[place].append(str(Role(one.role).label))
        comma = _(", ")
        return comma.join(
            " · ".join(filter(None, (place, comma.join(dict.fromkeys(roles)))))
            for place, roles in held.items()
        )

    def _meet_people(self) -> None:
        accounts: dict[int, Account] = dict(self._rows.get(Account, {}))
        for held in self._rows.get(Appointment, {}).values():
            accounts.setdefault(held.account_id, held.account)
        self._offices: dict[int, list[Appointment]] = defaultdict(list)
        if accounts:
            found = Appointment.objects.filter(account__in=accounts)
            served = found.exclude(role=Role.GUARDIAN).order_by("starts_on", "pk")
            for one in served.select_related("organization", "site"):
                self._offices[one.account_id].append(one)
        self._names = Names(self.reader, accounts.values())


def _named(line: Any) -> Iterable[tuple[type[models.Model], Any]]:
    """The rows a line speaks of: who did it, which row it was, old and new ones."""
    model = line.pgh_tracked_model
    if author := (line.pgh_context or {}).get("user"):
        yield Account, author
    if model in SUBJECTS:
        yield model, line.pgh_obj_id
    for column, field in fields(model).items():
        if field.is_relation:
            for said in (line.old, line.new):
                if (key := said.get(column)) is not None:
                    yield field.related_model, key


def _rows(model: Any, keys: set[Any]) -> dict[Any, Any]:
    found = model.objects.select_related(*BESIDE.get(model, ()))
    return {row.pk: row for row in found.filter(pk__in=keys)}


def _holds(held: Appointment, at: datetime) -> bool:
    day: date = timezone.localdate(at)
    return (
        held.starts_on <= day
        and (held.ends_on is None or held.ends_on >= day)
        and (held.ended_at is None or held.ended_at >= at)
    )
