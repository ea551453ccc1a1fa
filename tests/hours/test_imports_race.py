"""A file is added while people log, decide and bring the same file."""

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction

from config.database.owner import as_owner
from config.errors import RuleBroken
from hours import errors, imports, rules
from hours.models import Import, Session
from hours.reconcile import reconcile
from tests.factories import EVENING, log_session, make_volunteer
from tests.hours.brought import counts, loaded, row, sessions, staged
from tests.racing import all_at_once, held, in_background
from volunteers.models import Volunteer

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_a_person_logs_and_a_file_says_so_at_the_same_moment(lin, association, qian):
    days = [f"2020-03-{day:02} 09:00" for day in range(1, 6)]
    for day in days:
        imported = staged(row(lin, day), organization=association, by=qian)

        def adds(imported=imported):
            return imports.load(
                imported=imported, by=qian, at=EVENING, skip_bad=True
            ).added

        def logs(day=day):
            try:
                log_session(volunteer=lin, organization=association, start=day)
            except errors.Overlaps:
                return 0
            return 1

        assert sum(all_at_once(adds, logs)) == 1
    assert Session.objects.taking_time().count() == len(days)
    assert reconcile() == []


def test_who_logs_while_a_file_is_added_waits_and_then_sees_it(lin, association, qian):
    imported = staged(row(lin), organization=association, by=qian)
    waiting = []

    def halfway(done, of):
        # The session is added and not yet committed.
        logs = in_background(
            lambda: log_session(volunteer=lin, organization=association)
        )
        assert logs.waits()
        waiting.append(logs)

    imports.load(imported=imported, by=qian, at=EVENING, progress=halfway)

    with pytest.raises(errors.Overlaps):
        waiting[0].result()


def test_one_file_brought_twice_at_once_is_added_once(association, qian, zhao):
    people = [make_volunteer() for _ in range(20)]
    files = [
        staged(*map(row, some), organization=association, by=by)
        for some, by in ((people, qian), (people[::-1], zhao))
    ]

    def adds(imported):
        by = imported.staged_by
        return lambda: imports.load(imported=imported, by=by, at=EVENING).added

    assert sorted(all_at_once(*map(adds, files))) == [0, 20]
    assert len(sessions()) == 20


def test_who_presses_twice_adds_once(lin, association, qian):
    imported = staged(row(lin), organization=association, by=qian)

    def adds():
        return imports.load(imported=imported, by=qian, at=EVENING).added

    assert all_at_once(adds, adds) == [1, 1]
    assert len(sessions()) == 1


def test_taking_back_and_approving_at_once_is_one_of_them(association, qian, zhao):
    people = [make_volunteer() for _ in range(10)]
    imported = loaded(*map(row, people), organization=association, by=qian)
    pks = [session.pk for session in sessions()]

    def approves():
        return rules.approve(sessions=pks, by=zhao, at=EVENING).decided

    def takes_back():
        try:
            imports.undo(imported=imported, by=qian, at=EVENING)
        except RuleBroken as broken:
            return broken.code
        return "undone"

    assert all_at_once(approves, takes_back) in ([10, "import_counts"], [0, "undone"])
    assert reconcile() == []


def test_killed_in_the_middle_and_begun_again_nothing_is_lost_or_twice(
    association, qian
):
    people = [make_volunteer() for _ in range(30)]
    imported = staged(*map(row, people), organization=association, by=qian)
    mine = connection.connection.info.backend_pid

    def kills(done, of):
        # All sessions are written, and nothing is committed.
        def ends():
            with as_owner(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [mine])

        in_background(ends).result()

    with pytest.raises((OperationalError, InterfaceError)):
        imports.load(imported=imported, by=qian, at=EVENING, progress=kills)
    connection.close()
    assert sessions() == []

    # What was staged can be added, and so can the file brought anew.
    assert imports.load(imported=imported, by=qian, at=EVENING).added == 30
    again = loaded(*map(row, people), organization=association, by=qian)
    assert counts(again) == (0, 30, 0)
    assert len(sessions()) == 30
    assert reconcile() == []


def test_people_are_locked_in_the_order_of_their_ids(association, qian):
    first, *others = [make_volunteer() for _ in range(30)]
    imported = staged(*map(row, [*others, first]), organization=association, by=qian)
    with held("SELECT FROM volunteers_volunteer WHERE id = %s FOR UPDATE", first.pk):
        adds = in_background(
            lambda: imports.load(imported=imported, by=qian, at=EVENING).added
        )
        assert adds.waits()
        # It has none of the others before it has the first.
        with transaction.atomic():
            free = Volunteer.objects.select_for_update(skip_locked=True)
            assert len(free.filter(pk__in=[one.pk for one in others])) == 29
    assert adds.result() == 30


def test_two_files_of_the_same_people_in_another_order_do_not_deadlock(
    association, qian
):
    people = [make_volunteer() for _ in range(30)]
    files = [
        staged(
            *(row(one, f"2020-03-{day:02} 09:00") for one in some),
            organization=association,
            by=qian,
        )
        for day, some in enumerate([people, people[::-1]] * 3, start=1)
    ]

    def adds(imported):
        return lambda: imports.load(imported=imported, by=qian, at=EVENING).added

    assert all_at_once(*map(adds, files)) == [30] * 6
    assert Import.objects.filter(state="loaded").count() == 6
