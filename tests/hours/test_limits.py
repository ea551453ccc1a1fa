"""An organization is stricter than the city with its own hours, and never looser."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from config.acting import acting
from config.errors import RuleBroken
from hours import imports, rules
from hours.limit_errors import LooserThanTheCity, TheCitysAlone
from hours.limits import limits
from hours.models import OrganizationLimit, OrganizationLimitEvent
from policies.errors import HoldsAlready, OutOfBounds
from policies.models import Policy
from tests.behind_the_back import refused_by
from tests.factories import (
    EVENING,
    NOON,
    log_session,
    make_activity,
    make_volunteer,
    moment,
)
from tests.hours.at_the_desk import signed_in, text
from tests.hours.brought import row, staged
from tests.hours.brought import told as told_of
from tests.hours.rosters import claims
from volunteers.errors import NotItsAdministrator

pytestmark = pytest.mark.database

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
DAY, RETRO, OLDEST, NOTICE = (
    "day_minutes_organization",
    "retro_days_organization",
    "retro_days_parent",
    "notice_working_days_entered",
)


def put(organization, by, code, value, *, on=TOMORROW):
    return rules.set_limit(
        organization=organization,
        code=code,
        value=value,
        holds_from=on,
        by=by,
        at=timezone.now(),
    )


def held(organization, code, value, since=date(2020, 1, 1)):
    """A number that the organization has held itself to since a day that is past."""
    return OrganizationLimit.objects.create(
        organization=organization, code=code, value=value, holds_from=since
    )


def city(code, value, since):
    return Policy.objects.create(code=code, value=value, holds_from=since)


# Setting


def test_a_stricter_number_holds_from_a_day_to_come(association, beach_team, zhao):
    put(association, zhao, DAY, 360)

    assert limits(association.pk, on=TODAY)[DAY] == 480
    assert limits(association.pk, on=TOMORROW)[DAY] == 360
    assert limits(beach_team.pk, on=TOMORROW)[DAY] == 480
    put(association, zhao, DAY, 300)  # again: another value
    assert limits(association.pk, on=TOMORROW)[DAY] == 300


@pytest.mark.parametrize(
    ("code", "value", "why"),
    [
        (DAY, 481, LooserThanTheCity),
        (RETRO, 31, LooserThanTheCity),
        (OLDEST, 181, LooserThanTheCity),
        (DAY, 0, OutOfBounds),
        (NOTICE, 31, OutOfBounds),
        ("decision_working_days", 1, TheCitysAlone),
    ],
)
def test_a_looser_one_or_nonsense_is_refused(association, zhao, code, value, why):
    with pytest.raises(why) as refused:
        put(association, zhao, code, value)
    assert "%" not in refused.value.detail
    assert not OrganizationLimit.objects.exists()


def test_shorter_than_the_city_s_notice_is_looser(association, zhao):
    city(NOTICE, 3, TODAY)
    with pytest.raises(LooserThanTheCity):
        put(association, zhao, NOTICE, 2)
    assert put(association, zhao, NOTICE, 5).value == 5


def test_it_is_measured_by_the_city_s_number_of_that_day(association, zhao):
    city(DAY, 300, TODAY + timedelta(days=9))
    put(association, zhao, DAY, 400)
    with pytest.raises(LooserThanTheCity) as refused:
        put(association, zhao, DAY, 400, on=TODAY + timedelta(days=9))
    assert "300" in refused.value.detail
    # And once the city is stricter, its number holds.
    assert limits(association.pk, on=TODAY + timedelta(days=8))[DAY] == 400
    assert limits(association.pk, on=TODAY + timedelta(days=9))[DAY] == 300


def test_it_is_measured_by_the_city_s_number_in_the_table(association, zhao):
    """What this process holds of the city's numbers may be some seconds old."""
    assert limits(association.pk, on=TOMORROW)[DAY] == 480
    Policy.objects.bulk_create([Policy(code=DAY, value=300, holds_from=TODAY)])
    with pytest.raises(LooserThanTheCity):
        put(association, zhao, DAY, 400)


