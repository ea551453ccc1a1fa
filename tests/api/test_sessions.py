"""Reading one's sessions, taking them back, answering what is asked."""

from datetime import timedelta
from uuid import NAMESPACE_OID, uuid4, uuid5

import pytest

from hours import rules
from notices.models import Message
from tests.api.calls import V1, problem, signed_in
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_activity,
    make_volunteer,
    moment,
)
from volunteers.models import Site

HOUR = timedelta(hours=1)


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


def listed(caller, **query):
    answer = caller.get(f"{V1}/sessions/", query)
    assert answer.status_code == 200, answer.content
    return [line["id"] for line in answer.json()["results"]]


def test_lin_lists_her_own_newest_service_first(as_lin, lin, mei, association):
    days = ("2020-03-04", "2020-03-05", "2020-03-03")
    made = {
        day: log_session(
            volunteer=lin, organization=association, start=f"{day} 09:00", at=EVENING
        )
        for day in days
    }
    log_session(volunteer=mei, organization=association)
    newest_first = [str(made[day].pk) for day in sorted(days, reverse=True)]
    assert listed(as_lin) == newest_first


def test_each_filter_narrows(as_zhao, lin, mei, association, beach_cleaning, zhao):
    lins = log_session(volunteer=lin, organization=association)
    meis = log_session(
        volunteer=mei,
        organization=association,
        activity=beach_cleaning,
        start="2020-03-04 09:00",
    )
    rules.approve(sessions=[meis], by=zhao, at=NOON)
    lins, meis = str(lins.pk), str(meis.pk)

    assert listed(as_zhao) == [lins, meis]
    assert listed(as_zhao, status="submitted") == [lins]
    assert listed(as_zhao, organization=str(association.pk)) == [lins, meis]
    assert listed(as_zhao, organization=str(uuid4())) == []
    assert listed(as_zhao, activity=str(beach_cleaning.pk)) == [meis]
    assert listed(as_zhao, volunteer=lin.number) == [lins]
    assert listed(as_zhao, **{"from": "2020-03-05"}) == [lins]
    assert listed(as_zhao, to="2020-03-04") == [meis]
    assert listed(as_zhao, evidence="declared") == [lins, meis]
    assert listed(as_zhao, evidence="timed", status="") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "done"),
        ("organization", "x"),
        ("activity", "1"),
        ("from", "March"),
        ("to", "2020-02-30"),
        ("evidence", "hearsay"),
        ("volunteer", "V" * 19),
        ("volunteer", "\0"),
    ],
)
def test_an_unknown_value_of_a_filter_is_malformed(as_lin, field, value):
    answer = as_lin.get(f"{V1}/sessions/", {field: value})
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == [field]


def test_pages_follow_each_other_through_equal_times(as_zhao, association):
    # Some begin at nine, some at ten; their ids follow no order.
    made = [
        log_session(
            volunteer=make_volunteer(f"p{n}"),
            organization=association,
            start=f"2020-03-05 {'09' if n % 2 else '10'}:00",
            id=uuid5(NAMESPACE_OID, f"{n}"),
        )
        for n in range(7)
    ]
    made.sort(key=lambda session: (session.started_at, session.pk), reverse=True)
    seen, url = [], f"{V1}/sessions/?page_size=2&status=submitted"
    while url:
        page = as_zhao.get(url).json()
        seen += [line["id"] for line in page["results"]]
        url = page["next"]
    assert seen == [str(session.pk) for session in made]
    before = as_zhao.get(page["previous"]).json()["results"]
    assert [line["id"] for line in before] == seen[4:6]


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_takes_as_many_queries_whatever_its_length(
    as_zhao, association, rows, django_assert_num_queries
):
    site = Site.objects.create(
        code="320706", kind="center", name="海州区中心", district_id="320706"
    )
    for n in range(rows):
        log_session(
            volunteer=make_volunteer(f"p{n}"),
            organization=association,
            activity=make_activity(association, site=site),
        )
    # The limit, the token with its person, the offices, the page, the names on it, and
    # how fast the organization decides.
    with django_assert_num_queries(7):
        as_zhao.get(f"{V1}/sessions/")


def name_seen(caller, session):
    answer = caller.get(f"{V1}/sessions/{session.pk}/")
    return answer.json()["volunteer"]["name"]


def test_who_sees_whose_name(
    session, as_lin, as_zhao, as_qian, as_wang, he, association
):
    assert name_seen(as_lin, session) == "林小港"
    assert name_seen(as_zhao, session) == "林小港"
    assert name_seen(as_wang, session) == "林小港"
    # Neither the person nor the decider:
    assert name_seen(as_qian, session) == "林*"
    assert name_seen(signed_in(he), session) == "林*"
    runs_it = appoint(make_account("chen"), "admin", association)
    assert name_seen(signed_in(runs_it), session) == "林*"


