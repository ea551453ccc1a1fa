"""The integrity centre: cases are worked by the city, and answered by organizations."""

import csv
import io
import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.jobs import advance
from config.models import Job
from hours.integrity import cases, look
from hours.integrity.detectors import ALL, BY_CODE
from hours.integrity.errors import CaseIsOnesOwn, CaseMoved
from hours.models import Entry, Finding, FindingState, FindingStep, Look
from tests.behind_the_back import refused_by
from tests.factories import EVENING, NOON, log_session, moment

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2020, 1, 1), date(2020, 12, 31)
CENTRE = "/city/integrity/"


def as_(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def found(organization=None, **fields):
    """A case, as a detector would have found it."""
    return Finding.objects.create(
        **{
            "id": uuid4(),
            "detector": "mostly_entered",
            "subject": f"{uuid4()}",
            "organization": organization,
            "first_on": SINCE,
            "last_on": UNTIL,
            "sessions": 60,
            "minutes": 7200,
            "people": [],
            "shown": [],
            "figures": {"percent": 90},
            "found_at": NOON,
            "seen_at": NOON,
        }
        | fields
    )


def ask(finding, wang, words="请说明为什么大多是补录。"):
    return cases.decide(
        finding=finding, new=FindingState.ASKED, words=words, by=wang, at=NOON
    )


def log_thirteen_hours(lin, association):
    for start in ("2020-03-05 07:00", "2020-03-05 14:00"):
        log_session(volunteer=lin, organization=association, start=start, minutes=390)


def test_a_long_day_becomes_a_case_that_staff_explain(lin, association, wang):
    log_thirteen_hours(lin, association)
    look.look(BY_CODE["long_days"], since=SINCE, until=UNTIL, at=NOON)
    case = Finding.objects.get()

    staff = as_(wang)
    centre = staff.get(CENTRE).content.decode()
    assert "Days that are too long" in centre
    assert lin.number in centre
    assert lin.name not in centre

    page = staff.get(f"{CENTRE}{case.pk}/").content.decode()
    assert "More than 12 hours of one person on one day." in page
    assert "days: 1, hours of the longest: 13" in page
    assert "2 sessions that show it" in page

    sent = staff.post(
        f"{CENTRE}{case.pk}/",
        {"state": "explained", "words": "Flood watch that night."},
    )
    assert sent.status_code == 302
    case.refresh_from_db()
    assert case.state == FindingState.EXPLAINED
    assert (
        "Flood watch that night." in staff.get(f"{CENTRE}{case.pk}/").content.decode()
    )
    assert lin.number not in staff.get(CENTRE).content.decode()
    assert lin.number in staff.get(f"{CENTRE}?state=explained").content.decode()


def test_nothing_follows_from_a_case_by_itself(lin, association, wang, zhao):
    log_thirteen_hours(lin, association)
    look.look(BY_CODE["long_days"], since=SINCE, until=UNTIL, at=NOON)
    cases.decide(
        finding=Finding.objects.get(),
        new=FindingState.CONFIRMED,
        words="Nobody was there.",
        by=wang,
        at=EVENING,
    )

    assert not Entry.objects.exists()
    assert lin.sessions.filter(status="submitted").count() == 2


def test_a_word_is_needed_and_what_was_chosen_stays(association, wang):
    case = found(association)

    sent = as_(wang).post(f"{CENTRE}{case.pk}/", {"state": "confirmed", "words": " "})

    assert sent.status_code == 422
    page = sent.content.decode()
    assert "Please complete this" in page
    assert re.search(r'<input[^>]* value="confirmed"[^>]* checked', page)
    assert not FindingStep.objects.exists()


def test_the_organization_answers_and_the_city_reads_it(association, zhao, wang):
    case = ask(found(association), wang)

    page = as_(zhao).get(f"/organizations/{association.pk}/questions/")
    assert "请说明为什么大多是补录。" in page.content.decode()
    home = as_(zhao).get(f"/organizations/{association.pk}/").content.decode()
    assert f"/organizations/{association.pk}/questions/" in home

    sent = as_(zhao).post(
        f"/organizations/{association.pk}/questions/",
        {"finding": case.pk, "words": "名册是纸质的。"},
    )
    assert sent.status_code == 302
    case.refresh_from_db()
    assert case.is_asked
    city = as_(wang).get(f"{CENTRE}{case.pk}/").content.decode()
    assert "Answer of the organization" in city
    assert "名册是纸质的。" in city


def test_an_answer_without_words_says_so_at_its_question(association, zhao, wang):
    ask(found(association), wang)
    case = ask(found(association), wang)

    sent = as_(zhao).post(
        f"/organizations/{association.pk}/questions/", {"finding": case.pk, "words": ""}
    )

    assert sent.status_code == 422
    page = sent.content.decode()
    assert page.count("Please complete this") == 1
    assert f'id="{case.pk}-words_error"' in page


def test_who_is_not_asked_answers_nothing(association, beach_team, zhao, wang):
    theirs = ask(found(beach_team), wang)
    unasked = found(association)
    client = as_(zhao)

    assert client.get(f"/organizations/{beach_team.pk}/questions/").status_code == 404
    for case, status in ((theirs, 404), (unasked, 409)):
        sent = client.post(
            f"/organizations/{association.pk}/questions/",
            {"finding": case.pk, "words": "Mine."},
        )
        assert sent.status_code == status
    sent = client.post(
        f"/organizations/{association.pk}/questions/", {"finding": "x", "words": "y"}
    )
    assert sent.status_code == 400


def test_nobody_decides_a_case_about_themselves(wang, association):
    for about in ({"volunteer": wang.as_volunteer}, {"account": wang}):
        case = found(association, **about)
        with pytest.raises(CaseIsOnesOwn):
            ask(case, wang)


def test_staff_decide_and_auditors_read(he, zhao, association, wang):
    case = found(association)

    assert as_(he).get(f"{CENTRE}{case.pk}/").status_code == 200
    answer = {"state": "explained", "words": "It is so."}
    assert as_(he).post(f"{CENTRE}{case.pk}/", answer).status_code == 404
    assert as_(he).post(CENTRE, {}).status_code == 404
    assert as_(zhao).get(f"{CENTRE}{case.pk}/").status_code == 404
    with pytest.raises(CaseIsOnesOwn):
        ask(case, zhao)


def test_a_case_goes_only_where_the_table_says(association, wang):
    case = found(association)
    cases.decide(
        finding=case, new=FindingState.CONFIRMED, words="So.", by=wang, at=NOON
    )

    with pytest.raises(CaseMoved):
        ask(case, wang)

    again = cases.decide(
        finding=case, new=FindingState.OPEN, words="Looked again.", by=wang, at=NOON
    )
    assert again.state == FindingState.OPEN


def test_the_same_step_again_is_taken_once(association, wang):
    case = found(association)
    ask(case, wang)
    ask(case, wang)

    assert case.steps.count() == 1


def test_a_step_stays_as_it_was_taken(association, wang):
    ask(found(association), wang)

    with refused_by("finding_step_is_never_changed"):
        FindingStep.objects.update(words="Something else")
    with refused_by("finding_step_is_never_changed"):
        FindingStep.objects.all().delete()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_days_of_the_last_year_stand_there_already(wang, language):
    page = as_(wang, language).get(CENTRE)

    since, until = (page.context["form"][name].value() for name in ("since", "until"))
    assert f'value="{since:%Y-%m-%d}"' in page.content.decode()
    assert f'value="{until:%Y-%m-%d}"' in page.content.decode()


def test_staff_let_the_detectors_look_at_other_days(wang, lin, association):
    log_thirteen_hours(lin, association)

    sent = as_(wang).post(CENTRE, {"since": "2020-01-01", "until": "2020-12-31"})

    assert sent.status_code == 302
    job = Job.objects.get(kind="integrity")
    while advance(job.pk):
        pass
    job.refresh_from_db()
    assert job.state == "done"
    assert job.result == {one.code: int(one.code == "long_days") for one in ALL}
    assert Finding.objects.get().volunteer == lin


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2020-02-01", "2020-01-01", "The end comes before the beginning."),
        ("2018-01-01", "2020-01-01", "at most a year"),
        ("2020-01-01", "2999-01-01", "up to today"),
        ("yesterday", "2020-01-01", "Enter a valid date"),
    ],
)
def test_days_that_cannot_be_looked_at_are_told(wang, since, until, words):
    sent = as_(wang).post(CENTRE, {"since": since, "until": until})

    assert sent.status_code == 422
    assert words in sent.content.decode()
    assert since in sent.content.decode()
    assert not Job.objects.exists()


