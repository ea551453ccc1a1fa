"""Counted hours are drawn by chance, and whoever served says whether they are right."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.jobs import advance
from config.models import Job
from hours import rules
from hours.integrity import audits
from hours.integrity.audits import Rate
from hours.integrity.errors import NotDrawn, RepliedAlready
from hours.models import Audit, AuditedSession, Reply
from tests.city.test_own_data import json_of
from tests.factories import EVENING, NOON, log_session

pytestmark = pytest.mark.django_db
MARCH = {"since": date(2020, 3, 1), "until": date(2020, 3, 31)}
AUDITS, CHECKS = "/city/audits/", "/me/checks/"


def as_(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def counted(volunteer, organization, by, *, count=1, day=5):
    """Approved sessions of a quarter of an hour each."""
    logged = [
        log_session(
            volunteer=volunteer,
            organization=organization,
            start=f"2020-03-{day:02} {7 + n // 4:02}:{15 * (n % 4):02}",
            minutes=10,
            at=EVENING,
        )
        for n in range(count)
    ]
    rules.approve(sessions=logged, by=by, at=EVENING)
    return logged


def draw(by, size=10, **fields):
    audit = audits.draw(**MARCH | {"size": size, "by": by, "at": NOON} | fields)
    advance(audit.job.pk)
    return audit


@pytest.fixture
def drawn(lin, association, zhao, wang):
    """Lin's one counted session, drawn."""
    counted(lin, association, zhao)
    return draw(wang).sessions.get()


def test_every_organization_gives_its_share_and_at_least_one(
    lin, mei, association, beach_team, zhao, stranger, wang
):
    counted(lin, association, zhao, count=30)
    counted(mei, beach_team, stranger, count=2)

    sample = draw(wang, size=16)

    of = sample.sessions.filter
    assert of(organization=association).count() == 15
    assert of(organization=beach_team).count() == 1


def test_a_seed_draws_the_same_again_and_another_does_not(lin, association, zhao, wang):
    counted(lin, association, zhao, count=30)

    def by(seed):
        return set(draw(wang, seed=seed).sessions.values_list("session", flat=True))

    assert by("harbor") == by("harbor")
    assert by("harbor") != by("hours")
    assert draw(wang).seed


def test_only_counted_hours_of_these_days_are_drawn(lin, association, zhao, wang):
    counted(lin, association, zhao, day=4)
    log_session(volunteer=lin, organization=association)  # waits
    taken_back = counted(lin, association, zhao, day=6)
    rules.reverse(sessions=taken_back, by=zhao, reason="Not there", at=EVENING)

    sample = draw(wang)

    assert [one.session.service_date.day for one in sample.sessions.all()] == [4]
    assert not draw(wang, since=date(2020, 3, 5)).sessions.exists()


def test_the_volunteer_confirms_on_their_own_page(lin, drawn):
    volunteer = as_(lin.account)
    assert CHECKS in volunteer.get("/me/").content.decode()
    assert "Are these hours right?" in volunteer.get(CHECKS).content.decode()

    sent = volunteer.post(CHECKS, {"drawn": drawn.pk, "reply": "confirmed"})

    assert sent.status_code == 302
    drawn.refresh_from_db()
    assert (drawn.reply, drawn.replied_by) == ("confirmed", lin.account)
    assert CHECKS not in volunteer.get("/me/").content.decode()


def test_the_answer_is_in_ones_own_data(lin, drawn):
    audits.reply(drawn=drawn, said=Reply.DENIED, words="", by=lin.account, at=NOON)

    (checked,) = json_of(lin.account)["checks"]

    assert checked["session"] == str(drawn.session_id)
    assert checked["by_oneself"] is True


def test_who_chooses_nothing_is_asked_again(lin, drawn):
    sent = as_(lin.account).post(CHECKS, {"drawn": drawn.pk}, follow=True)

    assert "Please choose one of the answers." in sent.content.decode()
    drawn.refresh_from_db()
    assert not drawn.is_settled


@pytest.mark.parametrize("page", ["own", "city"])
def test_words_that_are_too_long_are_still_there(lin, drawn, wang, page):
    account = lin.account if page == "own" else wang
    url = CHECKS if page == "own" else f"{AUDITS}{drawn.audit_id}/"
    said = {"drawn": drawn.pk, "reply": "denied", "words": "远" * 501}

    sent = as_(account).post(url, said)

    assert sent.status_code == 422
    assert f'value="{said["words"]}"' in sent.text
    assert f'aria-describedby="words-{drawn.pk}-error"' in sent.text
    assert "at most 500 characters (it has 501)" in sent.text
    drawn.refresh_from_db()
    assert drawn.reply == ""


def test_others_are_not_asked_about_it(drawn, mei, zhao):
    for other in (mei.account, zhao):
        client = as_(other)
        assert str(drawn.pk) not in client.get(CHECKS).content.decode()
        answer = {"drawn": drawn.pk, "reply": "confirmed"}
        assert client.post(CHECKS, answer).status_code == 404
        with pytest.raises(NotDrawn):
            audits.reply(drawn=drawn, said=Reply.CONFIRMED, words="", by=other, at=NOON)


