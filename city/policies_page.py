"""The city's numbers with what they mean: what holds, since when, what is to come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from city.office_lines import Names
from hours.models import OrganizationLimit, OrganizationLimitEvent
from policies.models import Policy, PolicyEvent
from policies.reference import SINCE_EVER
from policies.words import GROUPS, MEANINGS, NAMES, in_words
from volunteers.models import Account

History = type[PolicyEvent] | type[OrganizationLimitEvent]


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with the local date from which it holds, and who set it."""

    policy: Policy | OrganizationLimit
    by: str
    is_to_come: bool

    @property
    def said(self) -> str:
        return in_words(self.policy.code, self.policy.value)

    @property
    def since(self) -> date | None:
        """None for what has held from the beginning."""
        day = self.policy.holds_from
        return None if day == SINCE_EVER else day


@dataclass(frozen=True, slots=True)
class Number:
    """One number, its values in the order of their dates, the latest first."""

    code: str
    values: list[Dated]

    @property
    def name(self) -> str:
        return str(NAMES[self.code])

    @property
    def meaning(self) -> str:
        return str(MEANINGS[self.code])

    @property
    def now(self) -> Dated | None:
        """What holds today; the city has a value for every day."""
        return next((one for one in self.values if not one.is_to_come), None)

    @property
    def to_come(self) -> list[Dated]:
        """The next one first."""
        return [one for one in reversed(self.values) if one.is_to_come]

    @property
    def before(self) -> list[Dated]:
        """What held once, the latest first."""
        held = [one for one in self.values if not one.is_to_come]
        return held[1:]


@dataclass(frozen=True, slots=True)
class Group:
    title: str | Promise
    numbers: list[Number]


def groups(*, reader: Account, today: date) -> list[Group]:
    """All numbers as the city reads them; three queries, however many there are."""
    known = _values(Policy.objects.all(), reader=reader, today=today)
    return [
        Group(title, [Number(code, known[code]) for code in codes if code in known])
        for title, codes in GROUPS
    ]


def number_of(code: str, *, reader: Account, today: date) -> Number | None:
    """One number; None if the city has no such."""
    if code not in NAMES:
        return None
    rows = Policy.objects.filter(code=code)
    known = _values(rows, reader=reader, today=today).get(code)
    return Number(code, known) if known else None


def _values(
    rows: Iterable[Policy], *, reader: Account, today: date
) -> dict[str, list[Dated]]:
    return dated(rows, told_by=PolicyEvent, reader=reader, today=today)


def dated(
    rows: Iterable[Policy | OrganizationLimit],
    *,
    told_by: History,
    reader: Account,
    today: date,
) -> dict[str, list[Dated]]:
    """
    The values of numbers by code, the latest first, with who set them.

    :param told_by: the history of the rows
    """
    latest_first = sorted(rows, key=lambda one: one.holds_from, reverse=True)
    set_by = _set_by([one.pk for one in latest_first], told_by)
    names = Names(reader, set_by.values())
    found: dict[str, list[Dated]] = defaultdict(list)
    for one in latest_first:
        by = names.of(set_by[one.pk]) if one.pk in set_by else ""
        found[one.code].append(Dated(one, by, is_to_come=one.holds_from > today))
    return found


def _set_by(rows: list[int], told_by: History) -> dict[int, Account]:
    """Who wrote each row last, where somebody did and not the program."""
    latest = (
        told_by.objects.filter(pgh_obj__in=rows)
        .order_by("pgh_obj_id", "-pgh_created_at")
        .distinct("pgh_obj_id")
        .values_list("pgh_obj_id", "pgh_context__user")
    )
    authors = {pk: user for pk, user in latest if user}
    accounts = Account.objects.select_related("volunteer").in_bulk(
        list(set(authors.values()))
    )
    return {pk: accounts[user] for pk, user in authors.items() if user in accounts}
