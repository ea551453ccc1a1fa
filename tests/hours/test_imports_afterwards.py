"""What becomes of sessions a file has added, and of the file."""

from datetime import timedelta

import pytest

from config import upkeep
from hours import imports, rules
from hours.models import Import, ImportRow, Session
from hours.reconcile import reconcile
from tests.factories import EVENING, moment
from tests.hours.brought import checked, loaded, row, sessions, staged, told


def test_rejected_hours_are_told_and_not_added_again(lin, association, qian, zhao):
    loaded(row(lin), organization=association, by=qian)
    rules.reject(sessions=sessions(), by=zhao, reason_code="not_present", at=EVENING)
    again = checked(row(lin), organization=association, by=qian)
    assert told(again) == {2: [("started_at", "once_rejected")]}


def test_corrected_hours_are_told_and_not_added_again(lin, association, qian, zhao):
    loaded(row(lin), organization=association, by=qian)
    rules.approve(sessions=sessions(), by=zhao, at=EVENING)
    rules.reverse(sessions=sessions(), by=zhao, reason="Rain", at=EVENING)
    again = checked(row(lin), organization=association, by=qian)
    assert told(again) == {2: [("started_at", "once_reversed")]}


def test_what_is_taken_back_comes_in_under_a_next_id(lin, mei, association, qian):
    for times in (1, 2, 3):
        imported = loaded(row(lin), row(mei), organization=association, by=qian)
        assert imported.added == 2
        assert Session.objects.count() == 2 * times
        assert Session.objects.taking_time().count() == 2

        undone = imports.undo(imported=imported, by=qian, at=EVENING)
        assert undone.is_undone
        assert not Session.objects.taking_time().exists()
    assert {move.new for one in sessions() for move in one.moves.all()} == {"withdrawn"}
    assert reconcile() == []


def test_taking_back_leaves_what_was_there_before(lin, mei, association, qian):
    loaded(row(lin), organization=association, by=qian)
    second = loaded(row(lin), row(mei), organization=association, by=qian)
    imports.undo(imported=second, by=qian, at=EVENING)
    (left,) = Session.objects.taking_time()
    assert left.volunteer == lin


def test_what_counts_is_not_taken_back(lin, mei, association, qian, zhao):
    imported = loaded(row(lin), row(mei), organization=association, by=qian)
    first, second = sessions()
    rules.approve(sessions=[first], by=zhao, at=EVENING)
    with pytest.raises(imports.errors.ImportCounts) as counting:
        imports.undo(imported=imported, by=qian, at=EVENING)
    assert "1" in counting.value.detail
    second.refresh_from_db()
    assert second.status == "submitted"


def test_what_was_rejected_meanwhile_stays_so(lin, mei, association, qian, zhao):
    imported = loaded(row(lin), row(mei), organization=association, by=qian)
    rules.reject(
        sessions=sessions()[:1], by=zhao, reason_code="not_present", at=EVENING
    )
    imports.undo(imported=imported, by=qian, at=EVENING)
    assert [one.status for one in sessions()] == ["rejected", "withdrawn"]


def test_taking_back_again_is_the_same_and_loading_then_is_not(lin, association, qian):
    imported = loaded(row(lin), organization=association, by=qian)
    first = imports.undo(imported=imported, by=qian, at=EVENING)
    again = imports.undo(imported=imported, by=qian, at=moment("2020-03-07 09:00"))
    assert again.undone_at == first.undone_at
    with pytest.raises(imports.errors.ImportUndone):
        imports.load(imported=imported, by=qian, at=EVENING)


def test_what_was_never_added_cannot_be_taken_back(lin, association, qian):
    imported = checked(row(lin), organization=association, by=qian)
    with pytest.raises(imports.errors.ImportNotLoaded):
        imports.undo(imported=imported, by=qian, at=EVENING)


@pytest.mark.parametrize(
    ("days", "waits", "keeps_rows"),
    [(6, True, True), (8, False, True), (29, False, True), (31, False, False)],
)
def test_old_files_do_not_stay(lin, mei, association, qian, days, waits, keeps_rows):
    old = loaded(row(lin), organization=association, by=qian)
    waiting = staged(row(mei), organization=association, by=qian)

    upkeep.run(at=EVENING + timedelta(days=days))

    old.refresh_from_db()
    assert Import.objects.filter(pk=waiting.pk).exists() == waits
    assert old.keeps_rows == old.lines.exists() == keeps_rows
    assert ImportRow.objects.count() == waits + keeps_rows


def test_without_its_rows_a_file_is_neither_added_nor_taken_back(
    lin, association, qian
):
    old = loaded(row(lin), organization=association, by=qian)
    upkeep.run(at=EVENING + timedelta(days=31))
    with pytest.raises(imports.errors.ImportTooOld):
        imports.undo(imported=old, by=qian, at=EVENING)
