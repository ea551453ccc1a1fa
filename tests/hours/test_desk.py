"""The desk: what waits, decided one by one, ticked, or all at once."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from config.jobs import run
from hours import jobs, rules
from hours.desk import lines
from hours.models import Session
from notices.models import Message
from tests.factories import (
    appoint,
    log_session,
    make_account,
    make_activity,
    make_organization,
    make_volunteer,
    moment,
)

DESK = "/desk/"


@pytest.fixture
def at_desk(zhao):
    """Captain Zhao, at the desk, in English."""
    return signed_in(zhao)


def signed_in(account, language="en"):
    client = Client(headers={"Accept-Language": language})
    client.force_login(account)
    return client


def roster(organization, count, **fields):
    """As many people with two hours each, waiting since now."""
    recorder = appoint(make_account(f"recorder{uuid4().hex}"), "recorder", organization)
    return [
        log_session(
            volunteer=make_volunteer(), organization=organization, by=recorder, **fields
        )
        for _ in range(count)
    ]


def of(organization, **more):
    """The address of the organization's queue."""
    return urlencode({"organization": organization.pk} | more)


def decide(client, decision, sessions=(), *, organization, **more):
    form = {
        "decision": decision,
        "sessions": [str(one.pk) for one in sessions],
        "act": str(uuid4()),
        "back": of(organization),
    }
    return client.post(DESK, form | more, follow=True)


def shown(client, address=""):
    """What the form of the list says about all that match."""
    context = client.get(f"{DESK}?{address}").context
    return {
        "all": "1",
        "count": str(context["tally"].count),
        "shown_at": context["shown_at"].isoformat(),
        "back": context["asked"].query(),
    }


def statuses(sessions):
    found = Session.objects.filter(pk__in=[one.pk for one in sessions])
    return set(found.values_list("status", flat=True))


def text(response):
    return response.content.decode()


# What is there


def test_zhao_finds_what_waits_oldest_first(at_desk, association, beach_cleaning, lin):
    late = log_session(
        volunteer=lin,
        organization=association,
        activity=beach_cleaning,
        at=moment("2020-03-05 20:00"),
    )
    roster(association, 2, at=timezone.now(), start=_yesterday())

    page = at_desk.get(DESK)

    overview = page.context["overview"]
    assert [(one.title, one.count) for one in overview.groups] == [
        ("Liandao beach clean-up", 1),
        ("Hours without an activity", 2),
    ]
    assert [one.title for one in overview.late] == ["Liandao beach clean-up"]
    assert page.context["page"].lines[0].session == late
    assert page.context["page"].lines[0].session.volunteer.name in text(page)


def _yesterday():
    day = timezone.localdate() - timedelta(days=1)
    return f"{day} 09:00"


def test_the_filter_stands_in_the_address(at_desk, association, beach_cleaning, lin):
    log_session(volunteer=lin, organization=association, activity=beach_cleaning)
    roster(association, 3)
    for query, count in {
        f"activity={beach_cleaning.pk}": 1,
        "activity=none": 3,
        "evidence=declared": 1,
        "evidence=entered": 3,
        "from=2020-03-05&to=2020-03-05": 4,
        "to=2020-03-04": 0,
        f"who={lin.number}": 1,
        "who=林小": 1,
        "from=yesterday": 0,
        "view=asked": 0,
        "view=counted": 0,
    }.items():
        page = at_desk.get(f"{DESK}?{query}")
        assert page.context["tally"].count == count, query
        assert len(page.context["page"].lines) == count, query


def test_pages_follow_one_another(at_desk, association, monkeypatch):
    monkeypatch.setattr(lines, "ON_A_PAGE", 2)
    waiting = roster(association, 5)
    found, after = [], ""
    while True:
        page = at_desk.get(DESK, {"after": after}).context["page"]
        found += [line.session.pk for line in page.lines]
        if not (after := page.after):
            break
    assert found == [one.pk for one in waiting]


