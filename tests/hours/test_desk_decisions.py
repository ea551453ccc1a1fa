"""Deciding at the desk: one, the ticked ones, all that match."""

from uuid import uuid4

import pytest
from django.utils import timezone

from hours import rules
from hours.desk import lines
from hours.models import Session
from notices.models import Message
from tests.factories import (
    appoint,
    log_session,
    make_account,
    make_volunteer,
)
from tests.hours.at_the_desk import (
    DESK,
    decide,
    roster,
    shown,
    signed_in,
    statuses,
    text,
    yesterday,
)


def test_zhao_approves_one(at_desk, zhao, association):
    (session,) = roster(association, 1)
    page = decide(at_desk, "approve", [session], organization=association)
    session.refresh_from_db()
    assert (session.status, session.decided_by) == ("approved", zhao)
    assert "1 approved" in text(page)
    assert "2.00 hours" in text(page)
    assert "Undo" in text(page)


def test_zhao_approves_the_ticked_and_no_others(at_desk, association):
    waiting = roster(association, 3)
    decide(at_desk, "approve", waiting[:2], organization=association)
    assert statuses(waiting[:2]) == {"approved"}
    assert statuses(waiting[2:]) == {"submitted"}


def test_zhao_approves_all_that_match_beyond_the_page(
    at_desk, association, lin, monkeypatch
):
    monkeypatch.setattr(lines, "ON_A_PAGE", 2)
    waiting = roster(association, 5)
    other = log_session(volunteer=lin, organization=association)
    form = shown(at_desk, "evidence=entered")

    page = decide(at_desk, "approve", waiting[:1], organization=association, **form)

    assert page.context["done"]["decided"] == 5
    assert page.context["done"]["people"] == 5
    assert statuses(waiting) == {"approved"}
    assert statuses([other]) == {"submitted"}


def test_a_queue_that_changed_is_shown_again_and_nothing_is_decided(
    at_desk, association
):
    waiting = roster(association, 3)
    form = shown(at_desk)
    _withdraw(waiting[0])

    page = decide(at_desk, "approve", organization=association, **form)

    assert page.status_code == 409
    assert "1 session has come or gone since the list was shown." in text(page)
    assert "2 match by now" in text(page)
    assert statuses(waiting[1:]) == {"submitted"}


def _withdraw(session):
    account = make_account(f"leaves{uuid4().hex}")
    session.volunteer.account = account
    session.volunteer.save()
    rules.withdraw(session=session, by=account, at=timezone.now())


def test_newcomers_are_not_decided_with_what_was_shown(at_desk, association):
    waiting = roster(association, 2, at=timezone.now(), start=yesterday())
    form = shown(at_desk)
    later = roster(association, 1, at=timezone.now(), start=yesterday())
    page = decide(at_desk, "approve", organization=association, **form)
    assert page.context["done"]["decided"] == 2
    assert statuses(waiting) == {"approved"}
    assert statuses(later) == {"submitted"}


def test_what_was_refused_is_told_by_code_and_name(at_desk, zhao, association, lin):
    own = log_session(volunteer=zhao.volunteer, organization=association)
    fine = log_session(volunteer=lin, organization=association)
    page = decide(at_desk, "approve", [own, fine], organization=association)
    assert page.context["done"]["decided"] == 1
    (refused,) = page.context["refused"]
    assert (refused["code"], refused["count"]) == ("own_session", 1)
    assert "Nobody decides their own hours." in text(page)
    assert statuses([own]) == {"submitted"}


def test_one_may_not_tick_ones_own_or_what_one_entered(lin, association):
    # Lin was not in office yet, so it is the association's to decide.
    log_session(volunteer=lin, organization=association)
    appoint(lin.account, "approver", association)
    appoint(lin.account, "recorder", association)
    log_session(volunteer=make_volunteer(), organization=association, by=lin.account)
    page = signed_in(lin.account).get(DESK)
    assert page.context["tally"].locked == 2
    assert all(line.lock for line in page.context["page"].lines)
    assert 'name="sessions" value="' not in text(page)
    assert "2 are not yours to decide" in text(page)


def test_the_same_form_twice_decides_once_and_does_not_frighten(at_desk, association):
    waiting = roster(association, 2)
    form = {"act": str(uuid4()), **shown(at_desk)}
    first = decide(at_desk, "approve", organization=association, **form)
    again = decide(at_desk, "approve", organization=association, **form)
    assert again.context["done"] == first.context["done"]
    assert again.context["done"]["decided"] == 2
    assert Session.objects.filter(entries__kind="approve").count() == len(waiting)


