"""Logging: what is accepted, who must approve it, what is refused and how."""

import uuid
from datetime import timedelta

import pytest

from activities.models import ServiceField
from hours import errors, rules
from hours.models import Session
from policies.models import Policy
from tests.factories import (
    NOON,
    log_session,
    make_activity,
    make_organization,
    make_volunteer,
    moment,
)


def claim(volunteer, organization, **fields):
    """Two hours on the morning of March 5, but for what a test says otherwise."""
    defaults = {
        "volunteer": volunteer,
        "organization": organization,
        "started_at": moment("2020-03-05 09:00"),
        "ended_at": moment("2020-03-05 11:00"),
        "service_field": ServiceField.objects.get(pk="0006"),
    }
    return rules.Claim(**defaults | fields)


def test_lin_logs_two_hours(lin, association):
    session = log_session(volunteer=lin, organization=association)
    session.refresh_from_db()
    assert (session.minutes, session.status) == (120, "submitted")
    assert (session.evidence, session.level) == ("declared", "organization")
    assert (session.submitted_by, session.submitted_at) == (lin.account, NOON)


def test_place_and_field_are_those_of_the_activity(lin, association, beach_cleaning):
    session = log_session(
        volunteer=lin, organization=association, activity=beach_cleaning
    )
    assert (session.district_id, session.service_field_id) == ("320703", "0006")


def test_without_activity_the_place_is_the_organization_s(lin, association):
    session = log_session(volunteer=lin, organization=association)
    assert (session.district_id, session.service_field_id) == ("320706", "0006")


@pytest.mark.parametrize(
    ("by", "at", "evidence"),
    [
        ("lin", "2020-03-05 12:00", "declared"),
        ("lin", "2020-03-06 12:00", "declared"),
        ("qian", "2020-03-05 12:00", "witnessed"),
        ("qian", "2020-03-05 23:59", "witnessed"),
        ("qian", "2020-03-06 00:00", "entered"),
    ],
)
def test_evidence_tells_who_knew_it_and_when(lin, qian, association, by, at, evidence):
    account = {"lin": lin.account, "qian": qian}[by]
    session = log_session(
        volunteer=lin, organization=association, by=account, at=moment(at)
    )
    assert session.evidence == evidence


# How much the day holds already, what is added, who must approve (L07).
LEVELS = [
    (0, 480, "organization"),
    (0, 481, "parent"),
    (240, 240, "organization"),
    (240, 241, "parent"),
    (480, 240, "parent"),
    (480, 241, "city"),
    (0, 721, "city"),
    (480, 480, "city"),
]


@pytest.mark.parametrize(("before", "added", "level"), LEVELS)
def test_the_sum_of_the_day_says_who_must_approve(lin, before, added, level):
    parent = make_organization("连云港市志愿者总会")
    below = make_organization("海州社区志愿服务队", parent=parent)
    if before:
        log_session(
            volunteer=lin, organization=below, start="2020-03-05 00:00", minutes=before
        )
    session = log_session(
        volunteer=lin, organization=below, start="2020-03-05 08:00", minutes=added
    )
    assert session.level == level


def test_where_there_is_no_parent_it_is_the_city(lin, association):
    session = log_session(
        volunteer=lin, organization=association, start="2020-03-05 00:00", minutes=481
    )
    assert session.level == "city"


def test_a_day_holds_sixteen_hours_and_no_minute_more(lin, association, beach_team):
    log_session(
        volunteer=lin, organization=association, start="2020-03-05 00:00", minutes=900
    )
    with pytest.raises(errors.DayIsFull) as full:
        log_session(
            volunteer=lin, organization=beach_team, start="2020-03-05 20:00", minutes=61
        )
    assert "16" in full.value.detail
    log_session(
        volunteer=lin, organization=beach_team, start="2020-03-05 20:00", minutes=60
    )


def test_what_was_rejected_leaves_the_day(lin, association, zhao):
    session = log_session(
        volunteer=lin, organization=association, start="2020-03-05 00:00", minutes=480
    )
    rules.reject(sessions=[session], by=zhao, reason_code="not_present", at=NOON)
    again = log_session(
        volunteer=lin, organization=association, start="2020-03-05 10:00", minutes=480
    )
    assert again.level == "organization"