def test_its_changes_are_written_down(association, zhao):
    with acting(lambda: {"user": zhao.pk, "url": "/here/"}):
        one = put(association, zhao, DAY, 360)
        put(association, zhao, DAY, 300)
        rules.take_limit_away(limit=one, by=zhao, at=timezone.now())

    lines = OrganizationLimitEvent.objects.order_by("pk")
    told = [(line.pgh_label, line.pgh_context["user"]) for line in lines]
    assert told == [(how, zhao.pk) for how in ("insert", "update", "delete")]
    assert (lines[1].old["value"], lines[1].new["value"]) == (360, 300)


def test_only_its_head_sets_it(association, beach_team, zhao, hu, qian, wang):
    for by in (hu, qian, wang):
        with pytest.raises(NotItsAdministrator):
            put(association, by, DAY, 360)
    with pytest.raises(NotItsAdministrator):
        put(beach_team, zhao, DAY, 360)


def test_what_held_stays(association, zhao):
    with pytest.raises(HoldsAlready):
        put(association, zhao, DAY, 360, on=TODAY)
    one = held(association, DAY, 360)
    with pytest.raises(HoldsAlready):
        rules.take_limit_away(limit=one, by=zhao, at=timezone.now())

    to_come = put(association, zhao, DAY, 300)
    with pytest.raises(NotItsAdministrator):
        rules.take_limit_away(limit=to_come, by=make_volunteer("x").account, at=NOON)
    rules.take_limit_away(limit=to_come, by=zhao, at=timezone.now())
    assert limits(association.pk, on=TOMORROW)[DAY] == 360


@pytest.mark.parametrize(
    ("code", "value"), [(DAY, 481), (RETRO, 31), (OLDEST, 181), (NOTICE, 2)]
)
def test_the_database_holds_it_too(association, code, value):
    city(NOTICE, 3, date(2020, 1, 1))
    with refused_by("limit_is_no_looser_than_the_citys"):
        held(association, code, value)
    one = held(association, code, 3)
    with refused_by("limit_is_no_looser_than_the_citys"):
        OrganizationLimit.objects.filter(pk=one.pk).update(value=value)
    with refused_by("limit_is_one_that_organizations_set"):
        held(association, "undo_minutes", 5)


# Judging


def test_a_day_over_the_own_number_goes_up(association, beach_team, lin, mei):
    held(association, DAY, 180)
    two, three = (
        log_session(volunteer=lin, organization=association, start=start, minutes=n)
        for start, n in (("2020-03-05 09:00", 120), ("2020-03-05 14:00", 61))
    )
    elsewhere = log_session(volunteer=mei, organization=beach_team, minutes=300)

    assert [one.level for one in (two, three)] == ["organization", "city"]
    assert elsewhere.level == "organization"


def test_the_window_is_the_organization_s(association, beach_team, lin):
    held(association, RETRO, 3)
    held(association, OLDEST, 20)
    at = moment("2020-03-20 12:00")

    def level(day, where=association):
        one = log_session(
            volunteer=lin, organization=where, start=f"2020-{day} 09:00", at=at
        )
        return one.level

    assert level("03-17") == "organization"
    assert level("03-16") == "city"
    with pytest.raises(RuleBroken) as refused:
        level("02-28")
    assert refused.value.code == "too_late"
    assert "20" in refused.value.detail
    assert level("02-28", beach_team) == "organization"


def test_the_number_of_the_service_date_judges(association, lin):
    held(association, DAY, 60, since=date(2020, 3, 5))
    before, after = (
        log_session(
            volunteer=lin, organization=association, start=f"2020-03-0{n} 09:00"
        )
        for n in (4, 5)
    )
    assert (before.level, after.level) == ("organization", "city")


def test_an_import_is_judged_by_the_same(association, lin, mei, qian):
    held(association, DAY, 180)
    held(association, OLDEST, 20)
    brought = staged(
        row(lin, minutes=180),
        row(mei, minutes=181),
        row(mei, "2020-02-10 09:00"),
        organization=association,
        by=qian,
        at=EVENING,
    )
    checked = imports.validate(imported=brought, by=qian, at=EVENING)
    assert told_of(checked) == {4: [("started_at", "too_late")]}
    imports.load(imported=checked, by=qian, at=EVENING, skip_bad=True)
    assert [one.level for one in lin.sessions.all()] == ["organization"]
    assert [one.level for one in mei.sessions.all()] == ["city"]