def test_pages_of_counted_hours_follow_too(at_desk, zhao, association, monkeypatch):
    monkeypatch.setattr(lines, "ON_A_PAGE", 2)
    counted = roster(association, 5)
    rules.approve(sessions=counted, by=zhao, at=timezone.now())
    found, after = [], ""
    while True:
        page = at_desk.get(DESK, {"view": "counted", "after": after}).context["page"]
        found += [line.session.pk for line in page.lines]
        if not (after := page.after):
            break
    assert found == [one.pk for one in counted]


def test_very_many_counted_hours_are_not_decided_at_once(
    at_desk, zhao, association, monkeypatch
):
    monkeypatch.setattr(lines, "MOST_COUNTED", 2)
    counted = roster(association, 3)
    rules.approve(sessions=counted, by=zhao, at=timezone.now())
    page = at_desk.get(DESK, {"view": "counted"})
    assert "More than 2 sessions" in text(page)
    assert 'name="all"' not in text(page)


def test_an_empty_desk_says_so(zhao, association):
    assert "All done" in text(signed_in(zhao).get(DESK))
    assert "都办完了" in text(signed_in(zhao, "zh-hans").get(DESK))


@pytest.mark.parametrize("view", ["waiting", "asked", "counted"])
@pytest.mark.parametrize("count", [1, 30])
def test_the_desk_asks_as_much_for_one_as_for_thirty(
    zhao, association, django_assert_num_queries, count, view
):
    sessions = roster(association, count)
    if view == "asked":
        rules.query(sessions=sessions, by=zhao, reason="When?", at=timezone.now())
    if view == "counted":
        rules.approve(sessions=sessions, by=zhao, at=timezone.now())
    client = signed_in(zhao)
    with django_assert_num_queries(14):
        page = client.get(DESK, {"view": view})
    assert len(page.context["page"].lines) == count


# Deciding


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
    waiting = roster(association, 2, at=timezone.now(), start=_yesterday())
    form = shown(at_desk)
    later = roster(association, 1, at=timezone.now(), start=_yesterday())
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


def test_one_may_not_tick_ones_own_or_what_one_entered(zhao, association):
    appoint(zhao, "recorder", association)
    log_session(volunteer=zhao.volunteer, organization=association)
    log_session(volunteer=make_volunteer(), organization=association, by=zhao)
    page = signed_in(zhao).get(DESK)
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


def test_rejecting_more_than_a_hundred_asks_for_the_count(
    at_desk, association, monkeypatch
):
    monkeypatch.setattr("hours.views.deciding.MANY", 2)
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


# Taking back


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
    with django_assert_num_queries(7):
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

    run.call(str(job.pk))

    page = at_desk.get(f"/desk/jobs/{job.pk}/")
    assert "5 sessions" in text(page)
    assert "10.00 hours" in text(page)
    assert statuses(waiting) == {"approved"}

    page = at_desk.post("/desk/undo/", {"token": f"job:{job.pk}"}, follow=True)
    run.call(str(page.context["job"].pk))
    assert statuses(waiting) == {"submitted"}


# One session


def test_the_details_tell_the_person_and_the_session(at_desk, zhao, association, lin):
    session = log_session(volunteer=lin, organization=association, note="With bags")
    page = at_desk.get(f"{DESK}{session.pk}/")
    details = page.context["details"]
    assert (details.year_minutes, details.was_corrected) == (0, False)
    assert details.day_minutes == 120
    assert "With bags" in text(page)
    assert lin.number in text(page)
    assert "<html" in text(page)

    part = at_desk.get(f"{DESK}{session.pk}/", headers={"HX-Request": "true"})
    assert "<html" not in text(part)
    assert "With bags" in text(part)


def test_the_details_ask_a_fixed_number_of_questions(
    zhao, association, django_assert_num_queries
):
    (session,) = roster(association, 1)
    client = signed_in(zhao)
    for n in range(3):
        rules.query(sessions=[session], by=zhao, reason=f"{n}?", at=timezone.now())
        rules.undo(sessions=[session], by=zhao, at=timezone.now())
    with django_assert_num_queries(13):
        client.get(f"{DESK}{session.pk}/")


# Whose desk it is