def test_upkeep_lets_each_detector_look_once_a_day():
    at = moment("2020-06-01 03:00")
    looks = 0
    while look.look_if_due(at=at):
        looks += 1

    assert looks == len(ALL)
    assert Look.objects.count() == len(ALL)
    assert not look.look_if_due(at=moment("2020-06-02 02:59"))
    assert look.look_if_due(at=moment("2020-06-02 03:00"))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_detector_speaks(wang, lin, association, language):
    """Each sentence and each figure is told, in both languages."""
    figures = {
        "days": 14, "people": 60, "times": 1, "one": 12, "other": 12, "entered": 600,
        "witnessed": 0, "most": 840, "weeks": 1, "percent": 90, "all": 1000, "km": 60,
        "field": "0020",
    }  # fmt: skip
    for one in ALL:
        mine = {"field": "0020"} if one.code == "strange_field" else {}
        told = {k: v for k, v in figures.items() if k != "field"} | mine
        found(association, detector=one.code, figures=told, volunteer=lin)

    page = as_(wang, language).get(CENTRE)

    assert page.status_code == 200
    assert "%(" not in page.content.decode()
    for one in ALL:
        assert f"?detector={one.code}" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_ask_the_database_as_often_for_many_cases(
    rows, wang, zhao, lin, association
):
    for _ in range(rows):
        session = log_session(
            volunteer=lin,
            organization=association,
            start=f"2020-03-05 {7 + _ // 4:02}:{15 * (_ % 4):02}",
            minutes=10,
        )
        ask(
            found(
                association,
                shown=[session.pk],
                volunteer=lin,
                account=zhao,
                detector="strange_field",
                figures={"field": "0020"},
            ),
            wang,
        )
    client = as_(wang)
    client.get(CENTRE)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"{CENTRE}?state=asked")
    assert len(asked) == 9
    assert page.content.decode().count(lin.number) == min(rows, 20)


