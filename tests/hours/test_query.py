"""Asking back and answering: a thread beside the session, until it waits again."""

import pytest

from hours import errors, rules
from hours.models import Move, Session
from notices.models import Message
from tests.factories import EVENING, NOON, log_session


@pytest.fixture
def asked(lin, association, zhao):
    session = log_session(volunteer=lin, organization=association)
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
    session.refresh_from_db()
    return session


def thread(session):
    return list(Message.objects.about(session.pk).values_list("author", "text"))


def test_question_and_answer_stand_in_one_thread(asked, lin, zhao):
    assert asked.status == "queried"

    answered = rules.answer(
        session=asked, text=" Until eleven. ", by=lin.account, at=EVENING
    )

    assert (answered.status, answered.round) == ("submitted", 1)
    assert (answered.decided_by, answered.reason) == (None, "")
    assert thread(asked) == [
        (zhao.pk, "Until when?"),
        (lin.account.pk, "Until eleven."),
    ]


def test_a_code_is_asked_in_words(lin, association, zhao):
    session = log_session(volunteer=lin, organization=association)
    rules.query(sessions=[session], by=zhao, reason_code="time_differs", at=NOON)
    ((_, text),) = thread(session)
    assert text
    assert text != "time_differs"


def test_asking_twice_asks_once(asked, hu):
    again = rules.query(sessions=[asked], by=hu, reason="And where?", at=EVENING)
    assert again.refused_by_code == {"awaiting_answer": 1}
    assert len(thread(asked)) == 1


def test_answering_twice_answers_once(asked, lin):
    for _ in range(2):
        rules.answer(session=asked, text="Until eleven.", by=lin.account, at=EVENING)
    assert len(thread(asked)) == 2
    assert Move.objects.count() == 2


def test_who_was_not_asked_cannot_answer(lin, association):
    session = log_session(volunteer=lin, organization=association)
    with pytest.raises(errors.NotAsked):
        rules.answer(session=session, text="Hello", by=lin.account, at=NOON)


def test_another_answer_after_the_answer_is_not_heard(asked, lin):
    rules.answer(session=asked, text="Until eleven.", by=lin.account, at=EVENING)
    with pytest.raises(errors.NotAsked):
        rules.answer(session=asked, text="Until ten.", by=lin.account, at=EVENING)


def test_nobody_answers_for_another(asked, mei, zhao, wang):
    for other in (mei.account, zhao, wang):
        with pytest.raises(errors.NotYours):
            rules.answer(session=asked, text="Until nine.", by=other, at=EVENING)


def test_what_is_asked_is_decided_after_the_answer(asked, lin, zhao):
    early = rules.approve(sessions=[asked], by=zhao, at=EVENING)
    assert early.refused_by_code == {"awaiting_answer": 1}
    rules.answer(session=asked, text="Until eleven.", by=lin.account, at=EVENING)
    assert rules.approve(sessions=[asked], by=zhao, at=EVENING).decided == 1


def test_what_was_asked_is_no_longer_asked_after_undo(asked, zhao):
    rules.undo(sessions=[asked], by=zhao, at=NOON)
    session = Session.objects.get(pk=asked.pk)
    assert (session.status, session.round) == ("submitted", 1)
