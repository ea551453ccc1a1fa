"""A talk about a session, with pictures: sent, seen by whom, forgotten."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from city.rules.erase_closed import erase_closed
from hours import rules
from hours.errors import NoQuestion, NotYours
from hours.models import Session, Status
from notices.attaching.plain import made_plain
from notices.models import Attachment, Message, Notice
from notices.rules import say
from notices.rules.say import MOST_IN_A_THREAD, TooManyAttachments
from policies import retention
from tests.api.calls import V1, problem, signed_in
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
)
from tests.families import days_ago
from tests.notices.pictures import PDF, SECRET, opened, picture, upload
from volunteers.models import ClosedRecord

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


@pytest.fixture
def asked(session, zhao):
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
    session.refresh_from_db()
    return session


def here(account, language="en"):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = language
    return client


def text(answer):
    words = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", words)


def one_file(name="roster.jpg"):
    return made_plain(name=name, content=picture())


def talk(session):
    return list(Message.objects.about(session.pk).values_list("author", "text"))


# Answering with pictures


def test_lin_answers_with_a_picture_and_zhao_sees_it(lin, zhao, asked):
    said = {"text": "Eleven", "attached": [upload(), upload("plan.pdf", PDF)]}
    answer = here(lin.account).post(f"/sessions/{asked.pk}/answer/", said)
    assert answer["Location"] == f"/sessions/{asked.pk}/"
    asked.refresh_from_db()
    assert asked.status == Status.SUBMITTED

    photo, plan = Attachment.objects.order_by("pk")
    client = here(zhao)
    page = client.get(f"/desk/{asked.pk}/")
    assert f"/sessions/{asked.pk}/attachments/{photo.pk}/" in page.content.decode()
    assert "roster.jpg" in text(page)

    file = client.get(f"/sessions/{asked.pk}/attachments/{photo.pk}/")
    assert file["Content-Type"] == "image/jpeg"
    assert file["Content-Disposition"] == 'inline; filename="roster.jpg"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "private" in file["Cache-Control"] or "no-store" in file["Cache-Control"]
    assert opened(file.content).format == "JPEG"
    assert SECRET.encode() not in file.content

    file = client.get(f"/sessions/{asked.pk}/attachments/{plan.pk}/")
    assert file["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert file.content == made_plain(name="plan.pdf", content=PDF).content


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([upload("page.jpg", b"<html>")], "“page.jpg” is none of the files"),
        ([upload("half.jpg", picture()[:60])], "“half.jpg” is damaged"),
        ([upload(f"{n}.jpg") for n in range(6)], "at most 5 files"),
        ([upload("big.pdf", PDF + b" " * 2 * 1024 * 1024)], "larger than 1 MB"),
    ],
)
def test_what_cannot_be_sent_is_said_at_the_field_and_the_words_stay(
    lin, asked, settings, files, says
):
    settings.LARGEST_ATTACHMENT = 1024 * 1024
    for file in files:
        file.seek(0)
    said = {"text": "We met at the pier", "attached": files}
    answer = here(lin.account).post(f"/sessions/{asked.pk}/answer/", said)

    assert answer.status_code == 422
    assert says in text(answer)
    assert "We met at the pier" in text(answer)
    assert 'aria-invalid="true"' in answer.content.decode()
    asked.refresh_from_db()
    assert asked.is_queried
    assert not Attachment.objects.exists()


def test_a_thread_holds_twenty_files(lin, asked):
    files = [one_file() for _n in range(MOST_IN_A_THREAD)]
    say(about=asked.pk, text="All", files=files, by=lin.account, at=NOON)
    with pytest.raises(TooManyAttachments):
        rules.answer(
            session=asked, text="More", files=[one_file()], by=lin.account, at=EVENING
        )

    said = {"text": "One more", "attached": [upload()]}
    answer = here(lin.account).post(f"/sessions/{asked.pk}/answer/", said)
    assert answer.status_code == 422
    assert "There are 20 files here already" in text(answer)
    assert "One more" in text(answer)


# More than one message


def test_they_talk_until_lin_answers(lin, zhao, asked):
    here(zhao).post(f"/sessions/{asked.pk}/add/", {"text": "I mean on Thursday"})
    here(lin.account).post(
        f"/sessions/{asked.pk}/add/", {"text": "I look for the roster"}
    )
    asked.refresh_from_db()
    assert asked.is_queried

    here(lin.account).post(
        f"/sessions/{asked.pk}/answer/", {"text": "Here", "attached": [upload()]}
    )
    asked.refresh_from_db()
    assert asked.is_submitted

    here(lin.account).post(f"/sessions/{asked.pk}/add/", {"text": "Eleven sharp"})
    assert talk(asked) == [
        (zhao.pk, "Until when?"),
        (zhao.pk, "I mean on Thursday"),
        (lin.account.pk, "I look for the roster"),
        (lin.account.pk, "Here"),
        (lin.account.pk, "Eleven sharp"),
    ]
    told = Notice.objects.order_by("pk").values_list("recipient", "event")
    assert list(told) == [
        (lin.account.pk, "hours_queried"),
        (lin.account.pk, "hours_queried"),
        (zhao.pk, "words_added"),
        (zhao.pk, "question_answered"),
        (zhao.pk, "words_added"),
    ]


def test_zhao_sends_the_roster_from_the_desk(zhao, asked):
    client = here(zhao)
    assert "More to ask, or to show" in text(client.get(f"/desk/{asked.pk}/"))
    said = {"text": "Are you in it?", "attached": [upload()], "back": "view=asked"}
    answer = client.post(f"/sessions/{asked.pk}/add/", said)

    assert answer["Location"] == f"/desk/{asked.pk}/?back=view%3Dasked"
    assert "roster.jpg" in text(client.get(answer["Location"]))


def test_at_the_desk_too_nothing_typed_is_lost(zhao, asked):
    said = {"text": "Are you in it?", "attached": [upload("a.jpg", b"x")], "back": ""}
    answer = here(zhao).post(f"/sessions/{asked.pk}/add/", said)

    assert answer.status_code == 422
    assert "Are you in it?" in text(answer)
    assert "“a.jpg” is none of the files" in text(answer)


def test_the_same_words_again_add_nothing(lin, zhao, asked):
    for _time in range(2):
        rules.add_words(session=asked, text="Thursday", by=zhao, at=EVENING)

    assert len(talk(asked)) == 2


@pytest.mark.parametrize("status", ["never asked", "decided"])
def test_where_nothing_is_asked_nobody_adds(lin, zhao, session, status):
    if status == "decided":
        rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
        rules.answer(session=session, text="Eleven", by=lin.account, at=NOON)
        rules.approve(sessions=[session], by=zhao, at=EVENING)
    for by in (lin.account, zhao):
        with pytest.raises(NoQuestion):
            rules.add_words(session=session, text="And…", by=by, at=EVENING)


def test_whoever_decides_asks_anew_once_it_was_answered(lin, zhao, asked):
    rules.answer(session=asked, text="Eleven", by=lin.account, at=EVENING)
    with pytest.raises(NoQuestion):
        rules.add_words(session=asked, text="Sure?", by=zhao, at=EVENING)


def test_nobody_else_adds(mei, stranger, qian, he, asked):
    for by in (mei.account, stranger, qian, he):
        with pytest.raises(NotYours):
            rules.add_words(session=asked, text="I know", by=by, at=EVENING)
        answer = here(by).post(f"/sessions/{asked.pk}/add/", {"text": "I know"})
        assert answer.status_code == 404


# Who sees it


def test_only_who_may_see_the_session_sees_its_files(
    lin, zhao, wang, he, qian, mei, stranger, asked, association
):
    rules.answer(
        session=asked, text="Here", files=[one_file()], by=lin.account, at=EVENING
    )
    url = f"/sessions/{asked.pk}/attachments/{Attachment.objects.get().pk}/"
    over_the_api = f"{V1}{url}"
    for account in (lin.account, zhao, wang, he, qian):
        assert here(account).get(url).status_code == 200
        assert signed_in(account).get(over_the_api).status_code == 200
    for account in (mei.account, stranger, make_account("office")):
        assert here(account).get(url).status_code == 404
        assert signed_in(account).get(over_the_api).status_code == 404
    assert Client().get(url)["Location"].startswith("/login/")
    assert Client().get(over_the_api).status_code == 401


def test_who_decides_above_sees_what_came_with_the_answer(lin, association):
    above = make_organization("连云港市志愿者总会")
    association.parent = above
    association.save()
    xu = appoint(make_account("xu"), "approver", above)
    now = timezone.now()
    long = log_session(
        volunteer=lin,
        organization=association,
        start=f"{days_ago(1):%Y-%m-%d} 06:00",
        minutes=500,
        at=now,
    )
    say(about=long.pk, text="Here", files=[one_file()], by=lin.account, at=now)
    url = f"/sessions/{long.pk}/attachments/{Attachment.objects.get().pk}/"

    assert long.level == "parent"
    assert here(xu).get(url).status_code == 200
    assert signed_in(xu).get(f"{V1}{url}").status_code == 200


def test_over_the_api_each_message_tells_of_its_files(lin, zhao, asked):
    rules.answer(
        session=asked, text="Here", files=[one_file()], by=lin.account, at=EVENING
    )
    caller = signed_in(zhao)
    question, answer = caller.get(f"{V1}/sessions/{asked.pk}/").json()["thread"]

    assert question["attachments"] == []
    (file,) = answer["attachments"]
    assert (file["name"], file["kind"]) == ("roster.jpg", "image/jpeg")
    fetched = caller.get(file["download"], headers={"Accept": "application/json"})
    assert len(fetched.content) == file["size"]
    assert fetched["Content-Type"] == "image/jpeg"
    assert "sandbox" in fetched["Content-Security-Policy"]


def test_an_answer_over_the_api_brings_files(lin, zhao, asked):
    caller = signed_in(lin.account)
    url = f"{V1}/sessions/{asked.pk}/answer/"
    key = {"Idempotency-Key": "eleven"}

    for _ in range(2):  # divided by another boundary, it is the same request
        said = {"text": "Until eleven", "files": [upload(), upload("plan.pdf", PDF)]}
        answer = caller.post(url, said, format="multipart", headers=key)
        assert answer.status_code == 200, answer.content
        assert answer.json()["status"] == "submitted"

    _question, told = signed_in(zhao).get(f"{V1}/sessions/{asked.pk}/").json()["thread"]
    assert [file["name"] for file in told["attachments"]] == ["roster.jpg", "plan.pdf"]
    said["files"] = [upload(content=picture("PNG"))]
    answer = caller.post(url, said, format="multipart", headers=key)
    assert problem(answer) == (422, "key_reused")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(lambda: [upload("a.jpg", b"x")], id="no picture"),
        pytest.param(lambda: [upload(f"{n}.jpg") for n in range(6)], id="too many"),
        pytest.param(lambda: ["a.jpg"], id="a name"),
    ],
)
def test_files_that_cannot_be_kept_are_refused_at_their_field(lin, asked, files):
    answer = signed_in(lin.account).post(
        f"{V1}/sessions/{asked.pk}/answer/",
        {"text": "Here", "files": files()},
        format="multipart",
    )
    assert problem(answer) == (400, "invalid")
    assert "files" in answer.json()["errors"]
    asked.refresh_from_db()
    assert asked.status == "queried"


def test_a_file_is_not_found_under_another_session(lin, zhao, asked, association):
    rules.answer(
        session=asked, text="Here", files=[one_file()], by=lin.account, at=EVENING
    )
    other = log_session(
        volunteer=lin, organization=association, start="2020-03-04 09:00"
    )
    url = f"/sessions/{other.pk}/attachments/{Attachment.objects.get().pk}/"

    assert here(lin.account).get(url).status_code == 404


def test_a_page_with_many_files_asks_as_often_as_with_one(lin, asked):
    client, counts = here(lin.account), []
    for n in (1, 9):
        files = [one_file(f"{one}.jpg") for one in range(n)]
        say(about=asked.pk, text=f"{n}", files=files, by=lin.account, at=EVENING)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/sessions/{asked.pk}/")
        counts.append(len(queries))
        assert not any("attachmentcontent" in one["sql"] for one in queries)

    assert counts[0] == counts[1]


# How long


def test_the_export_of_one_s_data_holds_the_files(lin, asked):
    rules.answer(
        session=asked, text="Here", files=[one_file()], by=lin.account, at=EVENING
    )
    sent = here(lin.account).post("/me/export/")
    archive = ZipFile(BytesIO(b"".join(sent.streaming_content)))
    kept = Attachment.objects.get()

    assert opened(archive.read(f"files/{kept.pk}/roster.jpg")).format == "JPEG"
    assert "roster.jpg" in archive.read("Pictures and documents.csv").decode()


def test_files_go_after_three_years(lin, asked):
    now = timezone.now()
    for at in (now - timedelta(days=1096), now):
        say(about=asked.pk, text="Here", files=[one_file()], by=lin.account, at=at)
    retention.forget_due(at=now)

    assert [one.added_at for one in Attachment.objects.all()] == [now]


def test_with_the_words_of_who_left_their_files_go(lin, zhao, asked):
    rules.answer(
        session=asked, text="Here", files=[one_file()], by=lin.account, at=EVENING
    )
    say(about=asked.pk, text="Roster", files=[one_file("b.jpg")], by=zhao, at=EVENING)
    record = ClosedRecord(
        account=lin.account, volunteer=lin, closed_by=lin.account, closed_at=NOON
    )
    record.said = {}
    record.save()
    erase_closed(EVENING, 10)

    assert [one.name for one in Attachment.objects.all()] == ["b.jpg"]
    assert Session.objects.get(pk=asked.pk).is_submitted


def test_what_lin_has_to_do_quotes_the_question_and_not_herself(lin, zhao, asked):
    rules.add_words(session=asked, text="I look for it", by=lin.account, at=EVENING)
    page = text(here(lin.account).get("/me/"))

    assert "“Until when?”" in page
    assert "I look for it" not in page
