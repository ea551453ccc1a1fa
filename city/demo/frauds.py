"""
Hours that nobody served, one kind for each detector of the integrity centre.

Planted where nobody else serves: two organizations of their own, and people who were
idle all that year. ``docs/integrity.md`` tells them one by one.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from activities.models import Activity
from city.demo.activities import Planned
from city.demo.days import CLOCK, YearOfService
from city.demo.people import Population
from city.demo.places import FIRST_DISTRICT
from city.demo.plan import CAST, CITY_TIME, Plan, id_at
from city.demo.teams import NULL, WANG, Team, activity_columns
from volunteers.models import Appointment, Organization, Role, Site, Volunteer

# From so many people on, enough of them are idle.
LEAST = 1_400
# So many days of a year must be over.
DAYS = 130

SHAM, PAPER = "港湾互助志愿服务队", "春晖志愿服务队"
TAX = "0020"  # the field of a team that helps at the tax office
# Places of those who play a part, among the idle; the others are extras.
BUYERS, NEVER, LONG_DAY, LONG_WEEK = range(3), 3, 4, 5
ONE_PHONE, EXTRAS, FAR_APART = range(6, 15), range(15, 75), 75


@dataclass(frozen=True, slots=True, kw_only=True)
class Sham:
    """
    One session nobody served, approved.

    ``person`` is a place among the idle, or an account's id below zero; ``day`` counts
    from the last day of the year back, ``start`` is a minute of it. It was sent in at
    the minute ``sent`` of the day ``sent_day``.
    """

    person: int
    day: int
    start: int
    minutes: int
    evidence: str
    sent_day: int
    sent: int
    where: str
    recorder: int
    approver: int


class Frauds:
    """What was planted in the last year of which enough is over."""

    def __init__(
        self, plan: Plan, teams: list[Team], years: list[YearOfService]
    ) -> None:
        self._plan = plan
        self._teams = teams
        self._chance = plan.chance("frauds")
        self.year = years[-1] if years[-1].count >= DAYS else years[0]
        self.is_planted = plan.volunteers >= LEAST
        last = self.year.first + timedelta(days=self.year.count - 1)
        self._last = last
        self._office = teams[11]
        self.organizations = [
            self._organization(SHAM, "Harbor Mutual Help Volunteers"),
            self._organization(PAPER, "Spring Sun Volunteers"),
        ]
        self.activities = [
            self._activity(
                "便民互助服务", "Neighbours' help", last - timedelta(days=129)
            ),
            # Written down at eight in the morning, when the hours were over.
            self._activity("社区互助日", "Mutual help day", last - timedelta(days=20)),
            *(
                self._activity(
                    "上门帮扶", "Help at home", last - timedelta(days=129), site=site
                )
                for site in _two_ends(teams)
            ),
        ]
        self._deeds = list(self._all()) if self.is_planted else []

    @property
    def counted_minutes(self) -> int:
        """Minutes of the article's year."""
        own = self.year.year == self._plan.year
        return sum(deed.minutes for deed in self._deeds) if own else 0

    def lay_out(self) -> None:
        """The organizations and their activities."""
        if self.is_planted:
            Organization.objects.bulk_create(self.organizations)
            Activity.objects.bulk_create(one.row() for one in self.activities)

    def lines(self, counts: array, population: Population) -> Iterator[str]:
        """The sessions, as lines for COPY, of people whose ``counts`` are nought."""
        if not self._deeds:
            return
        self._idle = [
            pk
            for pk in range(CAST + 1, self._plan.volunteers + 1)
            if not counts[pk] and population.registered_on(pk) < self.year.first
        ][-FAR_APART - 1 :]
        yield from map(self._line, self._deeds)

    def finish(self) -> None:
        """The offices, and the one phone of many people."""
        if not self.is_planted:
            return
        operator = self._plan.volunteers + 1
        offices = {
            Role.APPROVER: self._office.approvers[0],
            Role.ADMIN: self._office.approvers[0],
            Role.RECORDER: self._office.recorder,
        }
        Appointment.objects.bulk_create(
            Appointment(
                account_id=account,
                role=role,
                organization=organization,
                starts_on=date(self._plan.year, 1, 1),
                appointed_by_id=operator,
            )
            for organization in self.organizations
            for role, account in offices.items()
        )
        people = Volunteer.objects.in_bulk(self._idle[place] for place in ONE_PHONE)
        lender, *others = people.values()
        Volunteer.objects.filter(pk__in=[one.pk for one in others]).update(
            phone_sealed=lender.phone_sealed,
            phone_hash=lender.phone_hash,
            phone_last4=lender.phone_last4,
        )

    def _organization(self, name: str, name_en: str) -> Organization:
        founded = self.year.first - timedelta(days=90)
        return Organization(
            id=id_at(founded, self._chance),
            name=name,
            name_en=name_en,
            kind=Organization.Kind.GROUP,
            sponsor="海州区社会工作部",
            status="active",
            district_id=FIRST_DISTRICT,
            created_at=datetime.combine(founded, time(9), CITY_TIME),
        )

    def _activity(
        self, title: str, title_en: str, on: date, *, site: Site | None = None
    ) -> Planned:
        return Planned(
            id=id_at(on, self._chance),
            title=title,
            title_en=title_en,
            organization=self.organizations[0],
            site=site,
            district_id=site.district_id if site else FIRST_DISTRICT,
            service_field_id="0001",
            starts_on=on - timedelta(days=1),
            ends_on=self._last,
        )

    def _all(self) -> Iterator[Sham]:
        help_, made, here, there = map(activity_columns, self.activities)
        paper = self._alone(self.organizations[1])
        for buyer in BUYERS:  # entered_at_once: fourteen Saturdays in two minutes
            for nth in range(14):
                yield self._sham(
                    buyer,
                    25 + 7 * nth,
                    540,
                    240,
                    "entered",
                    help_,
                    sent=(15, 1260 + nth % 2),
                )
        for week in range(6):  # same_roster: to the second, week after week
            for person in EXTRAS[:24]:
                yield self._sham(person, 24 + 7 * week, 540, 120, "witnessed", help_)
        for person in EXTRAS:  # nobody_checked_in
            yield self._sham(person, 29, 840, 180, "entered", help_)
        for nth in range(30):  # never_checked_in
            yield self._sham(NEVER, 15 + 3 * nth, 840, 240, "declared", help_)
        for day in (40, 61):  # long_days
            yield self._sham(LONG_DAY, day, 400, 480, "timed", help_)
            yield self._sham(LONG_DAY, day, 900, 360, "timed", help_)
        monday = next(n for n in range(106, 113) if self._day(n).weekday() == 0)
        for nth in range(7):  # long_weeks
            yield self._sham(LONG_WEEK, monday - nth, 480, 620, "timed", help_)
        for person in EXTRAS[:24]:  # made_for_hours: eight in the morning and on
            yield self._sham(
                person, 21, 1020, 120, "declared", made, sent=(20, 481 + person % 6)
            )
        for nth, person in enumerate(EXTRAS):  # mostly_entered
            yield self._sham(
                person, 70 + nth % 20, 960, 150, "entered", paper,
                sent=(40 + nth % 20, 600 + 5 * nth),
            )  # fmt: skip
        one, other = self._teams[1], self._teams[7]
        for nth in range(12):  # approve_each_other, early in the morning
            for served, decides in ((one, other), (other, one)):
                yield self._sham(
                    -served.approvers[0], 20 + 4 * nth, 310, 90, "witnessed",
                    self._alone(decides.founded.organization), team=decides,
                )  # fmt: skip
        for nth in range(5):  # far_apart: somebody else had the code
            day = 27 + 7 * nth
            yield self._sham(FAR_APART, day, 540, 60, "timed", here)
            yield self._sham(FAR_APART, day, 610, 60, "timed", there)
        busy = self._teams[0]
        for person in EXTRAS[:22]:  # at_night
            yield self._sham(person, 33, 1380, 50, "witnessed", busy.alone, team=busy)
        for person in EXTRAS[:22]:  # strange_field
            field = busy.alone.rsplit("\t", 1)[0] + f"\t{TAX}"
            yield self._sham(person, 34, 600, 60, "timed", field, team=busy)

    def _alone(self, organization: Organization) -> str:
        """Where there is no activity, as ``Team.alone``."""
        where = organization.pk.hex, NULL, organization.district_id, NULL, "0001"
        return "\t".join(where)

    def _sham(
        self,
        person: int,
        day: int,
        start: int,
        minutes: int,
        evidence: str,
        where: str,
        *,
        sent: tuple[int, int] | None = None,
        team: Team | None = None,
    ) -> Sham:
        office = team or self._office
        later = evidence == "entered"
        sent_day, minute = sent or (day - 3 if later else day, 1300 + person % 60)
        return Sham(
            person=person,
            day=day,
            start=start,
            minutes=minutes,
            evidence=evidence,
            sent_day=sent_day,
            sent=minute,
            where=where,
            recorder=office.recorder,
            approver=office.approvers[0],
        )

    def _day(self, back: int) -> date:
        return self._last - timedelta(days=back)

    def _line(self, sham: Sham) -> str:
        own = sham.person < 0
        person = -sham.person if own else self._idle[sham.person]
        on, sent_on = self._day(sham.day), self._day(sham.sent_day)
        long = sham.minutes > 480 or sham.person == LONG_DAY
        values = (
            id_at(on, self._chance).hex,
            person,
            f"{on} {CLOCK[sham.start]}",
            f"{on} {CLOCK[sham.start + sham.minutes]}",
            0,
            sham.evidence,
            "city" if long else "organization",
            1,
            sham.recorder,
            f"{sent_on} {CLOCK[sham.sent]}",
            "approved",
            WANG if long else sham.approver,
            f"{sent_on + timedelta(days=1)} 10:20:00+08",
            "",
            "",
            "",
            sham.where,
        )
        return "\t".join(map(str, values)) + "\n"


def _two_ends(teams: list[Team]) -> list[Site]:
    """A site at either end of the city."""
    sites = [site for team in teams if (site := team.founded.organization.site)]
    north = max(sites, key=lambda site: site.latitude or 0)
    south = min(sites, key=lambda site: site.latitude or 0)
    return [north, south]
