"""Objections and corrections, for programs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hours import rules
from hours.models import Objection, Session
from policies.models import Policy
from policies.reports import HELD
from tests.api.calls import NO_SUCH_ID, V1, problem, signed_in
from tests.factories import NOON, log_session, make_account, make_volunteer
from tests.hours.at_the_desk import signed_in as browser

SAID = {
    "words": "Until half past eleven",
    "started_at": "2020-03-05T09:00:00+08:00",
    "ended_at": "2020-03-05T11:30:00+08:00",
}


@pytest.fixture
def counted(lin, association, zhao):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session


def object_to(caller, session, **changes):
    return caller.post(f"{V1}/sessions/{session.pk}/object/", SAID | changes)


def test_lin_objects_and_zhao_puts_it_right(as_lin, as_zhao, counted):
    raised = object_to(as_lin, counted)
    assert raised.status_code == 201
    told = raised.json()
    assert told["kind"] == "correction"
    assert told["who"] == "You"
    assert object_to(as_lin, counted).status_code == 200  # said before
    assert as_lin.get(f"{V1}/sessions/{counted.pk}/").json()["disputed"] is True

    (waiting,) = as_zhao.get(f"{V1}/objections/?state=open").json()["results"]
    assert (waiting["id"], waiting["words"]) == (told["id"], SAID["words"])
    answer = as_zhao.post(
        f"{V1}/objections/{told['id']}/settle/",
        SAID | {"upheld": True, "words": "So says the roster"},
    )

    assert answer.json()["state"] == "upheld"
    assert Session.objects.get(replaces=counted).minutes == 150
    (mine,) = as_lin.get(f"{V1}/objections/").json()["results"]
    assert mine["answer"] == "So says the roster"
    assert as_lin.get(f"{V1}/sessions/{counted.pk}/").json()["disputed"] is False


def test_zhao_corrects_directly(as_zhao, counted):
    right = {name: SAID[name] for name in ("started_at", "ended_at")}
    here = f"{V1}/sessions/{counted.pk}/correct/"
    assert problem(as_zhao.post(here, right)) == (422, "reason_needed")

    answer = as_zhao.post(here, right | {"reason_code": "time_differs"})

    assert answer.status_code == 201
    assert answer.json()["minutes"] == 150
    again = as_zhao.post(here, right | {"reason_code": "time_differs"})
    assert again.json()["id"] == answer.json()["id"]


def test_what_is_refused_has_its_code(as_lin, as_zhao, as_wang, counted):
    assert problem(object_to(as_lin, counted, ended_at=SAID["started_at"])) == (
        422,
        "ends_before_it_starts",
    )
    halved = object_to(as_lin, counted, ended_at=None)
    assert list(halved.json()["errors"]) == ["ended_at"]
    raised = object_to(as_wang, counted).json()
    settle = f"{V1}/objections/{raised['id']}/settle/"
    said = {"upheld": False, "words": "No"}
    assert problem(as_zhao.post(settle, said)) == (403, "decider_reported")
    assert problem(as_wang.post(settle, said)) == (403, "own_objection")
    assert problem(as_lin.post(settle, said)) == (403, "scope_missing")


def test_it_does_not_exist_for_others(as_mei, as_stranger, as_qian, as_lin, counted):
    raised = object_to(as_lin, counted).json()
    for caller in (as_mei, as_stranger):
        assert object_to(caller, counted).status_code == 404
        assert caller.get(f"{V1}/objections/").json()["results"] == []
    for caller in (as_stranger, as_qian):
        here = f"{V1}/objections/{raised['id']}/"
        said = {"upheld": True, "words": "x"}
        assert caller.post(f"{here}settle/", said).status_code == 404
        assert caller.post(f"{here}withdraw/").status_code == 404
        here = f"{V1}/sessions/{counted.pk}/correct/"
        assert caller.post(here, SAID).status_code == 404
    gone = as_lin.post(f"{V1}/objections/{NO_SUCH_ID}/withdraw/")
    assert gone.status_code == 404


def test_a_token_that_only_logs_does_not_answer(zhao, as_lin, counted):
    raised = object_to(as_lin, counted).json()
    caller = signed_in(zhao, scopes=["read", "log"])
    settle = f"{V1}/objections/{raised['id']}/settle/"
    assert caller.post(settle, {"upheld": True, "words": "x"}).status_code == 403


def test_lin_takes_it_back(as_lin, counted):
    raised = object_to(as_lin, counted).json()
    for _ in range(2):
        answer = as_lin.post(f"{V1}/objections/{raised['id']}/withdraw/")
        assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")


def test_a_star_goes_while_its_minutes_are_disputed(as_lin, as_zhao, lin, counted):
    # A city in which two hours are a star.
    Policy.objects.filter(code="star_1_minutes").update(value=120)
    HELD.forget()

    def totals():
        told = as_lin.get(f"{V1}/me/totals/?year=2020").json()
        return told["stars"], told["minutes"], told["all_time_minutes"]

    assert totals() == (1, 120, 120)
    raised = object_to(as_lin, counted).json()
    assert totals() == (0, 120, 120)
    page = browser(lin.account).get("/me/?year=2020").content.decode()
    assert "2.00 of them disputed" in page
    assert "1 star reached" not in page

    as_zhao.post(
        f"{V1}/objections/{raised['id']}/settle/", {"upheld": False, "words": "No"}
    )
    assert totals() == (1, 120, 120)


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_as_many_queries(
    association, zhao, wang, count, django_assert_num_queries
):
    for number in range(count):
        person = make_volunteer(f"person{number}")
        session = log_session(
            volunteer=person, organization=association, start="2020-03-05 09:00"
        )
        rules.approve(sessions=[session], by=wang, at=NOON)
        rules.object_to(
            session=session, words="x", by=person.account, at=timezone.now()
        )
    caller = signed_in(zhao)
    with django_assert_num_queries(4):
        page = caller.get(f"{V1}/objections/").json()
    assert len(page["results"]) == count


def test_pages_go_on_from_what_is_due_first(association, zhao, wang):
    for number in range(3):
        person = make_volunteer(f"person{number}")
        session = log_session(volunteer=person, organization=association)
        rules.approve(sessions=[session], by=wang, at=NOON)
        rules.object_to(
            session=session,
            words="x",
            by=person.account,
            at=NOON + timedelta(days=number),
        )
    caller = signed_in(zhao)
    first = caller.get(f"{V1}/objections/?page_size=2").json()
    second = caller.get(first["next"]).json()
    found = [one["id"] for one in first["results"] + second["results"]]
    due = Objection.objects.due_first().values_list("pk", flat=True)
    assert found == [str(pk) for pk in due]


def test_who_has_no_office_reads_only_what_they_said(counted):
    caller = signed_in(make_account("office"))
    assert caller.get(f"{V1}/objections/").json()["results"] == []
