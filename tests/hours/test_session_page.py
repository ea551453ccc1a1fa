"""One session's page: its facts and story, for those who may see it."""

import pytest

from hours import rules
from hours.models import Status
from tests.factories import NOON, log_session, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(lin, association, beach_cleaning):
    return log_session(volunteer=lin, organization=association, activity=beach_cleaning)


def see(client, account, session, language="en"):
    client.force_login(account)
    client.cookies["django_language"] = language
    return client.get(f"/sessions/{session.pk}/")


def test_lin_sees_her_session_and_when_it_is_decided(client, lin, session):
    page = see(client, lin.account, session).content.decode()

    assert "Liandao beach clean-up" in page
    assert ">9:00–11:00</span>" in page
    assert "Thu 5 Mar 2020" in page
    assert "Decided by 13 Mar" in page
    assert f'action="/sessions/{session.pk}/withdraw/"' in page


def test_it_speaks_chinese(client, lin, session):
    page = see(client, lin.account, session, "zh-hans").content.decode()

    assert "连岛海岸净滩" in page
    assert "3月13日前有结果" in page


def test_who_decides_sees_the_name_and_the_auditor_a_masked_one(
    client, session, zhao, he
):
    assert "林小港" in see(client, zhao, session).content.decode()
    page = see(client, he, session).content.decode()
    assert "林*" in page
    assert "林小港" not in page


@pytest.mark.parametrize("act", ["", "withdraw/", "answer/"])
def test_for_anybody_else_it_is_not_there(client, mei, stranger, session, act):
    for account in (mei.account, stranger, make_account("office")):
        client.force_login(account)
        ask = client.post if act else client.get
        assert ask(f"/sessions/{session.pk}/{act}", {"text": "x"}).status_code == 404


def test_the_approver_does_not_withdraw_for_lin(client, zhao, session):
    client.force_login(zhao)

    assert client.post(f"/sessions/{session.pk}/withdraw/").status_code == 404


def test_lin_answers_what_she_is_asked(client, lin, zhao, session):
    rules.query(sessions=[session], by=zhao, at=NOON, reason="When did it end?")
    asked = see(client, lin.account, session).content.decode()
    assert "When did it end?" in asked
    assert "赵*" in asked

    client.post(f"/sessions/{session.pk}/answer/", {"text": "At eleven."})

    session.refresh_from_db()
    assert session.status == Status.SUBMITTED
    page = see(client, lin.account, session).content.decode()
    assert "At eleven." in page
    assert "Answered" in page


def test_an_empty_answer_is_sent_back(client, lin, zhao, session):
    rules.query(sessions=[session], by=zhao, at=NOON, reason="When did it end?")
    client.force_login(lin.account)

    page = client.post(f"/sessions/{session.pk}/answer/", {"text": " "})

    assert page.status_code == 422
    session.refresh_from_db()
    assert session.status == Status.QUERIED


def test_withdrawn_it_can_be_logged_again(client, lin, session):
    client.force_login(lin.account)

    client.post(f"/sessions/{session.pk}/withdraw/")

    page = see(client, lin.account, session).content.decode()
    assert "Withdrawn" in page
    assert f"/sessions/log/?again={session.pk}" in page


def test_the_story_tells_what_was_counted_and_corrected(client, lin, zhao, session):
    rules.approve(sessions=[session], by=zhao, at=NOON)
    rules.reverse(sessions=[session], by=zhao, at=NOON, reason_code="not_present")

    page = see(client, lin.account, session).content.decode()

    assert "+2.00" in page
    assert "-2.00" in page
    assert "Not present that day" in page


def test_a_long_story_takes_as_many_queries_as_a_short_one(
    client, lin, zhao, session, django_assert_num_queries
):
    for text in "abcdefghij":
        rules.query(sessions=[session], by=zhao, at=NOON, reason=text)
        rules.answer(session=session, text=text, by=lin.account, at=NOON)
    client.force_login(lin.account)

    with django_assert_num_queries(SESSION_QUERIES):
        client.get(f"/sessions/{session.pk}/")


SESSION_QUERIES = 15
