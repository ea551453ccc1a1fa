"""What the page of a roster shows: the form, people to tick, and what would come."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import ServiceField
from config.asked import whole
from hours.roster_page.forms import RosterForm, Row
from hours.rules import check_roster
from hours.rules.record import MOST_PEOPLE, MOST_PERIODS
from volunteers.models import Account, Organization, Volunteer
from volunteers.people import Place, Wanted, find, understand
from volunteers.people_search import PeopleForm
from volunteers.permissions import administered_organizations
from volunteers.reveals import reads_name_in_lists

SHOWN = 30  # people to tick
LINES = 500  # of a preview; what is refused comes first


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as the reader may see them; ``line`` names them in the list."""

    number: str
    name: str
    is_whole: bool

    @property
    def line(self) -> str:
        return f"{self.number} {self.name}" if self.is_whole else self.number


@dataclass(frozen=True, slots=True)
class Line:
    """One person at one time, and what stands against it, if anything does."""

    row: Row
    person: Person
    minutes: int
    why: str

    @property
    def anchor(self) -> str:
        return f"line-{self.person.number}-{self.row.period}"

    @property
    def other(self) -> str:
        """What the button says that gives this person another time."""
        start, end = (timezone.localtime(one) for one in self.row.span)
        return f"{self.row.key} {start:%H:%M} {end:%H:%M}"


@dataclass
class Names:
    """Which names the reader may see whole: of adults here, and of all as admin."""

    organization: Organization
    reader: Account
    at: datetime

    def of(self, person: Volunteer, *, is_stranger: bool = False) -> Person:
        administers = self.organization.pk in administered_organizations(self.reader)
        is_whole = not is_stranger and reads_name_in_lists(
            person, administers=administers, on=timezone.localdate(self.at)
        )
        name = person.name if is_whole else person.masked_name
        return Person(person.number, name, is_whole)


@dataclass
class RosterPage:
    """
    The page as somebody left it; ``looks`` if what would be recorded is shown.

    ``is_sent`` says whether it was to be checked: only then does it speak of what is
    missing. ``is_stopped`` if it was to be recorded, and a time typed is none.
    """

    form: RosterForm
    account: Account
    at: datetime
    looks: bool = False
    is_sent: bool = False
    is_stopped: bool = False
    after: str = ""
    problem: str = ""

    most_people = MOST_PEOPLE

    @property
    def organization(self) -> Organization:
        return self.form.organization

    @property
    def is_leaders(self) -> bool:
        """Whether it is of somebody who only leads a team."""
        return self.form.led is not None

    @property
    def service_fields(self) -> QuerySet[ServiceField]:
        return ServiceField.objects.all()

    @property
    def takes_more(self) -> bool:
        return len(self.form.periods) < MOST_PERIODS

    @cached_property
    def names(self) -> Names:
        return Names(self.organization, self.account, self.at)

    # People to tick

    @property
    def q(self) -> str:
        """What was typed to look for, as it was typed."""
        return self.form.typed.get("q", "")

    @cached_property
    def _asked(self) -> tuple[Wanted | None, str]:
        if not self.q.strip():
            return None, ""
        search = PeopleForm({"q": self.q}, by_name=True)
        if search.is_valid():
            return understand(search.cleaned_data["q"], by_name=True), ""
        return None, " ".join(str(one) for one in search.errors["q"])

    @property
    def wanted(self) -> Wanted | None:
        """Who is looked for among the members; nobody in particular without words."""
        return self._asked[0]

    @property
    def unclear(self) -> str:
        """Why what was typed finds nobody for sure."""
        return self._asked[1]

    @cached_property
    def _found(self) -> tuple[list[Volunteer], str]:
        if self.unclear:
            return [], ""
        pk, _space, value = self.after.partition(" ")
        number = whole(pk)
        place = None if number is None else Place(number, value)
        people = self.form.led
        if people is None:
            people = Volunteer.objects.members_of(self.organization)
        page = find(people.registered(), self.wanted, after=place, size=SHOWN)
        more = f"{page.next.pk} {page.next.value}" if page.next else ""
        return page.people, more

    @property
    def members(self) -> list[Person]:
        """Those who are not in the list of people already."""
        text = self.form.typed.get("people", "")
        people = (self.names.of(one) for one in self._found[0])
        return [one for one in people if one.number not in text]

    @property
    def has_members(self) -> bool:
        return bool(self._found[0])

    @property
    def more(self) -> str:
        """After whom more people can be shown."""
        return self._found[1]

    # What would be recorded

    @cached_property
    def lines(self) -> list[Line]:
        """What is refused first, then the rest, each in the order of the list."""
        claims = [row.claim for row in self.form.rows if row.claim]
        refused = {
            one.claim.id: one.error.detail
            for one in check_roster(claims=claims, by=self.account, at=self.at)
        }
        lines = [self._line(row, refused) for row in self.form.rows]
        return sorted(lines, key=lambda line: not line.why)

    def _line(self, row: Row, refused: dict[UUID, str]) -> Line:
        person = self.names.of(
            row.person, is_stranger=row.person.pk in self.form.meant.strangers
        )
        if row.claim is None:
            return Line(row, person, 0, _("Please give start and end, such as 09:00."))
        why = refused.get(row.claim.id, "")
        return Line(row, person, max(0, row.claim.minutes), why)

    @property
    def shown_lines(self) -> list[Line]:
        return self.lines[:LINES]

    @property
    def unshown(self) -> int:
        return max(0, len(self.lines) - LINES)

    @cached_property
    def good(self) -> list[Line]:
        return [line for line in self.lines if not line.why]

    @property
    def refused(self) -> int:
        return len(self.lines) - len(self.good)

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.good)

    @property
    def people(self) -> int:
        return len({line.row.person.pk for line in self.good})

    @property
    def several(self) -> list[tuple[str, list[Person]]]:
        """Names that several people have, with those to choose from."""
        return [
            (one.words, [self.names.of(person) for person in one.people])
            for one in self.form.meant.several
        ]

    @property
    def unknown(self) -> list[str]:
        return self.form.meant.unknown

    @property
    def can_be_recorded(self) -> bool:
        """Whether anybody can be, and every time typed for one person is a time."""
        return bool(self.good) and all(row.claim for row in self.form.rows)
