"""What happens at the sites month by month, until it is as much as in the article."""

import random
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from city.demo.activities import THEMES, Planned
from city.demo.organizations import Founded
from city.demo.plan import Plan, id_at
from volunteers.models import Organization, Site

A_YEAR = 22_400  # activities at stations, institutes and centers
EACH = "community"  # whatever theme the organizer has, this is what neighbours need
BEFORE = timedelta(days=10)


def plan_at_sites(
    plan: Plan, founded: list[Founded], sites: list[Site], *, planned: Sequence[Planned]
) -> Iterator[Planned]:
    """What sites have in the article's year beyond what is planned there already."""
    already = sum(
        one.site is not None and one.starts_on.year == plan.year for one in planned
    )
    chance = plan.chance("stations")
    at_home = {one.organization.site_id: one.organization for one in founded}
    near = {
        site.district_id: [
            one.organization
            for one in founded
            if one.organization.district_id == site.district_id
        ]
        for site in sites
    }
    lines = THEMES[EACH].strip().splitlines()
    for n in range(round(plan.scale * A_YEAR) - already):
        site = sites[n % len(sites)]
        own = at_home.get(site.pk)
        organization = own or chance.choice(near[site.district_id])
        month = 1 + n // len(sites) % 12
        yield _in_a_month(lines, site, organization, plan.year, month, chance)


def _in_a_month(
    lines: list[str],
    site: Site,
    organization: Organization,
    year: int,
    month: int,
    chance: random.Random,
) -> Planned:
    running = [line for line in lines if int(line.split("|")[3]) <= month <= 12]
    title, title_en, field, *_ = chance.choice(running).split("|")
    first = date(year, month, 1)
    return Planned(
        id=id_at(first - BEFORE, chance),
        title=title,
        title_en=title_en,
        organization=organization,
        site=site,
        district_id=site.district_id,
        service_field_id=field,
        starts_on=first,
        ends_on=date(year, month, monthrange(year, month)[1]),
    )