def test_what_somebody_said_stays(drawn, lin, wang):
    audits.reply(drawn=drawn, said=Reply.DENIED, words="", by=lin.account, at=NOON)
    audits.reply(drawn=drawn, said=Reply.DENIED, words="", by=lin.account, at=EVENING)

    with pytest.raises(RepliedAlready):
        audits.reply(drawn=drawn, said=Reply.CONFIRMED, words="", by=wang, at=NOON)
    drawn.refresh_from_db()
    assert drawn.replied_at == NOON


def test_who_was_not_reached_may_answer_later(drawn, lin, wang):
    audits.reply(drawn=drawn, said=Reply.UNREACHED, words="", by=wang, at=NOON)
    audits.reply(
        drawn=drawn, said=Reply.CONFIRMED, words="", by=lin.account, at=EVENING
    )

    drawn.refresh_from_db()
    assert drawn.reply == Reply.CONFIRMED
    with pytest.raises(NotDrawn):
        audits.reply(
            drawn=drawn, said=Reply.UNREACHED, words="", by=lin.account, at=EVENING
        )


def test_staff_draw_and_note_what_they_heard(lin, association, zhao, wang, he):
    counted(lin, association, zhao)
    staff = as_(wang)

    sent = staff.post(
        AUDITS, {"since": "2020-03-01", "until": "2020-03-31", "size": 5, "seed": "x"}
    )
    made = Audit.objects.get()
    here = f"{AUDITS}{made.pk}/"
    assert sent.headers["Location"] == here
    page = staff.get(here).content.decode()
    assert "It is being drawn." in page
    assert "Nobody has answered yet." not in page
    assert advance(made.job.pk) is False
    part = staff.get(here, headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    assert "It is being drawn." not in staff.get(here).content.decode()
    drawn = made.sessions.get()
    noted = {"drawn": drawn.pk, "reply": "denied", "words": "She was at work."}
    assert as_(he).post(f"{AUDITS}{made.pk}/", noted).status_code == 404
    assert staff.post(f"{AUDITS}{made.pk}/", noted).status_code == 302

    page = as_(he).get(f"{AUDITS}{made.pk}/?all=1").content.decode()
    assert "She was at work." in page
    assert lin.name not in page
    assert "0 of 1" in page
    assert as_(zhao).get(f"{AUDITS}{made.pk}/").status_code == 404


def test_a_draw_that_broke_off_asks_nobody_and_says_so(lin, association, zhao, wang):
    counted(lin, association, zhao)
    made = audits.draw(**MARCH, size=5, by=wang, at=NOON)
    problem = {"code": "failed", "detail": "It stopped because of an error."}
    Job.objects.update(problem=problem, finished_at=NOON)
    page = as_(wang).get(f"{AUDITS}{made.pk}/").content.decode()
    assert "Nothing was drawn, and nobody is asked." in page


def test_a_sample_that_cannot_be_drawn_is_told(wang):
    sent = as_(wang).post(
        AUDITS, {"since": "2020-03-01", "until": "2020-02-01", "size": 0, "seed": "é"}
    )

    assert sent.status_code == 422
    page = sent.content.decode()
    assert "The end comes before the beginning." in page
    assert "greater than or equal to 1" in page
    assert 'value="é"' in page
    assert not Audit.objects.exists()


def test_of_more_than_a_month_nothing_is_drawn(wang):
    sent = as_(wang).post(
        AUDITS, {"since": "2020-03-01", "until": "2020-04-01", "size": 5}
    )

    assert sent.status_code == 422
    assert "Please choose at most 31 days." in sent.content.decode()
    assert not Audit.objects.exists()


def test_the_public_reads_of_enough_answers_only(association, lin, zhao, wang):
    made = draw(wang)
    session = counted(lin, association, zhao)[0]

    def answered(count):
        for _ in range(count):
            AuditedSession.objects.create(
                id=uuid4(),
                audit=Audit.objects.create(
                    id=uuid4(), **MARCH, seed="s", size=1, drawn_by=wang, drawn_at=NOON
                ),
                session=session,
                organization=association,
                volunteer=lin,
                reply="confirmed",
                replied_by=lin.account,
                replied_at=NOON,
            )
        return Client().get(
            f"/organizations/{association.pk}/", headers={"Accept-Language": "en"}
        )

    assert made.sessions.count() == 0
    assert "confirmed their hours" not in answered(9).content.decode()
    told = " ".join(answered(1).content.decode().split())
    assert "10 of 10 people who were asked confirmed their hours" in told
    assert "between 72 and 100 percent" in told


@pytest.mark.parametrize(
    ("confirmed", "answered", "low", "high"),
    [(10, 10, 72, 100), (0, 10, 0, 28), (19, 20, 76, 100), (195, 200, 94, 99)],
)
def test_the_interval_is_wilsons(confirmed, answered, low, high):
    rate = Rate(confirmed, answered)

    assert (rate.low, rate.high) == (low, high)


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_ask_the_database_as_often_for_many(rows, lin, association, zhao, wang):
    counted(lin, association, zhao, count=rows)
    made = draw(wang, size=rows)
    client = as_(wang)
    client.get(AUDITS)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"{AUDITS}{made.pk}/").content.decode()
    assert page.count(lin.number) == 2 * rows
    assert len(asked) == 8
