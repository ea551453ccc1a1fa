"""What was decided at the desk is taken back, or corrected."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.jobs import advance
from hours import jobs, rules
from tests.hours.at_the_desk import (
    decide,
    of,
    roster,
    shown,
    signed_in,
    statuses,
    text,
)


def test_an_act_is_taken_back_as_a_whole(at_desk, association):
    waiting = roster(association, 3)
    page = decide(at_desk, "approve", waiting, organization=association)
    token = page.context["done"]["at"]

    page = at_desk.post(
        "/desk/undo/", {"token": token, "back": of(association)}, follow=True
    )

    assert statuses(waiting) == {"submitted"}
    assert "Taken back: 3." in text(page)
    again = at_desk.post("/desk/undo/", {"token": token}, follow=True)
    assert "There is nothing left to take back." in text(again)


def test_after_ten_minutes_it_is_too_late_to_undo(at_desk, zhao, association):
    (session,) = roster(association, 1)
    before = timezone.now() - timedelta(minutes=11)
    rules.approve(sessions=[session], by=zhao, at=before)
    page = at_desk.post("/desk/undo/", {"token": before.isoformat()}, follow=True)
    assert statuses([session]) == {"approved"}
    assert "The time for taking this back is over" in text(page)


def test_nobody_takes_back_what_another_decided(at_desk, zhao, hu, association):
    (session,) = roster(association, 1)
    page = decide(at_desk, "approve", [session], organization=association)
    signed_in(hu).post("/desk/undo/", {"token": page.context["done"]["at"]})
    assert statuses([session]) == {"approved"}


def test_decided_today_tells_acts_with_their_sums(at_desk, association):
    waiting = roster(association, 3)
    decide(at_desk, "approve", waiting[:2], organization=association)
    decide(
        at_desk,
        "reject",
        waiting[2:],
        organization=association,
        reason_code="not_present",
    )
    page = at_desk.get("/desk/decided/")
    rejected, approved = page.context["acts"]
    assert (approved.count, approved.people, approved.minutes) == (2, 2, 240)
    assert (rejected.count, rejected.why) == (1, "Not present that day")
    assert approved.can_be_undone

    one = at_desk.get("/desk/decided/", {"at": approved.token})
    assert len(one.context["lines"]) == 2


@pytest.mark.parametrize("count", [1, 30])
def test_decided_today_asks_as_much_for_one_as_for_thirty(
    zhao, association, django_assert_num_queries, count
):
    for session in roster(association, count):
        rules.approve(sessions=[session], by=zhao, at=timezone.now())
    client = signed_in(zhao)
    with django_assert_num_queries(6):
        client.get("/desk/decided/")


def test_counted_hours_are_corrected_with_count_and_reason(at_desk, zhao, association):
    (session,) = roster(association, 1)
    rules.approve(sessions=[session], by=zhao, at=timezone.now())

    page = decide(at_desk, "reverse", [session], organization=association)
    assert "Take 1 counted session back?" in text(page)
    said = {"typed": "1", "asked": "1"}
    page = decide(at_desk, "reverse", [session], organization=association, **said)
    assert page.status_code == 422
    assert statuses([session]) == {"approved"}

    said |= {"reason": "The beach was closed."}
    decide(at_desk, "reverse", [session], organization=association, **said)
    session.refresh_from_db()
    assert (session.status, session.reason) == ("reversed", "The beach was closed.")


def test_many_are_decided_in_the_background(at_desk, association, monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    waiting = roster(association, 5)
    page = decide(at_desk, "approve", organization=association, **shown(at_desk))
    assert "0 of 5 sessions" in text(page)
    job = page.context["job"]

    while advance(job.pk):
        pass

    page = at_desk.get(f"/desk/jobs/{job.pk}/")
    assert "5 sessions" in text(page)
    assert "10.00 hours" in text(page)
    assert statuses(waiting) == {"approved"}

    page = at_desk.post("/desk/undo/", {"token": f"job:{job.pk}"}, follow=True)
    while advance(page.context["job"].pk):
        pass
    assert statuses(waiting) == {"submitted"}
