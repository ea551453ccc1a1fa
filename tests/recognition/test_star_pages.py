"""Stars on pages and over the API: found, announced, objected to, one's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recognition import rules
from recognition.models import StarAward, StarNotice
from recognition.rating.finding import find
from tests.api.calls import V1, client, problem, signed_in
from tests.factories import make_volunteer
from tests.families import born
from tests.recognition.conftest import counted
from tests.recognition.starred import announced_star, small_stars, stars_of
from tests.recognition.test_pages import here, words

pytestmark = pytest.mark.django_db

CITY = "/city/stars/"
PEOPLE = "/city/stars/people/"


@pytest.fixture(autouse=True)
def two_hours_are_a_star(db):
    small_stars()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def reached(lin, association, zhao, now):
    session = counted(lin, association, zhao, "2020-03-03")
    find(at=now)
    return session


def announce(wang, now, level=1):
    return rules.announce_stars(level=level, by=wang, at=now)


def test_staff_see_who_waits_and_award_in_one_act(reached, lin, wang, he):
    page = words(here(wang).get(CITY))
    assert "1 star from 2.00 hours 0 Awarded 1 " in page
    listed = words(here(wang).get(f"{PEOPLE}?level=1"))
    assert f"林* {lin.number}" in listed
    assert "Award it to 1 person" in listed
    assert here(he).post(PEOPLE, {"level": 1}).status_code == 404

    answer = here(wang).post(PEOPLE, {"level": 1}, follow=True)
    assert "1 person is on public notice now." in words(answer)
    assert stars_of(lin) == [(1, "announced")]
    assert here(wang).post(PEOPLE, {"level": 1}).status_code == 409
    assert StarNotice.objects.count() == 1


def test_anybody_reads_the_masked_list_and_of_minors_no_name(reached, lin, wang, now):
    child = make_volunteer("hai", name="海小明", birth_date=born(15))
    announce(wang, now)
    announced_star(child, by=wang)

    page = words(here().get("/stars/"))
    assert f"林* …{lin.number[-4:]}" in page
    assert f" * …{child.number[-4:]}" in page
    assert "林小港" not in page
    assert "海*" not in page
    assert "No star is on public notice" in words(here().get("/stars/?level=2"))


def test_an_objection_is_sent_and_decided_on_pages(reached, lin, mei, wang, now):
    announce(wang, now)
    award = StarAward.objects.get()
    sent = f"/stars/{award.pk}/"
    assert here().get(sent)["Location"].startswith("/login/")
    assert here(mei.account).post(sent, {"words": ""}).status_code == 422
    assert here(mei.account).post(sent, {"words": "Never there"}).status_code == 302

    assert "1 star is to be looked at again" in words(here(wang).get(CITY))
    assert lin.number in words(here(wang).get(f"{PEOPLE}?state=review"))
    where = f"{CITY}{award.pk}/"
    assert "Never there" in words(here(wang).get(where))
    said = {"act": "decide", "outcome": "withdrawn"}
    assert here(wang).post(where, said).status_code == 422
    said["words"] = "It was not held"
    assert here(wang).post(where, said).status_code == 302
    own = words(here(lin.account).get("/me/stars/"))
    assert "It was not held" in own
    assert "Never there" not in own
    assert here(mei.account).get(sent).status_code == 404


def test_an_objection_past_the_last_day_is_kept_and_told(reached, mei, wang, now):
    announce(wang, now)
    award = StarAward.objects.get()
    rules.hold_due(at=now + timedelta(days=20))
    sent = f"/stars/{award.pk}/"
    answer = here(mei.account).post(sent, {"words": "Never there"})
    assert answer.status_code == 422
    assert "The public notice is over." in words(answer)
    assert "Never there" in answer.content.decode()
    assert "1 star from 2.00 hours 1 Awarded" in words(here(wang).get(CITY))
    assert award.volunteer.number in words(
        here(wang).get(f"{PEOPLE}?level=1&state=highest")
    )


def test_my_page_says_what_was_awarded_and_the_way_to_the_next(reached, lin, wang, now):
    mine = here(lin.account)
    page = words(mine.get("/me/"))
    assert "2.00 hours to star 2" in page
    assert "1 star reached" in page
    announce(wang, now)
    assert "star 1 on public notice until" in words(mine.get("/me/"))
    rules.hold_due(at=now + timedelta(days=20))
    page = words(mine.get("/me/"))
    assert "1 star awarded" in page
    assert "star reached" not in page
    assert "1 star is awarded to you" in words(mine.get("/notices/"))
    assert "awarded on" in words(mine.get("/me/stars/"))


def test_lists_take_as_many_queries_for_thirty(association, zhao, wang, now):
    counts = []
    for group, many in enumerate((1, 29)):
        for number in range(many):
            person = make_volunteer(f"person{group}-{number}")
            counted(person, association, zhao, "2020-03-03")
        find(at=now)
        visitors = [(wang, PEOPLE), (wang, CITY)]
        queries = [asked(account, address) for account, address in visitors]
        announce(wang, now)
        counts.append([*queries, asked(None, "/stars/")])
    assert counts[0] == counts[1]
    assert counts[0][-1] == 2


def asked(account, address):
    with CaptureQueriesContext(connection) as queries:
        assert here(account).get(address).status_code == 200
    return len(queries)


def test_programs_read_and_award(reached, lin, wang):
    caller = signed_in(lin.account)
    told = caller.get(f"{V1}/me/stars/").json()
    assert (told["held"], told["reached"], told["next_minutes"]) == (0, 1, 240)
    assert told["awards"] == []
    assert problem(caller.get(f"{V1}/stars/")) == (404, "not_found")

    city = signed_in(wang)
    (one,) = city.get(f"{V1}/stars/?state=found&level=1").json()["results"]
    assert one["volunteer"] == {"number": lin.number, "name": "林*"}
    assert problem(city.get(f"{V1}/stars/?state=x"))[0] == 400
    notices = f"{V1}/stars/notices/"
    key = {"HTTP_IDEMPOTENCY_KEY": "march"}
    first, again = (city.post(notices, {"level": 1}, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert problem(city.post(notices, {"level": 1})) == (409, "nobody_found")
    (mine,) = caller.get(f"{V1}/me/stars/").json()["awards"]
    assert (mine["state"], mine["last_day"]) == ("announced", first.json()["last_day"])
    assert client().get(f"{V1}/me/stars/").status_code == 401
