"""What is judged of a file is what logging its rows one by one would have come to."""

from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from activities.models import Activity, ServiceField
from config.errors import RuleBroken
from hours import errors, imports, rules
from hours.imports.reading import SessionIds, read_moment
from hours.models import Session
from policies.models import Policy
from tests.factories import (
    EVENING,
    log_session,
    make_activity,
    make_organization,
    make_volunteer,
    moment,
)
from tests.hours.brought import row, staged
from volunteers.models import Volunteer

pytestmark = [pytest.mark.database, pytest.mark.django_db]

# What logging says, where a file says it more precisely.
SAME = {
    "overlaps_line": "overlaps",
    "overlaps_session": "overlaps",
    "overlaps_elsewhere": "overlaps",
    "unknown_activity": "activity_of_another",
    "repeats_line": "replayed",
    "is_there": "replayed",
    "is_there_otherwise": "replayed",
}


def log_one_by_one(rows, *, organization, by):
    """What becomes of each row: the level that must approve, or the code against it."""
    return [_log(cells, organization=organization, by=by) for cells in rows]


def _log(cells, *, organization, by):
    number, start, end, pause, field, activity, note = cells
    start, end = moment(start), moment(end)
    key = SessionIds(organization.pk).of(
        number, read_moment(cells[1]), read_moment(cells[2])
    )
    claim = rules.Claim(
        id=UUID(key),
        volunteer=Volunteer.objects.get(number=number),
        organization=organization,
        activity=Activity.objects.filter(pk=activity or None).first(),
        service_field=ServiceField.objects.filter(pk=field).first(),
        started_at=start,
        ended_at=end,
        break_minutes=int(pause or 0),
        note=note,
    )
    try:
        session, is_new = rules.log(claim=claim, by=by, at=EVENING)
    except errors.IdReused:
        return "replayed"  # the id is known for the same person and time
    except RuleBroken as broken:
        return broken.code
    return session.level if is_new else "replayed"


def bring(rows, *, organization, by):
    """The same of a file with these rows."""
    imported = staged(*rows, organization=organization, by=by)
    imported = imports.load(imported=imported, by=by, at=EVENING, skip_bad=True)
    levels = dict(Session.objects.values_list("pk", "level"))
    return [
        levels[one.session_id] if one.verdict == "good" else _code(one)
        for one in imported.lines.order_by("line")
    ]


def _code(line):
    codes = [SAME.get(reason.code, reason.code) for reason in line.reasons]
    return next(code for code in ORDER if code in codes)


# In the order logging looks at them.
ORDER = [
    "replayed",
    "ends_before_it_starts",
    "shorter_than_a_minute",
    "in_the_future",
    "too_late",
    "crosses_midnight",
    "volunteer_not_active",
    "service_field_needed",
    "activity_of_another",
    "overlaps",
    "day_is_full",
]


def both(rows, *, organization, by):
    """What logging and what the file comes to, each as if the other had not been."""
    outcomes = []
    for act in (log_one_by_one, bring):
        with transaction.atomic():
            outcomes.append(act(rows, organization=organization, by=by))
            transaction.set_rollback(True)
    return outcomes


