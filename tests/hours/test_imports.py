"""Sessions brought as a file: looked at, added, and taken back as a whole."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hours import errors, imports, rules
from hours.imports.reading import SessionIds, read_moment
from hours.models import Session
from hours.reconcile import reconcile
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_account,
    make_activity,
    make_organization,
    moment,
)
from tests.hours.brought import (
    as_file,
    checked,
    counts,
    loaded,
    row,
    sessions,
    staged,
    told,
    verdicts,
)
from volunteers.models import Volunteer


def test_qian_brings_a_roster_and_zhao_approves_it(lin, mei, association, qian, zhao):
    # Qian has written down on paper who was at the beach, and looks at it first.
    roster = [row(lin, note="三袋塑料"), row(mei, minutes=90)]
    imported = checked(*roster, organization=association, by=qian)
    assert counts(imported) == (2, 0, 0)
    assert sessions() == []

    # Then it is added: to be approved by somebody else.
    imported = imports.load(imported=imported, by=qian, at=EVENING)
    first, second = sessions()
    assert (imported.added, imported.state) == (2, "loaded")
    assert (first.evidence, first.status, first.level) == (
        "entered",
        "submitted",
        "organization",
    )
    assert (first.minutes, first.note, second.minutes) == (120, "三袋塑料", 90)
    assert (first.submitted_by, first.submitted_at) == (qian, EVENING)
    assert first.district_id == association.district_id

    # Qian approves elsewhere, too, but never what she brought.
    appoint(qian, "approver", association)
    mine = rules.approve(sessions=[first, second], by=qian, at=EVENING)
    assert mine.refused_by_code == {"recorder_decides": 2}
    assert rules.approve(sessions=[first, second], by=zhao, at=EVENING).minutes == 210
    assert reconcile() == []


def test_the_same_file_twice_adds_nothing(lin, mei, association, qian, zhao):
    roster = [row(lin), row(mei)]
    loaded(*roster, organization=association, by=qian)
    rules.approve(sessions=sessions()[:1], by=zhao, at=EVENING)

    again = loaded(*roster, organization=association, by=zhao)

    assert (again.added, counts(again)) == (0, (0, 2, 0))
    assert len(sessions()) == 2


def test_loading_again_is_the_same(lin, association, qian):
    imported = loaded(row(lin), organization=association, by=qian)
    again = imports.load(imported=imported, by=qian, at=EVENING)
    assert (again.added, again.loaded_at) == (1, imported.loaded_at)


def test_however_a_moment_is_written_it_is_the_same_session(lin, association, qian):
    loaded(row(lin), organization=association, by=qian)
    again = loaded(
        row(
            f" {lin.number.lower()}",
            started_at="2020/3/5 9:00",
            ended_at="2020-03-05T03:00:00Z",
        ),
        organization=association,
        by=qian,
    )
    assert counts(again) == (0, 1, 0)


def test_the_id_is_of_organization_person_and_time(lin, association, qian):
    loaded(row(lin), organization=association, by=qian)
    start, end = read_moment("2020-03-05 09:00"), read_moment("2020-03-05 11:00")
    same = SessionIds(association.pk).of(lin.number, start, end)
    assert sessions()[0].pk == UUID(same)
    assert UUID(same) == uuid5(association.pk, f"{lin.number} {start} {end}")


@given(organization=st.uuids(), number=st.text(), start=st.text(), end=st.text())
def test_ids_are_those_of_the_standard(organization, number, start, end):
    ours = UUID(SessionIds(organization).of(number, start, end))
    assert ours == uuid5(organization, f"{number} {start} {end}")


def test_one_bad_row_keeps_the_others_out(lin, mei, association, qian):
    imported = staged(
        row(lin), row(mei, service_field="9999"), organization=association, by=qian
    )
    with pytest.raises(imports.errors.RowsAreBad) as bad:
        imports.load(imported=imported, by=qian, at=EVENING)
    assert "1" in bad.value.detail
    assert sessions() == []
    assert told(imported) == {3: [("service_field", "unknown_field")]}


def test_the_others_are_added_where_bad_ones_may_be_left_out(
    lin, mei, association, qian
):
    imported = loaded(
        row(lin),
        row(mei, ended_at="later"),
        organization=association,
        by=qian,
        skip_bad=True,
    )
    assert (imported.added, counts(imported)) == (1, (1, 0, 1))
    assert [session.volunteer for session in sessions()] == [lin]


def test_each_cell_says_what_is_wrong_with_it(lin, association, qian):
    imported = checked(
        row("V123", start="2020-03-05 09:00", ended_at="11", break_minutes="ten"),
        row("V320706200199999X", service_field="", activity="净滩"),
        row(lin, service_field=""),
        row(lin, ended_at="", note="x" * 501),
        organization=association,
        by=qian,
    )
    assert told(imported) == {
        2: [
            ("volunteer", "not_a_volunteer_number"),
            ("ended_at", "not_a_moment"),
            ("break_minutes", "not_minutes"),
        ],
        3: [("volunteer", "not_a_volunteer_number"), ("activity", "unknown_activity")],
        4: [("service_field", "service_field_needed")],
        5: [("ended_at", "empty"), ("note", "too_long")],
    }


def test_reasons_are_told_in_the_language_of_the_reader(lin, association, qian):
    late = "2020-03-05 20:00"
    imported = checked(
        row(lin, start=late, minutes=300), organization=association, by=qian
    )
    (bad,) = imports.problems(imported=imported)
    lines = list(imports.bad_rows_as_csv(imported=imported))
    assert [reason.code for reason in bad.reasons] == ["crosses_midnight"]
    assert "24:00" in bad.reasons[0].sentence
    assert "零点" in lines[1]
    assert "midnight" in lines[1]


def test_bad_rows_put_right_are_brought_again(lin, mei, association, qian):
    imported = loaded(
        row(lin),
        row(mei, service_field="环保", note="=1+1"),
        organization=association,
        by=qian,
        skip_bad=True,
    )
    text = "".join(imports.bad_rows_as_csv(imported=imported))
    assert "'=1+1" in text
    mended = as_file()
    mended.write(text.replace("环保", "环境保护").encode())

    again = imports.stage(
        organization=association, file=mended, name="bad.csv", by=qian, at=EVENING
    )
    again = imports.load(imported=again, by=qian, at=EVENING)

    assert again.ignored == ["原因", "Reasons"]
    assert again.added == 1
    assert Session.objects.get(volunteer=mei).note == "=1+1"


@pytest.mark.parametrize("written", ["0006", "6", "环境保护", "environment"])
def test_a_field_is_named_by_code_or_name(lin, association, qian, written):
    loaded(row(lin, service_field=written), organization=association, by=qian)
    assert sessions()[0].service_field_id == "0006"


@pytest.mark.parametrize("name", ["id", "title", "title_en"])
def test_an_activity_is_named_by_id_or_title(lin, association, qian, name):
    activity = make_activity(association, service_field_id="0005")
    written = str(getattr(activity, name)).upper()
    loaded(row(lin, activity=written), organization=association, by=qian)
    session = sessions()[0]
    assert session.activity == activity
    assert (session.district_id, session.service_field_id) == ("320703", "0005")


def test_of_two_activities_with_one_title_the_running_one_is_meant(
    lin, association, qian
):
    make_activity(association, starts_on="2019-01-01", ends_on="2019-12-31")
    running = make_activity(association, starts_on="2020-03-01", ends_on="2020-03-05")
    imported = checked(
        row(lin, activity=running.title),
        row(lin, start="2020-03-06 09:00", activity=running.title),
        organization=association,
        by=qian,
    )
    assert told(imported) == {3: [("activity", "several_activities")]}
    imported = imports.load(imported=imported, by=qian, at=EVENING, skip_bad=True)
    assert sessions()[0].activity == running


def test_another_organization_s_activity_is_not_there(
    lin, association, qian, beach_team
):
    theirs = make_activity(beach_team)
    imported = checked(row(lin, activity=theirs.pk), organization=association, by=qian)
    assert told(imported) == {2: [("activity", "unknown_activity")]}


def test_rows_of_one_file_do_not_overlap(lin, association, qian):
    imported = checked(
        row(lin, "2020-03-05 10:00"),
        row(lin, "2020-03-05 09:00"),
        row(lin, "2020-03-05 08:00", minutes=60),
        row(lin, "2020-03-05 12:00"),
        organization=association,
        by=qian,
    )
    assert verdicts(imported) == ["good", "bad", "good", "good"]
    (late,) = imports.problems(imported=imported)
    assert late.reasons[0].code == "overlaps_line"
    assert late.reasons[0].details == {"line": 2}


def test_what_another_organization_does_stays_untold(
    lin, association, qian, beach_team
):
    log_session(volunteer=lin, organization=beach_team, start="2020-03-05 10:30")
    log_session(volunteer=lin, organization=association, start="2020-03-06 08:00")
    imported = checked(
        row(lin),
        row(lin, "2020-03-06 07:00"),
        organization=association,
        by=qian,
    )
    theirs, ours = imports.problems(imported=imported)
    assert theirs.reasons[0].code == "overlaps_elsewhere"
    assert theirs.reasons[0].details == {"minutes": 30}
    assert ours.reasons[0].code == "overlaps_session"
    assert ours.reasons[0].details == {"start": "08:00", "end": "10:00"}


def test_a_row_twice_in_a_file_adds_one_session(lin, association, qian):
    imported = loaded(row(lin), row(lin), organization=association, by=qian)
    assert (imported.added, counts(imported)) == (1, (1, 1, 0))
    assert told(imported) == {3: [("started_at", "repeats_line")]}


def test_what_is_there_otherwise_stays_and_is_told(lin, association, qian):
    loaded(row(lin), organization=association, by=qian)
    again = loaded(row(lin, break_minutes=30), organization=association, by=qian)
    assert told(again) == {2: [("started_at", "is_there_otherwise")]}
    assert sessions()[0].minutes == 120


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("recorder", True),
        ("admin", True),
        ("approver", False),
        ("staff", True),
        ("auditor", False),
        (None, False),
    ],
)
def test_who_may_bring_an_organization_s_hours(lin, association, qian, role, may):
    account = make_account("someone")
    if role:
        of_the_city = role in ("staff", "auditor")
        appoint(account, role, None if of_the_city else association)
    imported = staged(row(lin), organization=association, by=qian)
    acts = [
        lambda: staged(row(lin), organization=association, by=account),
        lambda: imports.validate(imported=imported, by=account, at=EVENING),
        lambda: imports.load(imported=imported, by=account, at=EVENING),
        lambda: imports.undo(imported=imported, by=account, at=EVENING),
    ]
    for act in acts:
        if may:
            act()
        else:
            with pytest.raises(imports.errors.MayNotImport):
                act()


def test_nobody_brings_another_organization_s_hours(lin, association, stranger):
    with pytest.raises(imports.errors.MayNotImport):
        staged(row(lin), organization=association, by=stranger)


def test_an_organization_that_pauses_takes_none(lin, association, qian):
    imported = staged(row(lin), organization=association, by=qian)
    association.status = "suspended"
    association.save()
    for act in (imports.validate, imports.load):
        with pytest.raises(errors.OrganizationNotActive):
            act(imported=imported, by=qian, at=EVENING)


def test_only_the_city_may_bring_what_is_long_ago(lin, association, qian, wang):
    parent = make_organization("连云港市志愿者总会")
    association.parent = parent
    association.save()
    long_ago = row(lin, "2019-03-05 09:00")
    imported = checked(long_ago, organization=association, by=qian)
    assert told(imported) == {2: [("started_at", "too_late")]}
    assert "180" in imports.problems(imported=imported)[0].reasons[0].sentence

    imports.load(imported=imported, by=wang, at=EVENING)

    assert sessions()[0].level == "city"


def test_what_is_there_is_there_however_long_ago(lin, association, qian):
    loaded(row(lin), organization=association, by=qian)
    later = loaded(
        row(lin), organization=association, by=qian, at=moment("2021-03-05 09:00")
    )
    assert counts(later) == (0, 1, 0)


def test_a_dry_run_is_nobody_s(lin, association):
    imported = staged(row(lin), organization=association, by=None)
    assert counts(imports.validate(imported=imported, by=None, at=EVENING)) == (1, 0, 0)


def test_somebody_logged_between_looking_and_loading(lin, association, qian):
    imported = checked(row(lin), organization=association, by=qian)
    log_session(volunteer=lin, organization=association, at=NOON)
    with pytest.raises(imports.errors.RowsAreBad):
        imports.load(imported=imported, by=qian, at=EVENING)
    assert told(imported) == {2: [("started_at", "overlaps_session")]}


def test_the_queries_do_not_grow_with_the_rows(
    association, qian, django_assert_num_queries, lin, mei
):
    one = staged(row(lin), organization=association, by=qian)
    many = staged(
        *(row(lin, f"2020-03-05 {hour:02}:00", minutes=10) for hour in range(15)),
        *(row(mei, f"2020-03-05 {hour:02}:00", minutes=70) for hour in range(15)),
        organization=association,
        by=qian,
    )
    for imported in (one, many):
        with django_assert_num_queries(13):
            imports.load(imported=imported, by=qian, at=EVENING, skip_bad=True)
    assert Volunteer.objects.count() == 3
