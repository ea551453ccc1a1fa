"""Hours entered later are shown before they may be approved, if the city says so."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from hours import rules
from policies.models import Policy
from tests.api import calls
from tests.factories import (
    NOON,
    log_session,
    make_organization,
    make_volunteer,
    moment,
)
from tests.families import days_ago, make_youth, signed_at_a_desk
from tests.hours.at_the_desk import DESK, of, roster, signed_in, text, yesterday

SENT = moment("2020-03-06 12:00")  # a Friday


@pytest.fixture
def three_days(db):
    Policy.objects.create(
        code="notice_working_days_entered", holds_from=date(2020, 1, 1), value=3
    )


def test_nothing_is_shown_first_unless_the_city_says_so(association, lin, qian, zhao):
    session = log_session(volunteer=lin, organization=association, by=qian)
    assert session.evidence == "entered"
    assert rules.approve(sessions=[session], by=zhao, at=NOON).decided == 1


def test_entered_hours_wait_for_the_notice(association, lin, qian, zhao, three_days):
    session = log_session(volunteer=lin, organization=association, by=qian, at=SENT)
    for day in ("06 20:00", "11 23:59"):  # up to Wednesday night
        outcome = rules.approve(
            sessions=[session], by=zhao, at=moment(f"2020-03-{day}")
        )
        (refused,) = outcome.refused
        assert (refused.code, refused.until) == ("notice_running", date(2020, 3, 11))
        assert "2020-03-11" in refused.detail
    thursday = moment("2020-03-12 00:00")
    assert rules.approve(sessions=[session], by=zhao, at=thursday).decided == 1


def test_other_hours_do_not_wait(association, lin, mei, qian, zhao, three_days):
    declared = log_session(volunteer=lin, organization=association, at=SENT)
    witnessed = log_session(
        volunteer=mei,
        organization=association,
        by=qian,
        start="2020-03-06 09:00",
        at=SENT,
    )
    outcome = rules.approve(sessions=[declared, witnessed], by=zhao, at=SENT)
    assert outcome.decided == 2


@pytest.mark.parametrize("decision", [rules.Decision.REJECT, rules.Decision.QUERY])
def test_what_is_shown_may_be_asked_about_and_refused(
    association, lin, qian, zhao, three_days, decision
):
    session = log_session(volunteer=lin, organization=association, by=qian, at=SENT)
    outcome = rules.decide(
        decision=decision, sessions=[session], by=zhao, at=SENT, reason="Was he there?"
    )
    assert outcome.decided == 1


def test_the_desk_and_the_api_say_until_when(association, zhao, three_days):
    (session,) = roster(association, 1, at=timezone.now(), start=yesterday())
    page = signed_in(zhao).get(f"{DESK}?{of(association)}")
    assert "Shown to the public until " in text(page)
    answer = calls.signed_in(zhao).post(
        f"{calls.V1}/decisions/",
        {"decision": "approve", "sessions": [str(session.pk)]},
        format="json",
    )
    (refused,) = answer.json()["refused"]
    assert refused["code"] == "notice_running"
    assert refused["until"] in refused["detail"]


# The public page


def notice_of(organization):
    return f"/organizations/{organization.pk}/notice/"


def test_anybody_reads_what_is_shown_with_masked_names(
    client, association, beach_team, three_days
):
    client.cookies["django_language"] = "en"
    now = timezone.now()
    (session,) = roster(association, 1, at=now, start=yesterday())
    roster(beach_team, 1, at=now, start=yesterday())
    log_session(
        volunteer=make_volunteer("declares"),
        organization=association,
        start=yesterday(),
        at=now,
    )
    page = client.get(notice_of(association))
    assert [line.session for line in page.context["lines"]] == [session]
    assert session.volunteer.masked_name in text(page)
    assert session.volunteer.name not in text(page)
    assert session.volunteer.number not in text(page)
    assert "for 3 working days" in text(page)
    assert notice_of(association) in text(
        client.get(f"/organizations/{association.pk}/")
    )


def test_of_minors_no_name_is_shown(client, association, qian, three_days):
    child = make_youth(15, name="许小小")
    signed_at_a_desk(child, days_ago(9))
    log_session(
        volunteer=child,
        organization=association,
        by=qian,
        start=yesterday(),
        at=timezone.now(),
    )
    page = client.get(notice_of(association))
    assert [line.name for line in page.context["lines"]] == ["*"]
    assert "许" not in text(page)


def test_what_is_over_or_decided_is_not_shown(client, association, zhao, three_days):
    long_ago = timezone.now() - timedelta(days=30)
    day = timezone.localdate(long_ago) - timedelta(days=1)
    roster(association, 1, at=long_ago, start=f"{day} 09:00")
    (refused,) = roster(association, 1, at=timezone.now(), start=yesterday())
    rules.reject(sessions=[refused], by=zhao, reason="No", at=timezone.now())
    assert client.get(notice_of(association)).context["lines"] == []


def test_without_a_notice_nothing_is_shown(client, association):
    client.cookies["django_language"] = "en"
    roster(association, 1, at=timezone.now(), start=yesterday())
    page = client.get(notice_of(association))
    assert "The city shows no hours first at the moment." in text(page)
    assert "/notice/" not in text(client.get(f"/organizations/{association.pk}/"))


def test_an_organization_that_applies_shows_nothing(client):
    pending = make_organization("新队", status="pending")
    assert client.get(notice_of(pending)).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_much_for_one_as_for_thirty(
    client, association, three_days, count, django_assert_num_queries
):
    roster(association, count, at=timezone.now(), start=yesterday())
    with django_assert_num_queries(3):
        page = client.get(notice_of(association))
    assert len(page.context["lines"]) == count
