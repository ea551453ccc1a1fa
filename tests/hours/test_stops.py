"""While the volunteer is asked, the clock of the decision stands still."""

from datetime import date

import pytest

from hours import rules
from hours.deadlines import expected_decision_on
from hours.desk.ages import age_of
from hours.desk.lines import lines
from hours.session_page import session_page
from hours.stops import NEVER, Stop, stops_of
from tests.api.calls import V1, signed_in
from tests.factories import log_session, moment

pytestmark = pytest.mark.django_db

# Friday; decided by the fifth working day: Friday the 13th.
SENT = moment("2020-03-06 12:00")
ASKED = moment("2020-03-09 09:00")  # Monday
ANSWERED = moment("2020-03-12 09:00")  # Thursday: three working days
LATER = moment("2020-03-13 09:00")


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association, at=SENT)


@pytest.fixture
def answered(session, lin, zhao):
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=ASKED)
    rules.answer(session=session, text="Eleven", by=lin.account, at=ANSWERED)
    session.refresh_from_db()
    return session


def test_a_question_of_three_days_puts_the_decision_off_by_three(answered, lin):
    assert stops_of([answered.pk]) == {answered.pk: Stop(days=3, answered=True)}
    due = date(2020, 3, 18)
    assert expected_decision_on(answered, working_days=5, stopped=3) == due
    assert session_page(answered, reader=lin.account)["expected"].on == due
    caller = signed_in(lin.account)
    for answer in (
        caller.get(f"{V1}/sessions/").json()["results"][0],
        caller.get(f"{V1}/sessions/{answered.pk}/").json(),
    ):
        assert answer["expected_decision_on"] == "2020-03-18"


def test_the_desk_counts_only_the_days_on_which_it_could_decide(answered, zhao):
    (line,) = lines([answered], by=zhao, at=LATER)

    assert line.age.days == 2  # Monday, and Friday: not Tuesday to Thursday
    assert line.age.due_on == date(2020, 3, 18)
    assert line.age.state == "fine"
    assert [flag.text for flag in line.flags] == ["已答复"]


def test_what_was_never_asked_stops_nothing(session):
    assert stops_of([session.pk]) == {}
    assert NEVER.days == 0


def test_while_it_is_open_nothing_is_expected(session, zhao, lin):
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=ASKED)
    session.refresh_from_db()

    assert session_page(session, reader=lin.account)["expected"] is None
    assert stops_of([session.pk]) == {session.pk: Stop(days=0, answered=False)}


def test_two_questions_add_up(answered, zhao, lin):
    rules.query(sessions=[answered], by=zhao, reason="With whom?", at=LATER)
    monday = moment("2020-03-16 09:00")
    rules.answer(session=answered, text="With Mei", by=lin.account, at=monday)

    assert stops_of([answered.pk])[answered.pk] == Stop(days=4, answered=True)


def test_a_question_taken_back_is_no_answer(session, zhao):
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=ASKED)
    rules.undo(sessions=[session], by=zhao, at=ASKED)

    assert stops_of([session.pk]) == {session.pk: Stop(days=0, answered=False)}


def test_an_age_is_never_below_nothing():
    assert age_of(SENT, limit=5, today=date(2020, 3, 9), stopped=3).days == 0


def test_my_own_list_says_it_too(answered, lin, client):
    client.force_login(lin.account)
    page = client.get("/me/sessions/")

    assert page.context["lines"][0].expected.on == date(2020, 3, 18)
