"""A year that is closed stays provable, and what comes later adds up."""

import json
import random
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from city.models import ClosedYear, YearLine
from city.year_close import closing
from city.year_close.closing import (
    NothingToClose,
    OnlyTheCityCloses,
    YearNotOver,
    close_year,
    restate,
)
from city.year_close.lines import differences
from hours import rules
from hours.models import Entry
from hours.reconcile import reconcile
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import EVENING, NOON, log_session, make_volunteer, moment
from tests.hours.test_cube import posted
from tests.recognition.conftest import counted
from tests.recognition.test_pages import here, words

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MICROSECOND = timedelta(microseconds=1)


def close(wang, year=2020):
    return close_year(year=year, by=wang, at=timezone.now())


def long_ago():
    """As if all lines of the ledger had been posted an hour ago."""
    posted(Entry.objects.all(), timezone.now() - timedelta(hours=1))


def later(closed):
    """As if what was posted since had been just after the year was last looked at."""
    new = Entry.objects.filter(posted_at__gt=closed.restated_until)
    posted(new, closed.restated_until + MICROSECOND)


@pytest.fixture
def served(lin, association, zhao):
    sessions = [
        counted(lin, association, zhao, day) for day in ("2020-02-12", "2020-03-03")
    ]
    long_ago()
    return sessions


def before_2020(person, association, zhao, number):
    """An hour of the year before, approved now."""
    session = log_session(
        volunteer=person,
        organization=association,
        start=f"2019-12-3{number} 09:00",
        minutes=60,
        at=moment("2020-01-03 12:00"),
    )
    rules.approve(sessions=[session], by=zhao, at=NOON)


def figure(cut, key="", **which):
    lines = YearLine.objects.filter(cut=cut, key=key, **which)
    return sum(one.minutes for one in lines), sum(one.people for one in lines)


def test_closing_freezes_every_cut_and_twice_is_once(served, association, wang, zhao):
    with pytest.raises(OnlyTheCityCloses):
        close(zhao)
    closed = close(wang)
    assert close(wang) == closed
    assert figure("city") == (240, 1)
    assert figure("month", "02") == (120, 0)
    assert figure("organization", f"{association.pk}") == (240, 0)
    assert figure("district", association.district_id)[0] == 240
    assert figure("registered")[1] == 3  # with the two who decide
    assert differences(closed) == []


def test_a_year_that_runs_or_was_empty_is_not_closed(served, wang):
    with pytest.raises(YearNotOver):
        close(wang, timezone.localdate().year)
    with pytest.raises(NothingToClose):
        close(wang, 2019)
    assert not ClosedYear.objects.exists()


def test_after_any_postings_restatements_are_the_difference(association, zhao, wang):
    chance = random.Random(2020)
    people = [make_volunteer(f"person{number}") for number in range(4)]

    def log(day, start):
        person, minutes = chance.choice(people), chance.choice([60, 290, 330])
        return counted(person, association, zhao, day, start=start, minutes=minutes)

    sessions = [log(f"2020-02-{day}", "08:00") for day in range(10, 22)]
    long_ago()
    closed = close(wang)
    minutes, active = figure("city")

    for number in range(2):
        for session in chance.sample(sessions, 4):
            sessions.remove(session)
            rules.reverse(sessions=[session], reason="No", by=wang, at=EVENING)
        sessions += [log(f"2020-03-0{2 * number + day}", "14:00") for day in (1, 2)]
        before_2020(people[0], association, zhao, number)
        later(closed)
        closed = restate(year=2020)
    closed = restate(year=2020)

    of_2020 = Entry.objects.filter(service_date__year=2020)
    assert figure("city")[0] == sum(one.minutes for one in of_2020)
    after = of_2020.filter(posted_at__gt=closed.as_of)
    assert after.count() == 12
    for kind in ("approve", "reverse"):
        by_kind = sum(one.minutes for one in after.filter(kind=kind))
        assert figure("city", kind=kind)[0] == by_kind
    served = {one.volunteer_id for one in sessions}
    assert figure("city")[1] == len(served)
    assert figure("city", kind="published") == (minutes, active)
    assert reconcile() == []
    assert differences(closed) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE city_yearline SET minutes = minutes + 1 WHERE cut = 'city'"
        " AND kind = 'published'",
        "UPDATE city_yearline SET people = people + 1 WHERE cut = 'registered'",
        "UPDATE city_yearline SET minutes = minutes - 1 WHERE kind = 'reverse'",
        "DELETE FROM city_yearline WHERE kind = 'reverse' AND cut = 'month'",
        "UPDATE hours_entry SET minutes = 119 WHERE kind = 'approve'",
        "UPDATE city_closedyear SET as_of = as_of - interval '1 day'",
    ],
)
def test_whatever_is_changed_behind_the_back_is_found(served, wang, change, capsys):
    make_volunteer("early", registered_at=NOON)
    close(wang)
    rules.reverse(sessions=served[:1], reason="No", by=wang, at=EVENING)
    later(ClosedYear.objects.get())
    restate(year=2020)
    call_command("verify_year", "2020")
    behind_the_back(change)
    with pytest.raises(SystemExit):
        call_command("verify_year", "2020")
    checks = {one.check for one in reconcile()}
    assert ("closed_year" in checks) == ("minutes = minutes" in change)


def test_the_database_lets_nobody_change_it(served, wang):
    close(wang)
    with refused_by("year_line_is_never_changed"):
        YearLine.objects.update(minutes=1)
    with refused_by("closed_year_is_never_changed"):
        ClosedYear.objects.update(digest="0")
    with refused_by("closed_year_is_never_deleted"):
        ClosedYear.objects.all()._raw_delete("default")


def test_the_operator_closes_and_is_told(served, capsys):
    call_command("close_year", "2020")
    said = capsys.readouterr().out
    assert ClosedYear.objects.get().digest in said
    with pytest.raises(CommandError):
        call_command("verify_year", "2019")
    with pytest.raises(CommandError, match=f"{timezone.localdate().year}"):
        call_command("close_year", f"{timezone.localdate().year}")
    closing.restate_if_due(at=timezone.now())


def test_everybody_reads_what_was_published_and_why_it_differs(
    served, association, wang
):
    assert "No year is closed yet" in words(here().get("/years/"))
    closed = close(wang)
    rules.reverse(sessions=served[:1], reason="No", by=wang, at=EVENING)
    later(closed)
    restate(year=2020)
    assert "2020" in words(here().get("/years/"))

    page = words(here().get("/years/2020/"))
    assert closed.digest in page
    assert "Published hours 4.00" in page
    assert "Hours now 2.00 (-2.00)" in page
    assert "Reversed after the close" in page
    assert association.name not in page
    assert here().get("/years/2019/").status_code == 404

    told = json.loads(here().get("/years/2020/figures.json").content)
    (city,) = [one for one in told["figures"] if one["cut"] == "city"]
    assert (city["minutes"], city["minutes_now"], city["people"]) == (240, 120, None)
    assert [one["minutes"] for one in told["why"]] == [-120]
    lines = b"".join(here(wang).get("/years/2020/figures.csv").streaming_content)
    assert lines.decode().count("\norganization,") == 1
