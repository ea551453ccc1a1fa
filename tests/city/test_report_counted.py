"""A report of a city in which little or nothing was done, and of one that grows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hours import rules
from tests.city.conftest import FILE, REPORT, make_site
from tests.city.test_report_page import read, words_of
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
)


def test_a_past_moment_leaves_out_what_was_counted_later(lin, association, zhao, ask):
    first = log_session(volunteer=lin, organization=association, minutes=120)
    rules.approve(sessions=[first], by=zhao, at=NOON)
    between = timezone.localtime().replace(tzinfo=None).isoformat()
    later = log_session(
        volunteer=lin, organization=association, start="2020-03-05 14:00", minutes=60
    )
    rules.approve(sessions=[later], by=zhao, at=NOON)

    now = ask(year=2020).context["answer"].whole
    then = ask(year=2020, as_of=between).context
    assert (now.minutes, then["answer"].whole.minutes) == (180, 120)
    # The moment stays in the address that is shared, and in the file's.
    again = read(ask(f"{FILE}{then['export']}"))
    assert again[-1]["Minutes"] == "120"


def test_where_nothing_was_counted_it_says_so(wang, ask):
    page = ask(year=1999)
    assert "Nothing counted for this question." in words_of(page)
    assert ask(FILE, year=1999).status_code == 200


ASKED = {
    "?year=2020": 15,
    "?year=2020&by=organization": 16,
    "?year=2020&by=site&part=q1": 12,
    "?year=2020&by=district&as_of=2020-06-01T00:00": 21,
    "?first=2020-03-01&last=2020-03-20&by=day&organization_name=青年": 11,
}


def test_it_asks_as_often_for_thirty_lines_as_for_one(association, zhao, wang, client):
    def serve(numbers):
        for n in numbers:
            site = make_site(f"S{n}")
            team = make_organization(f"第{n}队", site=site)
            captain = appoint(make_account(f"captain{n}"), "approver", team)
            for one, by in ((team, captain), (association, zhao)):
                person = make_volunteer(f"{by.username}s{n}")
                session = log_session(volunteer=person, organization=one)
                rules.approve(sessions=[session], by=by, at=NOON)

    def counts():
        counted = {}
        for asked in ASKED:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"{REPORT}{asked}").context["answer"], asked
            counted[asked] = len(queries)
        return counted

    client.force_login(wang)
    serve(range(1))
    one = counts()
    serve(range(1, 30))
    assert one == ASKED
    assert counts() == ASKED
