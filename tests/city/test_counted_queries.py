"""Lists of places, and of totals over the API, ask as often for thirty as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import limits
from hours import rules
from tests.api.calls import V1, signed_in
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
)
from volunteers.models import Site


@pytest.fixture
def institute(db):
    return Site.objects.create(
        code="320706-I01", kind="institute", name="浦东街道实践所", district_id="320706"
    )


def serve(institute, numbers):
    """For each number a station that organizes, and a session there."""
    for n in numbers:
        station = Site.objects.create(
            code=f"320706-S{n:03d}",
            kind="station",
            name=f"第{n}站",
            district_id="320706",
            parent=institute,
        )
        team = make_organization(f"第{n}队", kind="site", site=station)
        captain = appoint(make_account(f"captain{n}"), "approver", team)
        for place in (station, institute):
            team.site = place
            session = log_session(
                volunteer=make_volunteer(f"{place.kind}{n}"), organization=team
            )
            rules.approve(sessions=[session], by=captain, at=NOON)


def asked(client, urls):
    counts = {}
    for url in urls:
        limits.taken.forget()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
        assert answer.status_code == 200, url
        counts[url] = len(queries)
    return counts


PAGES = {
    "/sites/?district=320706": 6,
    "/sites/320706-I01/?year=2020": 10,
    "/sites/320706-I01/sessions/?year=2020": 9,
    "/city/districts/?year=2020": 9,
    "/city/districts/320706/?year=2020": 10,
}
CALLS = {
    f"{V1}/totals/organizations/?year=2020": 4,
    f"{V1}/totals/sites/?year=2020": 4,
    f"{V1}/totals/volunteers/?year=2020": 4,
}


def test_pages_of_places(institute, wang, client):
    client.force_login(wang)
    serve(institute, range(1))
    one = asked(client, PAGES)
    serve(institute, range(1, 30))

    assert one == PAGES
    assert asked(client, PAGES) == PAGES


def test_lists_of_totals_over_the_api(institute, wang):
    caller = signed_in(wang)
    serve(institute, range(1))
    one = asked(caller, CALLS)
    serve(institute, range(1, 30))

    assert one == CALLS
    assert asked(caller, CALLS) == CALLS