@pytest.mark.parametrize(
    ("days", "level"), [(0, "organization"), (30, "organization"), (31, "city")]
)
def test_the_older_the_higher(lin, association, days, level):
    at = moment("2020-03-05 12:00") + timedelta(days=days)
    assert log_session(volunteer=lin, organization=association, at=at).level == level


def test_half_a_year_is_too_late(lin, association):
    served = moment("2020-03-05 12:00")
    with pytest.raises(errors.TooLate) as late:
        log_session(
            volunteer=lin, organization=association, at=served + timedelta(days=181)
        )
    assert "180" in late.value.detail
    session = log_session(
        volunteer=lin, organization=association, at=served + timedelta(days=180)
    )
    assert session.level == "city"


def test_the_city_sets_the_numbers_of_a_day(lin, association):
    Policy.objects.create(
        code="day_minutes_organization", holds_from="2020-03-01", value=60
    )
    before = log_session(
        volunteer=lin, organization=association, start="2020-02-29 09:00"
    )
    after = log_session(volunteer=lin, organization=association)
    assert (before.level, after.level) == ("organization", "city")


MALFORMED = {
    errors.EndsBeforeItStarts: {"ended_at": moment("2020-03-05 08:00")},
    errors.ShorterThanAMinute: {"break_minutes": 120},
    errors.InTheFuture: {"ended_at": NOON + timedelta(minutes=1)},
    errors.CrossesMidnight: {"started_at": moment("2020-03-04 23:30")},
    errors.ServiceFieldNeeded: {"service_field": None},
}


@pytest.mark.parametrize(("refusal", "fields"), MALFORMED.items())
def test_what_cannot_be_is_refused(lin, association, refusal, fields):
    with pytest.raises(refusal):
        rules.log(claim=claim(lin, association, **fields), by=lin.account, at=NOON)
    assert not Session.objects.exists()


def test_an_activity_of_another_organization_is_refused(lin, association, beach_team):
    theirs = make_activity(beach_team)
    with pytest.raises(errors.ActivityOfAnother):
        log_session(volunteer=lin, organization=association, activity=theirs)


@pytest.mark.parametrize("status", ["pending", "suspended", "dissolved", "rejected"])
def test_only_an_active_organization_takes_hours(lin, status):
    paused = make_organization("停用服务队", status=status)
    with pytest.raises(errors.OrganizationNotActive):
        log_session(volunteer=lin, organization=paused)


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_only_a_registered_volunteer_serves(lin, association, status):
    lin.status = status
    lin.save()
    with pytest.raises(errors.VolunteerNotActive):
        log_session(volunteer=lin, organization=association)


def test_nobody_logs_for_another(lin, mei, zhao, stranger, he, association):
    for other in (mei.account, zhao, stranger, he):
        with pytest.raises(errors.NotARecorder):
            log_session(volunteer=lin, organization=association, by=other)


def test_a_recorder_logs_for_people_without_account(association, qian):
    session = log_session(volunteer=make_volunteer(), organization=association, by=qian)
    assert session.submitted_by == qian


def test_a_recorder_logs_for_the_own_organization_only(lin, beach_team, qian):
    with pytest.raises(errors.NotARecorder):
        log_session(volunteer=lin, organization=beach_team, by=qian)


def test_one_s_own_overlap_is_told_with_its_name(lin, association, beach_cleaning):
    log_session(volunteer=lin, organization=association, activity=beach_cleaning)
    with pytest.raises(errors.Overlaps) as overlap:
        log_session(volunteer=lin, organization=association, start="2020-03-05 10:30")
    assert "09:00–11:00" in overlap.value.detail
    assert beach_cleaning.label in overlap.value.detail
    assert overlap.value.extra["overlap_minutes"] == 30


def test_another_organization_s_business_stays_untold(
    lin, beach_team, association, qian
):
    log_session(
        volunteer=lin, organization=beach_team, activity=make_activity(beach_team)
    )
    with pytest.raises(errors.Overlaps) as overlap:
        log_session(volunteer=lin, organization=association, by=qian)
    assert overlap.value.extra == {"overlap_minutes": 120}
    for secret in ("09:00", "净滩", "beach", "连岛"):
        assert secret not in overlap.value.detail