def test_signed_out_one_is_sent_to_sign_in(association):
    for path in (DESK, "/desk/decided/", f"{DESK}{uuid4()}/", f"/desk/jobs/{uuid4()}/"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"][:7]) == (302, "/login/")


def test_who_decides_nothing_has_no_desk(lin, he, qian, association):
    (session,) = roster(association, 1)
    for account in (lin.account, he, qian):
        client = signed_in(account)
        assert client.get(DESK).status_code == 404
        assert client.get("/desk/decided/").status_code == 404
        assert client.get(f"{DESK}{session.pk}/").status_code == 404
        assert client.post("/desk/undo/", {"token": "x"}).status_code == 404
        answer = decide(client, "approve", [session], organization=association)
        assert answer.status_code == 404
    assert statuses([session]) == {"submitted"}


def test_another_organization_does_not_exist(stranger, association, beach_team):
    (session,) = roster(association, 1)
    client = signed_in(stranger)
    assert client.get(f"{DESK}?{of(association)}").status_code == 404
    assert client.get(f"{DESK}?organization=x").status_code == 404
    assert client.get(f"{DESK}{session.pk}/").status_code == 404
    answer = decide(client, "approve", [session], organization=association)
    assert answer.status_code == 404

    page = decide(client, "approve", [session], organization=beach_team)
    assert page.context["done"]["refused_by_code"] == {"not_found": 1}
    assert session.volunteer.name not in text(page)
    assert statuses([session]) == {"submitted"}


def test_a_job_is_only_its_beginners(at_desk, hu, association, monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    roster(association, 2)
    page = decide(at_desk, "approve", organization=association, **shown(at_desk))
    answer = signed_in(hu).get(f"/desk/jobs/{page.context['job'].pk}/")
    assert answer.status_code == 404


def test_who_approves_for_two_organizations_may_switch(zhao, association):
    second = make_organization("港城救援队")
    appoint(zhao, "approver", second)
    roster(second, 1)
    client = signed_in(zhao)
    assert client.get(DESK).context["others"] == [association, second]
    page = client.get(f"{DESK}?{of(second)}")
    assert page.context["tally"].count == 1


def test_the_city_picks_an_organization(wang, association, beach_team):
    roster(association, 2)
    client = signed_in(wang)
    page = client.get(DESK)
    assert [(one.organization, one.count) for one in page.context["waiting"]] == [
        (association, 2)
    ]
    (first, _) = Session.objects.oldest_first()
    decide(client, "approve", [first], organization=association)
    assert statuses([first]) == {"approved"}


@pytest.mark.parametrize("count", [1, 30])
def test_the_city_asks_as_much_for_one_as_for_thirty(
    wang, django_assert_num_queries, count
):
    for n in range(count):
        roster(make_organization(f"协会{n}"), 1)
    client = signed_in(wang)
    with django_assert_num_queries(8):
        page = client.get(DESK)
    assert len(page.context["waiting"]) == count


def test_reading_changes_nothing(at_desk, association):
    (session,) = roster(association, 1)
    for path in (DESK, f"{DESK}{session.pk}/", "/desk/decided/"):
        at_desk.get(path)
    assert at_desk.get("/desk/undo/").status_code == 405
    assert statuses([session]) == {"submitted"}


def test_a_form_that_no_page_of_ours_sends_is_refused(at_desk, association):
    (session,) = roster(association, 1)
    for wrong in (
        {"decision": "grant"},
        {"sessions": "x"},
        {"all": "1"},
        {"back": of(association, **{"from": "yesterday"})},
    ):
        form = {
            "decision": "approve",
            "sessions": str(session.pk),
            "back": of(association),
        }
        assert at_desk.post(DESK, form | wrong).status_code == 400
    assert statuses([session]) == {"submitted"}


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ["Approve", "All 2 that match"]), ("zh-hans", ["通过", "全部 2 条"])],
)
def test_the_desk_speaks_both_languages(zhao, association, language, words):
    make_activity(association)
    roster(association, 2)
    page = text(signed_in(zhao, language).get(DESK))
    for word in words:
        assert word in page