CASES = {
    "a good one": [{}],
    "no time at all": [{"minutes": 0}],
    "the wrong way round": [{"minutes": -60}],
    "all of it a break": [{"break_minutes": 120}],
    "a minute left": [{"break_minutes": 119}],
    "not over yet": [{"start": "2020-03-06 19:00"}],
    "just over": [{"start": "2020-03-06 18:00"}],
    "past midnight": [{"start": "2020-03-05 23:00"}],
    "up to midnight": [{"start": "2020-03-05 22:00"}],
    "no field": [{"service_field": ""}],
    "thirty days ago": [{"start": "2020-02-05 09:00"}],
    "thirty-one days ago": [{"start": "2020-02-04 09:00"}],
    "half a year ago": [{"start": "2019-09-08 09:00"}],
    "too long ago": [{"start": "2019-09-07 09:00"}],
    "too long ago and past midnight": [{"start": "2019-09-06 23:00"}],
    "eight hours": [{"minutes": 480}],
    "eight hours and a minute": [{"minutes": 481}],
    "thirteen hours": [{"minutes": 780}],
    "seventeen hours": [{"start": "2020-03-05 00:00", "minutes": 1020}],
    "two that touch": [{}, {"start": "2020-03-05 11:00"}],
    "two that overlap": [{}, {"start": "2020-03-05 10:59"}],
    "the earlier one later in the file": [{}, {"start": "2020-03-05 08:00"}],
    "the first takes both": [
        {"minutes": 300},
        {"start": "2020-03-05 10:00", "minutes": 60},
        {"start": "2020-03-05 12:00", "minutes": 60},
    ],
    "what overlaps only what is bad": [
        {},
        {"start": "2020-03-05 10:00"},
        {"start": "2020-03-05 11:30"},
    ],
    "twice the same": [{}, {}],
    "twice the same, the first bad": [{"service_field": ""}, {}],
    "a long day in three parts": [
        {"start": "2020-03-05 00:00", "minutes": 300},
        {"start": "2020-03-05 06:00", "minutes": 300},
        {"start": "2020-03-05 12:00", "minutes": 300},
    ],
    "a day that fills up": [
        {"start": "2020-03-05 00:00", "minutes": 900},
        {"start": "2020-03-05 16:00", "minutes": 61},
        {"start": "2020-03-05 18:00", "minutes": 60},
        {"start": "2020-03-05 20:00", "minutes": 1},
    ],
}


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize("before", [0, 420])
@pytest.mark.parametrize("case", CASES)
def test_a_file_is_judged_as_if_it_were_logged(
    lin, association, beach_team, qian, case, before, above
):
    if above:
        association.parent = make_organization("连云港市志愿者总会")
        association.save()
    if before:
        log_session(
            volunteer=lin,
            organization=beach_team,
            start="2020-03-05 14:00",
            minutes=before,
        )
    rows = [row(lin, **cells) for cells in CASES[case]]
    logged, brought = both(rows, organization=association, by=qian)
    assert brought == logged


def test_people_and_activities_are_judged_alike(
    lin, association, beach_team, beach_cleaning, qian
):
    gone = make_volunteer(status="suspended")
    theirs = make_activity(beach_team)
    rows = [
        row(gone),
        row(lin, activity=theirs.pk),
        row(lin, activity=beach_cleaning.pk),
    ]
    logged, brought = both(rows, organization=association, by=qian)
    assert brought == logged
    assert logged == ["volunteer_not_active", "activity_of_another", "organization"]


def test_the_numbers_of_the_day_hold_for_files_too(lin, association, qian):
    for code, value in [
        ("day_minutes_organization", 60),
        ("day_minutes_parent", 90),
        ("day_minutes_city", 120),
        ("retro_days_organization", 1),
        ("retro_days_parent", 1),
    ]:
        Policy.objects.create(code=code, holds_from="2020-03-04", value=value)
    rows = [
        row(lin, f"2020-03-{day:02} 09:00", minutes=minutes)
        for day in (3, 4, 5)
        for minutes in (30, 90)
    ] + [row(lin, "2020-03-05 12:00", minutes=m) for m in (40, 60, 100)]
    logged, brought = both(rows, organization=association, by=qian)
    assert brought == logged
    assert {"too_late", "organization", "city"} < set(logged)


row_strategy = st.fixed_dictionaries(
    {
        "person": st.integers(0, 1),
        "hour": st.integers(0, 23),
        "day": st.sampled_from([4, 5]),
        "minutes": st.sampled_from([1, 30, 60, 61, 240, 479, 480, 481, 720]),
        "pause": st.sampled_from([0, 0, 0, 30]),
    }
)


@given(
    before=st.lists(row_strategy, max_size=3), lines=st.lists(row_strategy, max_size=9)
)
@settings(
    max_examples=40,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_the_rows_a_file_is_judged_as_if_it_were_logged(
    lin, mei, association, qian, before, lines
):
    people = [lin, mei]

    def written(one):
        return row(
            people[one["person"]],
            f"2020-03-{one['day']:02} {one['hour']:02}:00",
            minutes=one["minutes"],
            break_minutes=one["pause"] or "",
        )

    with transaction.atomic():
        log_one_by_one(map(written, before), organization=association, by=qian)
        logged, brought = both(
            [written(one) for one in lines], organization=association, by=qian
        )
        assert brought == logged
        transaction.set_rollback(True)