def test_more_than_a_page_of_cases_is_turned(wang, association):
    for n in range(21):
        found(association, found_at=moment(f"2020-03-06 12:{n:02}"))
    client = as_(wang)

    first = client.get(CENTRE)
    older = first.context["older_url"]
    second = client.get(CENTRE + older)

    assert len(first.context["lines"]) == 20
    assert len(second.context["lines"]) == 1
    assert client.get(f"{CENTRE}?after=x").status_code == 400
    assert client.get(f"{CENTRE}?state=x").status_code == 400
    assert client.get(f"{CENTRE}?detector=x").status_code == 400


# The list as a file


def rows_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_cases_of_a_state_are_a_file(association, lin, wang, he, zhao):
    one = found(association)
    other = found(
        detector="long_days",
        volunteer=lin,
        figures={"days": 1, "most": 780},
        found_at=EVENING,
    )
    asked = ask(found(association), wang)
    staff = as_(wang)
    assert 'href="/city/integrity/cases.csv?' in staff.get(CENTRE).content.decode()

    latest, first = rows_of(staff.get(f"{CENTRE}cases.csv"))
    assert first == {
        "What was found": "Organizations that mostly enter later",
        "State": "Nobody looked yet",
        "About": association.label,
        "In figures": "90 % entered later",
        "Sessions": "60",
        "Minutes": "7200",
        "Hours": "120.00",
        "First day": "2020-01-01",
        "Last day": "2020-12-31",
        "Found at": "2020-03-06 12:00:00+08:00",
        "Last seen": "2020-03-06 12:00:00+08:00",
        "Number of the case": str(one.pk),
    }
    assert latest["Number of the case"] == str(other.pk)
    assert lin.name not in latest["About"]
    assert lin.number in latest["About"]

    (only,) = rows_of(as_(he).get(f"{CENTRE}cases.csv?state=asked"))
    assert only["Number of the case"] == str(asked.pk)
    (only,) = rows_of(staff.get(f"{CENTRE}cases.csv?detector=long_days"))
    assert only["Number of the case"] == str(other.pk)
    assert rows_of(staff.get(f"{CENTRE}cases.csv?state=confirmed")) == []
    assert staff.get(f"{CENTRE}cases.csv?state=none").status_code == 400
    assert as_(zhao).get(f"{CENTRE}cases.csv").status_code == 404


def test_a_file_of_cases_is_read_in_parts(association, wang, monkeypatch):
    monkeypatch.setattr("city.views.integrity.CHUNK", 2)
    for _n in range(5):
        found(association)
    told = {
        one["Number of the case"]
        for one in rows_of(as_(wang).get(f"{CENTRE}cases.csv"))
    }
    assert told == {str(one.pk) for one in Finding.objects.all()}
