"""The whole city's activities, as the article counts them."""

from datetime import date

from city.demo.activities import plan_activities
from city.demo.organizations import found_organizations
from city.demo.places import make_sites
from city.demo.plan import Plan
from city.demo.stations import plan_at_sites


def test_a_year_of_the_whole_city_has_22_400_activities_at_its_sites():
    plan = Plan(scale=1, year=2020, seed=1, running_year=False, today=date(2026, 12, 1))
    sites = make_sites(plan.chance("sites"))
    founded = found_organizations(sites, year=2020, chance=plan.chance("organizations"))
    planned = list(
        plan_activities(
            founded, sites, years=[2020, 2026], chance=plan.chance("activities")
        )
    )
    planned += plan_at_sites(plan, founded, sites, planned=planned)

    here = [one for one in planned if one.site and one.starts_on.year == 2020]
    assert len(here) == 22_400
    assert len({one.site.pk for one in here}) == 4 + 91 + 1_301
    assert len({one.id for one in planned}) == len(planned)