def test_after_an_undo_the_same_form_decides_anew(at_desk, association):
    (session,) = roster(association, 1)
    act = str(uuid4())
    page = decide(at_desk, "approve", [session], organization=association, act=act)
    at_desk.post("/desk/undo/", {"token": page.context["done"]["at"]})
    assert statuses([session]) == {"submitted"}
    decide(at_desk, "approve", [session], organization=association, act=act)
    assert statuses([session]) == {"approved"}


def test_ticking_nothing_decides_nothing(at_desk, association):
    waiting = roster(association, 1)
    page = decide(at_desk, "approve", organization=association)
    assert "Nothing was ticked" in text(page)
    assert statuses(waiting) == {"submitted"}


def test_rejecting_needs_a_reason(at_desk, association):
    (session,) = roster(association, 1)
    page = decide(at_desk, "reject", [session], organization=association)
    assert statuses([session]) == {"submitted"}
    assert "The reason, which the volunteer will read" in text(page)

    again = decide(at_desk, "reject", [session], organization=association, asked="1")
    assert again.status_code == 422
    assert "Please choose a reason, or write one." in text(again)

    other = {"reason_code": "other"}
    decide(at_desk, "reject", [session], organization=association, **other)
    assert statuses([session]) == {"submitted"}

    decide(
        at_desk,
        "reject",
        [session],
        organization=association,
        reason_code="not_present",
    )
    session.refresh_from_db()
    assert (session.status, session.reason_code) == ("rejected", "not_present")


def test_rejecting_in_ones_own_words(at_desk, association):
    (session,) = roster(association, 1)
    words = {"reason_code": "other", "reason": "The beach was closed."}
    decide(at_desk, "reject", [session], organization=association, **words)
    session.refresh_from_db()
    assert (session.status, session.reason) == ("rejected", "The beach was closed.")


@pytest.mark.parametrize(
    ("typed", "why"),
    [("远" * 501, "at most 500 characters (it has 501)"), ("\0", "Null characters")],
)
@pytest.mark.parametrize("act", ["reject", "query"])
def test_words_that_cannot_be_kept_are_refused_whole_at_their_field(
    at_desk, association, act, typed, why
):
    (session,) = roster(association, 1)
    said = {"reason": typed, "question": typed, "reason_code": "other"}
    page = decide(at_desk, act, [session], organization=association, **said)

    assert page.status_code == 422
    assert why in text(page)
    assert 'aria-describedby="confirm-why-error"' in text(page)
    # What was typed into the other box is there as well.
    assert text(page).count(typed) == 2
    assert statuses([session]) == {"submitted"}


def test_rejecting_more_than_a_hundred_asks_for_the_count(
    at_desk, association, monkeypatch
):
    monkeypatch.setattr("hours.desk.said.MANY", 2)
    waiting = roster(association, 3)
    form = shown(at_desk) | {"reason_code": "not_present"}

    page = decide(at_desk, "reject", organization=association, **form)
    assert "Not accept 3 sessions?" in text(page)
    assert "6.00 hours; 3 people will read the reason." in text(page)
    wrong = decide(at_desk, "reject", organization=association, typed="4", **form)
    assert wrong.status_code == 422
    assert statuses(waiting) == {"submitted"}

    decide(at_desk, "reject", organization=association, typed="3", **form)
    assert statuses(waiting) == {"rejected"}


def test_zhao_asks_lin_answers_and_both_stand_in_the_thread(at_desk, association, lin):
    session = log_session(volunteer=lin, organization=association)
    decide(
        at_desk, "query", [session], organization=association, question="Which beach?"
    )
    assert statuses([session]) == {"queried"}
    asked = at_desk.get(DESK, {"view": "asked"})
    assert [line.session for line in asked.context["page"].lines] == [session]

    session.refresh_from_db()
    rules.answer(session=session, text="Liandao", by=lin.account, at=timezone.now())

    page = at_desk.get(f"{DESK}{session.pk}/")
    assert [one.text for one in Message.objects.about(session.pk)] == [
        "Which beach?",
        "Liandao",
    ]
    assert "Which beach?" in text(page)
    assert "Liandao" in text(page)
    assert "Answered" in text(at_desk.get(DESK))


def test_a_question_needs_words(at_desk, association):
    (session,) = roster(association, 1)
    page = decide(at_desk, "query", [session], organization=association)
    assert statuses([session]) == {"submitted"}
    assert "Send the question" in text(page)
