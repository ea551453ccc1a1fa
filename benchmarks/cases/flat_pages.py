"""Every page people wait for: in the full city, against one of 1/100."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from benchmarks.browsing import Visitor
from benchmarks.cities import YEAR, Cities, City
from benchmarks.coming import Coming
from benchmarks.fresh import Fresh, first_organization
from benchmarks.measuring import Contest, Sample, milliseconds
from benchmarks.promises import AtMost
from benchmarks.registry import case
from city.demo.accounts import ACCOUNTS
from volunteers.models import Account, Site, Volunteer
from volunteers.people_search import Search
from volunteers.pinyin import initials

# Sessions waiting at the first desk of the full city; a smaller one has as many less.
QUEUE = 100_000
# Activities of the next four weeks, of 22,400 a year; a page shows 24 of them. So many
# fill in the smaller city also the page of what is near, within two weeks and 30 km.
A_MONTH, A_FULL_PAGE = 1_720, 160
PEOPLE = "/city/people/"


@dataclass(frozen=True, slots=True)
class Page:
    """
    A page, who looks at it, and its address in the city that is asked.

    ``small`` is its address in the small city, where the same would show less.
    """

    name: str
    login: str | None
    url: Callable[[], str]
    small: Callable[[], str] | None = None

    @property
    def against(self) -> str:
        what = "a page as full, found by initials," if self.small else "the same page"
        return f"{what} in a city of {{small}}"


def _fixed(url: str) -> Callable[[], str]:
    return lambda: url


def _organization(rest: str) -> Callable[[], str]:
    return lambda: f"/organizations/{first_organization().pk}/{rest}"


def _site(rest: str) -> Callable[[], str]:
    return lambda: (
        f"/sites/{Site.objects.filter(kind='center').earliest('pk').code}/{rest}"
    )


def _people(text: Callable[[Volunteer], str]) -> Callable[[], str]:
    """A search for Lin as the form would begin it, by what ``text`` says of her."""

    def url() -> str:
        lin = Volunteer.objects.get(account__username="lin")
        wang = Account.objects.get(username="wang")
        search = Search(text=text(lin), account=wang.pk, path=PEOPLE)
        return f"{PEOPLE}?{urlencode({'search': search.token()})}"

    return url


def _near() -> str:
    station = Site.objects.filter(kind="station").earliest("pk")
    return f"/activities/near/?{urlencode({'place': station.name})}"


def _session() -> str:
    lin = Account.objects.get(username="lin").as_volunteer
    assert lin is not None
    return f"/sessions/{lin.sessions.earliest('started_at').pk}/"


# Two initials fill a page in either city. Four digits do in the full one alone: of
# 14,300 people hardly two share them, so these are held against a page as full.
_by_initials = _people(lambda lin: initials(lin.name)[:2])

PAGES = (
    Page("home", None, _fixed(f"/?year={YEAR}")),
    Page("me", "lin", _fixed(f"/me/?year={YEAR}")),
    Page("my_sessions", "lin", _fixed(f"/me/sessions/?year={YEAR}")),
    Page("log", "lin", _fixed("/sessions/log/")),
    Page("session", "lin", _session),
    Page("activities", None, _fixed("/activities/")),
    Page("activities_near", None, _near),
    Page("desk", "zhao", _fixed("/desk/")),
    Page("desk_staff", "wang", _fixed("/desk/")),
    Page("city", "wang", _fixed(f"/city/?year={YEAR}")),
    Page("districts", "wang", _fixed(f"/city/districts/?year={YEAR}")),
    Page("organization_lines", "wang", _fixed(f"/city/organizations/?year={YEAR}")),
    Page("site_lines", "wang", _fixed(f"/city/sites/?year={YEAR}")),
    Page("volunteer_lines", "wang", _fixed(f"/city/volunteers/?year={YEAR}")),
    Page("people", "wang", _fixed(PEOPLE)),
    Page("people_by_number", "wang", _people(lambda lin: lin.number)),
    Page("people_by_name", "wang", _people(lambda lin: lin.name)),
    Page("people_by_pinyin", "wang", _by_initials),
    Page(
        "people_by_phone",
        "wang",
        _people(lambda lin: lin.phone_last4),
        small=_by_initials,
    ),
    Page(
        "report",
        "wang",
        _fixed(
            f"/city/reports/?year={YEAR}&first={YEAR}-03-01&last={YEAR}-06-15&by=district"
        ),
    ),
    Page("organization", "zhao", _organization(f"?year={YEAR}")),
    Page("members", "zhao", _organization(f"members/?year={YEAR}")),
    Page("organization_sessions", "zhao", _organization(f"sessions/?year={YEAR}")),
    Page("site", "wang", _site(f"?year={YEAR}")),
    Page("site_sessions", "wang", _site(f"sessions/?year={YEAR}")),
)


def _asked(address: Callable[[], str], city: City, visitor: Visitor) -> Sample:
    with city.here():
        url = address()

    def sample() -> float:
        with city.here():
            return milliseconds(lambda: visitor.get(url))()

    return sample


def _prepare(page: Page, cities: Cities) -> Iterator[Contest]:
    both = (cities.full, cities.small)
    visitors = []
    for city in both:
        with city.here():
            visitors.append(Visitor(page.login))
    supplies = [*_laid(page, cities)]
    try:
        ours, limit = (
            _asked(address, city, visitor)
            for address, city, visitor in zip(
                (page.url, page.small or page.url), both, visitors, strict=True
            )
        )
        yield Contest(ours=ours, limit=limit, most=25, seconds=3)
    finally:
        for supply in supplies:
            supply.sweep()
        for city, visitor in zip(both, visitors, strict=True):
            with city.here():
                visitor.leave()


def _laid(page: Page, cities: Cities) -> Iterator[Fresh | Coming]:
    """What the page shows, in both cities; a smaller one has as many less of it."""
    for city in (cities.full, cities.small):
        share = city.scale / cities.full.scale
        if page.name.startswith("desk"):
            fresh = Fresh(city)
            fresh.sessions(max(1, round(cities.of(QUEUE) * share)))
            fresh.tidy(share=0)
            yield fresh
        if page.name.startswith("activities"):
            coming = Coming(city)
            coming.lay(max(A_FULL_PAGE, round(cities.of(A_MONTH) * share)))
            yield coming


LOGINS = {demo.login for demo in ACCOUNTS} | {None}

for one in PAGES:
    assert one.login in LOGINS
    case(
        f"page_{one.name}",
        title=f"page: {one.name.replace('_', ' ')}",
        against=one.against,
        unit="ms",
        promise=AtMost(1.3),
    )(partial(_prepare, one))
