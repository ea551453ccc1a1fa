"""The desk shows what waits, to those who decide it."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from hours import jobs, rules
from hours.desk import lines, queues
from hours.models import Session
from tests.factories import (
    appoint,
    log_session,
    make_activity,
    make_organization,
    make_volunteer,
    moment,
)
from tests.hours.at_the_desk import (
    DESK,
    decide,
    of,
    roster,
    shown,
    signed_in,
    statuses,
    text,
    yesterday,
)


def test_zhao_finds_what_waits_oldest_first(at_desk, association, beach_cleaning, lin):
    late = log_session(
        volunteer=lin,
        organization=association,
        activity=beach_cleaning,
        at=moment("2020-03-05 20:00"),
    )
    roster(association, 2, at=timezone.now(), start=yesterday())

    page = at_desk.get(DESK)

    overview = page.context["overview"]
    assert [(one.title, one.count) for one in overview.groups] == [
        ("Liandao beach clean-up", 1),
        ("Hours without an activity", 2),
    ]
    assert [one.title for one in overview.late] == ["Liandao beach clean-up"]
    assert page.context["page"].lines[0].session == late
    assert page.context["page"].lines[0].session.volunteer.name in text(page)


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
        f"volunteer={lin.number}": 1,
        f"volunteer={lin.number.lower()}": 1,
        "volunteer=林小": 0,
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
    assert found == sorted((one.pk for one in counted), reverse=True)


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


@pytest.mark.parametrize(
    ("view", "queries"), [("waiting", 18), ("asked", 18), ("counted", 19)]
)
@pytest.mark.parametrize("count", [1, 30])
def test_the_desk_asks_as_much_for_one_as_for_thirty(
    zhao, association, django_assert_num_queries, count, view, queries
):
    sessions = roster(association, count)
    if view == "asked":
        rules.query(sessions=sessions, by=zhao, reason="When?", at=timezone.now())
    if view == "counted":
        rules.approve(sessions=sessions, by=zhao, at=timezone.now())
    client = signed_in(zhao)
    with django_assert_num_queries(queries):
        page = client.get(DESK, {"view": view})
    assert len(page.context["page"].lines) == count


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
    with django_assert_num_queries(14):
        client.get(f"{DESK}{session.pk}/")


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
    # One of them asks who has waited too long: all these have.
    with django_assert_num_queries(11):
        page = client.get(DESK)
    assert len(page.context["waiting"]) == count


def test_the_city_s_list_counts_so_far_and_the_desk_to_the_end(
    wang, association, beach_team, monkeypatch
):
    monkeypatch.setattr(queues, "MOST", 2)
    roster(beach_team, 2, at=moment("2020-03-05 20:00"))
    roster(association, 3, at=moment("2020-03-05 21:00"))
    client = signed_in(wang)

    page = client.get(DESK)

    waiting = page.context["waiting"]
    assert [(one.organization, one.count, one.is_cut) for one in waiting] == [
        (beach_team, 2, False),
        (association, 2, True),
    ]
    assert "over 2" in text(page)
    assert client.get(f"{DESK}?{of(association)}").context["tally"].count == 3


def test_the_list_of_queues_is_oldest_first_and_of_waiting_ones_only(
    wang, zhao, association, beach_team
):
    team = make_organization("港城救援队")
    roster(beach_team, 1, at=moment("2020-03-05 22:00"))
    roster(team, 1, at=moment("2020-03-05 20:00"))
    decided = roster(association, 2, at=moment("2020-03-05 21:00"))
    rules.approve(sessions=decided[:1], by=zhao, at=timezone.now())
    oldest = [one.organization for one in queues.queues()]
    assert oldest == [team.pk, association.pk, beach_team.pk]

    rules.approve(sessions=decided[1:], by=zhao, at=timezone.now())
    assert [one.organization for one in queues.queues()] == [team.pk, beach_team.pk]


@pytest.mark.parametrize("query", ["", "activity=none", "activity={beach}"])
def test_what_the_groups_say_is_what_matches(
    at_desk, zhao, association, beach_cleaning, lin, query
):
    log_session(volunteer=lin, organization=association, activity=beach_cleaning)
    appoint(zhao, "recorder", association)
    log_session(volunteer=make_volunteer(), organization=association, by=zhao)
    roster(association, 2)

    page = at_desk.get(f"{DESK}?{query.format(beach=beach_cleaning.pk)}")

    tally = page.context["tally"]
    sessions = page.context["asked"].sessions()
    assert tally.count == sessions.count()
    assert tally.minutes == sum(one.minutes for one in sessions)
    assert tally.locked == (0 if "{beach}" in query else 1)


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


@pytest.mark.parametrize("view", ["waiting", "counted"])
@pytest.mark.parametrize(
    "after", ["x", "2020-03-05_1", "9999-12-31T23:59:59+00:00_{id}", "2020-03-05_{id}"]
)
def test_an_address_somebody_changed_leads_to_the_first_page(
    after, view, at_desk, association
):
    (session,) = roster(association, 1)
    query = of(association, view=view, after=after.format(id=session.pk))

    assert at_desk.get(f"{DESK}?{query}").status_code == 200


def test_the_city_s_list_goes_on_on_another_page(client, wang, lin, monkeypatch):
    monkeypatch.setattr("hours.views.desk.ORGANIZATIONS_SHOWN", 1)
    first, second = make_organization("甲队"), make_organization("乙队")
    log_session(volunteer=lin, organization=first)
    log_session(volunteer=lin, organization=second, start="2020-03-05 12:00")
    client.force_login(wang)

    page = client.get("/desk/").content.decode()
    assert "甲队" in page
    assert "乙队" not in page
    assert "乙队" in client.get("/desk/?page=2").content.decode()