def test_logging_again_with_the_same_id_is_the_same_session(lin, association):
    same = claim(lin, association, note="收了三袋垃圾")
    first, is_new = rules.log(claim=same, by=lin.account, at=NOON)
    assert is_new

    later = NOON + timedelta(hours=1)
    second, is_new = rules.log(claim=same, by=lin.account, at=later)

    assert (second.pk, is_new) == (first.pk, False)
    assert Session.objects.get().submitted_at == NOON


def test_a_repeated_claim_is_the_same_even_after_its_decision(lin, association, zhao):
    same = claim(lin, association)
    session, _ = rules.log(claim=same, by=lin.account, at=NOON)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    again, is_new = rules.log(claim=same, by=lin.account, at=NOON)
    assert (again.status, is_new) == ("approved", False)


def test_a_session_is_written_as_it_is_given_back(lin, association, beach_cleaning):
    earlier = log_session(volunteer=lin, organization=association)
    rules.withdraw(session=earlier, by=lin.account, at=NOON)
    said = {
        "activity": beach_cleaning,
        "break_minutes": 5,
        "note": "收了三袋垃圾",
        "replaces": earlier,
    }
    session, _ = rules.log(
        claim=claim(lin, association, **said), by=lin.account, at=NOON
    )

    written = Session.objects.get(pk=session.pk)
    columns = [column.attname for column in Session._meta.concrete_fields]
    assert {name: getattr(session, name) for name in columns} == {
        name: getattr(written, name) for name in columns
    }
    assert written.replaces_id == earlier.pk


@pytest.mark.parametrize(
    "fields",
    [
        {"ended_at": moment("2020-03-05 10:00")},
        {"break_minutes": 10},
        {"note": "another"},
    ],
)
def test_an_id_is_never_used_for_something_else(lin, association, fields):
    pk = uuid.uuid4()
    rules.log(claim=claim(lin, association, id=pk), by=lin.account, at=NOON)
    other = claim(lin, association, id=pk, **fields)
    with pytest.raises(errors.IdReused):
        rules.log(claim=other, by=lin.account, at=NOON)


def test_an_id_is_never_used_for_somebody_else(lin, mei, association):
    pk = uuid.uuid4()
    rules.log(claim=claim(lin, association, id=pk), by=lin.account, at=NOON)
    with pytest.raises(errors.IdReused):
        rules.log(claim=claim(mei, association, id=pk), by=mei.account, at=NOON)


NIGHT = {
    "started_at": moment("2020-03-04 23:30"),
    "ended_at": moment("2020-03-05 00:30"),
}


def test_a_night_is_offered_in_parts(lin, association):
    with pytest.raises(errors.CrossesMidnight) as night:
        rules.log(claim=claim(lin, association, **NIGHT), by=lin.account, at=NOON)
    assert night.value.extra["parts"] == [
        {
            "started_at": "2020-03-04T23:30:00+08:00",
            "ended_at": "2020-03-05T00:00:00+08:00",
        },
        {
            "started_at": "2020-03-05T00:00:00+08:00",
            "ended_at": "2020-03-05T00:30:00+08:00",
        },
    ]


def test_a_night_is_logged_in_parts_once(lin, association):
    night = claim(lin, association, **NIGHT)
    for new in (True, False):
        parts = rules.log_split(claim=night, by=lin.account, at=NOON)
        assert [is_new for _, is_new in parts] == [new, new]

    logged = Session.objects.order_by("started_at")
    assert [(f"{one.service_date}", one.minutes) for one in logged] == [
        ("2020-03-04", 30),
        ("2020-03-05", 30),
    ]
    assert logged[0].pk == night.id


def test_a_night_is_logged_whole_or_not_at_all(lin, association):
    log_session(
        volunteer=lin, organization=association, start="2020-03-05 00:15", minutes=60
    )
    with pytest.raises(errors.Overlaps):
        rules.log_split(claim=claim(lin, association, **NIGHT), by=lin.account, at=NOON)
    assert Session.objects.count() == 1