def test_a_rejection_returns_to_a_day_of_the_own_number(association, lin, hu):
    held(association, DAY, 180)
    first = log_session(volunteer=lin, organization=association, minutes=100)
    rules.reject(sessions=[first], by=hu, reason="Asleep", at=NOON)
    second = log_session(
        volunteer=lin, organization=association, start="2020-03-05 14:00", minutes=100
    )
    assert second.level == "organization"

    outcome = rules.undo(sessions=[first], by=hu, at=NOON)
    assert outcome.refused_by_code == {"day_is_full": 1}


def test_a_roster_is_judged_by_the_same(association, lin, mei, qian):
    held(association, DAY, 60)
    held(association, OLDEST, 20)
    activity = make_activity(association)
    at = moment("2020-03-20 12:00")
    starts = ("2020-03-05 09:00", "2020-02-20 09:00")
    sessions, refused = rules.record(
        claims=claims([lin, mei], activity, starts=starts), by=qian, at=at
    )
    assert [one.level for one in sessions] == ["city", "city"]
    assert [one.error.code for one in refused] == ["too_late", "too_late"]


# Notice


def test_entered_hours_are_shown_as_long_as_the_organization_says(
    association, beach_team, lin, mei, hu, qian, wang, client
):
    held(association, NOTICE, 3)
    sent = moment("2020-03-06 12:00")  # a Friday
    own = log_session(volunteer=lin, organization=association, by=qian, at=sent)
    qian.appointments.create(
        role="recorder", organization=beach_team, starts_on=date(2020, 1, 1)
    )
    qian.appointments_today = None
    other = log_session(volunteer=mei, organization=beach_team, by=qian, at=sent)

    outcome = rules.approve(sessions=[own, other], by=wang, at=sent)
    assert outcome.decided == 1
    (refused,) = outcome.refused
    assert (refused.code, refused.until) == ("notice_running", date(2020, 3, 11))
    thursday = moment("2020-03-12 00:00")
    assert rules.approve(sessions=[own], by=hu, at=thursday).decided == 1
    client.cookies["django_language"] = "en"
    page = client.get(f"/organizations/{association.pk}/").content.decode()
    assert f"/organizations/{association.pk}/notice/" in page
    page = client.get(f"/organizations/{beach_team.pk}/").content.decode()
    assert f"/organizations/{beach_team.pk}/notice/" not in page


# Told to those who serve


def test_whoever_logs_is_told_what_is_stricter_here(association, beach_team, lin):
    held(association, OLDEST, 20)
    held(association, NOTICE, 3)
    client = signed_in(lin.account)

    def shown(organization):
        return text(
            client.get(f"/sessions/log/activities/?organization={organization.pk}")
        )

    assert "Service more than 20 days ago is not taken any more." in shown(association)
    assert "Hours entered later" not in shown(association)
    assert "is not taken any more" not in shown(beach_team)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "With more than 360 minutes (6 h) on one day,",
                "Of service more than 1 day ago the next level up decides.",
                "Hours entered later are shown for 3 working days",
            ],
        ),
        ("zh-hans", ["比全市更严", "360 分钟"]),
    ],
)
def test_everybody_reads_it_on_the_organization_s_page(
    association, beach_team, client, language, words
):
    held(association, DAY, 360)
    held(association, RETRO, 1)
    held(association, NOTICE, 3)
    client.cookies["django_language"] = language
    page = text(client.get(f"/organizations/{association.pk}/"))
    for said in words:
        assert said in page
    for said in ("Stricter than the city", "比全市更严"):
        assert said not in text(client.get(f"/organizations/{beach_team.pk}/"))


def test_logging_asks_the_database_no_more(association, lin, django_assert_num_queries):
    held(association, DAY, 180)
    log_session(volunteer=lin, organization=association, start="2020-03-04 09:00")
    with django_assert_num_queries(3):  # the field, the day, the adding
        log_session(volunteer=lin, organization=association)
