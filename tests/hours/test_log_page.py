"""Logging on the page: several days at once, clashes said, nothing typed lost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from hours.models import Session
from tests.factories import (
    make_account,
    make_activity,
    make_organization,
    make_volunteer,
)
from tests.hours.at_the_form import DAY_BEFORE, TODAY, YESTERDAY, log, told
from volunteers.rules import join

pytestmark = pytest.mark.django_db


def test_lin_logs_two_hours_of_yesterday(lin_here, lin, typed, association):
    page = log(lin_here, typed)

    session = Session.objects.get()
    assert page.status_code == 302
    assert session.volunteer == lin
    assert session.organization == association
    assert (session.minutes, session.service_date) == (120, YESTERDAY)
    assert (session.status, session.evidence) == ("submitted", "declared")
    assert session.note == "three bags of plastic"
    assert "2.00" in told(lin_here.get(page.url))


def test_several_days_are_logged_at_once(lin_here, typed):
    page = log(lin_here, typed, days=[str(YESTERDAY), str(DAY_BEFORE)])

    dates = set(Session.objects.values_list("service_date", flat=True))
    assert dates == {YESTERDAY, DAY_BEFORE}
    assert "2 sessions, 4.00 hours in all" in told(lin_here.get(page.url))


def test_a_form_sent_twice_logs_once(lin_here, typed):
    first = log(lin_here, typed)
    second = log(lin_here, typed)

    assert Session.objects.count() == 1
    assert first.url == second.url


def test_the_same_hours_on_another_form_clash(lin_here, typed):
    log(lin_here, typed)

    page = log(lin_here, typed, form=str(uuid4()))

    assert page.status_code == 422
    assert Session.objects.count() == 1
    assert "You already have hours at this time" in told(page)


def test_a_clash_is_said_in_chinese_too(lin_here, typed):
    log(lin_here, typed)
    lin_here.cookies["django_language"] = "zh-hans"

    page = log(lin_here, typed, form=str(uuid4()))

    assert "这段时间您已经有登记了" in told(page)
    assert "同一个人、同一段时间只能算一次" in told(page)


def test_a_clash_is_said_while_typing_with_two_repairs(lin_here, typed):
    log(lin_here, typed)

    page = lin_here.get("/sessions/log/check/", typed | {"start": "10:00"})

    values = re.findall(r'name="repair" value="([^"]+)"', told(page))
    assert "One person&#x27;s time counts once" in told(page)
    assert values == [f"drop {YESTERDAY}", f"move {YESTERDAY} 11:00 120"]
    assert f'data-hit="{YESTERDAY} "' in told(page)


def test_good_days_pass_and_the_bad_one_is_explained(lin_here, typed):
    log(lin_here, typed)
    two = [str(DAY_BEFORE), str(YESTERDAY)]

    page = log(lin_here, typed, form=str(uuid4()), days=two)
    done = lin_here.get(page.url)

    assert Session.objects.count() == 2
    assert "was not logged" in told(done)
    assert f"days={YESTERDAY}" in told(done)


def test_a_repair_moves_the_day_and_it_can_be_logged(lin_here, typed):
    log(lin_here, typed)
    again = typed | {"form": str(uuid4())}

    page = log(lin_here, again, repair=f"move {YESTERDAY} 11:00 120")
    assert page.status_code == 200
    assert f'name="moved" value="{YESTERDAY} 11:00 120"' in told(page)
    log(lin_here, again, moved=[f"{YESTERDAY} 11:00 120"])

    starts = [timezone.localtime(one.started_at).hour for one in Session.objects.all()]
    assert sorted(starts) == [9, 11]


def test_a_repair_drops_the_day_and_keeps_the_rest(lin_here, typed):
    two = [str(DAY_BEFORE), str(YESTERDAY)]

    page = log(lin_here, typed, days=two, repair=f"drop {YESTERDAY}")

    assert page.context["page"].form["days"].value() == [str(DAY_BEFORE)]
    assert "three bags of plastic" in told(page)
    assert not Session.objects.exists()


def test_past_midnight_is_split_when_asked(lin_here, typed):
    night = {"start": "22:00", "how": "end", "end": "01:00", "days": [str(DAY_BEFORE)]}

    offered = log(lin_here, typed, **night)
    assert offered.status_code == 422
    assert 'value="split"' in told(offered)
    page = log(lin_here, typed, **night, split="on")

    minutes = Session.objects.order_by("started_at").values_list("minutes", flat=True)
    assert list(minutes) == [120, 60]
    assert page.status_code == 302


def test_nothing_typed_is_lost_when_something_is_missing(lin_here, typed):
    page = log(lin_here, typed, days=[], start="10:20", break_minutes="15")

    assert page.status_code == 422
    assert "Please choose at least one day." in told(page)
    assert 'value="10:20"' in told(page)
    assert 'value="15"' in told(page)
    assert "three bags of plastic" in told(page)
    assert not Session.objects.exists()


def test_an_earlier_day_is_typed_as_a_date(lin_here, typed):
    month_ago = TODAY - timedelta(days=29)

    log(lin_here, typed, days=[], earlier=str(month_ago))

    assert Session.objects.get().service_date == month_ago


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"length": "", "how": "length"}, "Please say how long it took."),
        ({"service_field": ""}, "Please choose a field of service"),
        ({"organization": str(uuid4())}, "Please choose the organization."),
        ({"organization": "nonsense"}, "Please choose the organization."),
        ({"how": "end", "end": "08:00"}, "The end must be later than the start."),
        ({"break_minutes": "120"}, "less than a minute is left"),
        ({"days": ["0001-01-01"]}, "This is not a day."),
        ({"earlier": "9999-12-31"}, "This is not a day."),
        ({"days": [str(TODAY + timedelta(days=1))]}, "That time has not come yet."),
        ({"days": [str(TODAY - timedelta(days=400))]}, "more than 180 days ago"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_logged(lin_here, typed, wrong, sentence):
    page = log(lin_here, typed | wrong)

    assert page.status_code == 422
    assert sentence in told(page)
    assert not Session.objects.exists()


@pytest.mark.parametrize("moved", ["x", "2020-01-01 9:00", "0001-01-01 09:00 5"])
def test_a_moved_day_nobody_offered_is_refused(lin_here, typed, moved):
    assert log(lin_here, typed, moved=[moved]).status_code == 422
    assert not Session.objects.exists()


def test_the_last_organization_and_activity_are_remembered(
    lin_here, typed, association, beach_cleaning
):
    log(lin_here, typed, activity=str(beach_cleaning.pk), service_field="")

    page = lin_here.get("/sessions/log/").context["page"]

    assert page.organization == association
    assert page.chosen_activity == str(beach_cleaning.pk)
    assert page.form["length"].value() == "120"


def test_same_as_last_time_takes_one_tap(lin_here, typed):
    log(lin_here, typed, start="13:30", length="90")
    days = [str(DAY_BEFORE)]

    page = log(lin_here, {"form": typed["form"], "days": days, "same": "1"})

    form = page.context["page"].form
    assert (form["start"].value(), form["length"].value()) == ("13:30", "90")
    assert form["days"].value() == days


def test_steps_work_without_a_script(lin_here, typed):
    page = log(lin_here, typed, step="length+")
    assert page.context["page"].form["length"].value() == "135"

    page = log(lin_here, typed, step="start-")
    assert page.context["page"].form["start"].value() == "08:45"


def test_organizations_offered_first_are_lins_own(lin_here, lin, typed, beach_team):
    other = make_organization("别的协会")
    join(volunteer=lin, organization=beach_team, at=timezone.now())
    log(lin_here, typed)

    page = lin_here.get("/sessions/log/").context["page"]

    names = [one.name for one in page.organizations]
    assert names == ["海州青年志愿者协会", "连岛净滩队"]
    assert other in page.other_organizations


def test_activities_follow_the_organization(lin_here, typed, beach_team):
    make_activity(beach_team, title="沙滩巡护", title_en="Beach patrol")

    page = lin_here.get(
        "/sessions/log/activities/", typed | {"organization": str(beach_team.pk)}
    )

    assert "Beach patrol" in told(page)


def test_who_is_no_volunteer_is_told_so(client):
    client.force_login(make_account("office"))

    page = client.get("/sessions/log/")

    assert page.status_code == 403
    assert "这个账号还不是注册志愿者" in told(page)


@pytest.mark.parametrize("sessions", [1, 30])
def test_the_page_asks_the_database_as_often_for_1_as_for_30(
    lin_here, lin, typed, sessions, django_assert_num_queries
):
    for n in range(sessions):
        day = str(TODAY - timedelta(days=n % 15 + 1))
        start = "09:00" if n < 15 else "14:00"
        form = str(uuid4())
        log(lin_here, typed, form=form, days=[day], start=start)
    assert Session.objects.count() == sessions

    with django_assert_num_queries(LOG_QUERIES):
        lin_here.get("/sessions/log/")


LOG_QUERIES = 16


def test_a_volunteer_without_any_hours_starts_from_the_list(client, association):
    client.force_login(make_volunteer("new").account)

    page = client.get("/sessions/log/")

    assert page.status_code == 200
    assert association.name in told(page)