def test_a_clerk_reads_what_happened_at_the_site(lin, association):
    site = Site.objects.create(
        code="320703", kind="center", name="连云区中心", district_id="320703"
    )
    there = make_activity(association, site=site)
    session = log_session(volunteer=lin, organization=association, activity=there)
    elsewhere = log_session(
        volunteer=lin, organization=association, start="2020-03-04 09:00"
    )
    sun = signed_in(appoint(make_account("sun"), "clerk", site=site))
    assert listed(sun) == [str(session.pk)]
    assert name_seen(sun, session) == "林*"
    assert problem(sun.get(f"{V1}/sessions/{elsewhere.pk}/")) == (404, "not_found")


def test_what_is_not_ones_own_does_not_exist(
    session, as_mei, as_stranger, as_zhao, nobody
):
    one = f"{V1}/sessions/{session.pk}"
    for caller in (as_mei, as_stranger):
        assert listed(caller) == []
        assert problem(caller.get(f"{one}/")) == (404, "not_found")
        assert problem(caller.post(f"{one}/withdraw/")) == (404, "not_found")
        answer = caller.post(f"{one}/answer/", {"text": "Yes."})
        assert problem(answer) == (404, "not_found")
    # Who decides a session may read it, not withdraw it.
    assert problem(as_zhao.post(f"{one}/withdraw/")) == (404, "not_found")
    assert problem(nobody.get(f"{one}/")) == (401, "not_authenticated")
    assert problem(nobody.get(f"{V1}/sessions/")) == (401, "not_authenticated")


def test_a_session_tells_what_became_of_it(session, as_lin, zhao, hu, lin):
    one = f"{V1}/sessions/{session.pk}/"
    rules.query(sessions=[session], by=zhao, at=NOON, reason="Which beach?")
    rules.answer(session=session, text="Liandao.", by=lin.account, at=NOON + HOUR)
    rules.approve(sessions=[session], by=hu, at=NOON + 2 * HOUR)
    rules.reverse(
        sessions=[session], by=zhao, at=NOON + 3 * HOUR, reason_code="logged_twice"
    )

    told = as_lin.get(one).json()

    assert [(step["act"], step["by"]) for step in told["history"]] == [
        ("submit", "林小港"),
        ("query", "赵*"),
        ("answer", "林小港"),
        ("approve", "胡*"),
        ("reverse", "赵*"),
    ]
    posted = [step["minutes"] for step in told["history"]]
    assert posted == [0, 0, 0, 120, -120]
    assert told["history"][-1]["reason_code"] == "logged_twice"
    assert [(said["by"], said["text"]) for said in told["thread"]] == [
        ("赵*", "Which beach?"),
        ("林小港", "Liandao."),
    ]
    assert (told["status"], told["expected_decision_on"]) == ("reversed", None)


def test_questions_and_rejections_taken_back_are_undone(session, as_lin, zhao):
    for act in (rules.query, rules.reject):
        act(sessions=[session], by=zhao, at=NOON, reason="A mistake.")
        rules.undo(sessions=[session], by=zhao, at=NOON)
    history = as_lin.get(f"{V1}/sessions/{session.pk}/").json()["history"]
    acts = [step["act"] for step in history]
    assert acts == ["submit", "query", "undo", "reject", "undo"]


def test_lin_withdraws_once_and_again_is_the_same(session, as_lin):
    for _ in range(2):
        answer = as_lin.post(f"{V1}/sessions/{session.pk}/withdraw/")
        assert answer.status_code == 200
        assert answer.json()["status"] == "withdrawn"
    history = as_lin.get(f"{V1}/sessions/{session.pk}/").json()["history"]
    assert [step["act"] for step in history] == ["submit", "withdraw"]


def test_what_is_decided_is_not_withdrawn(session, as_lin, zhao):
    rules.approve(sessions=[session], by=zhao, at=NOON)
    answer = as_lin.post(f"{V1}/sessions/{session.pk}/withdraw/")
    assert problem(answer) == (409, "already_decided")


def test_lin_answers_what_she_is_asked(session, as_lin, zhao):
    url = f"{V1}/sessions/{session.pk}/answer/"
    assert problem(as_lin.post(url, {"text": "Hello?"})) == (409, "not_asked")

    rules.query(sessions=[session], by=zhao, at=NOON, reason="Which beach?")
    for _ in range(2):
        answer = as_lin.post(url, {"text": "Liandao."})
        assert (answer.status_code, answer.json()["status"]) == (200, "submitted")
    assert Message.objects.about(session.pk).count() == 2


@pytest.mark.parametrize("text", ["", " ", "x" * 1001, None, "\0"])
def test_an_answer_says_something(session, as_lin, text):
    answer = as_lin.post(f"{V1}/sessions/{session.pk}/answer/", {"text": text})
    assert list(answer.json()["errors"]) == ["text"]


def test_a_decision_is_expected_in_five_working_days(as_lin, lin, association):
    # Submitted on a Friday evening: five working days later is the next Friday.
    friday = moment("2020-03-06 20:00")
    log_session(volunteer=lin, organization=association, at=friday)
    (line,) = as_lin.get(f"{V1}/sessions/").json()["results"]
    assert line["expected_decision_on"] == "2020-03-13"
