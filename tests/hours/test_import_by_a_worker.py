"""A file too long to wait for: read, brought in and taken back by a worker."""

import pytest

from config import jobs
from config.models import Job
from hours.import_page import steps
from hours.models import Import, Upload, UploadPiece
from hours.views import imports as page
from tests.hours.at_the_desk import signed_in, text
from tests.hours.at_the_import import address, as_csv, as_xlsx, press, row, send, work


@pytest.fixture
def recorder(qian):
    """Qian, signed in, in English."""
    return signed_in(qian)


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch):
    monkeypatch.setattr(page, "READ_AT_ONCE", 0)
    monkeypatch.setattr(steps, "AT_ONCE", 0)


def test_a_long_file_is_read_loaded_and_undone_by_a_worker(recorder, association, lin):
    sent = send(recorder, association, as_xlsx([row(lin)]), name="march.xlsx")
    assert "Reading the file" in text(sent)
    assert UploadPiece.objects.count() == 1
    assert "Being read" in text(
        recorder.get(f"/organizations/{association.pk}/imports/")
    )

    work()
    assert UploadPiece.objects.count() == 0
    shown = recorder.get(address(sent), follow=True)
    assert "Import 1 row" in text(shown)

    for act, going_on, done in (
        ("load", "Importing", "1 session imported"),
        ("undo", "Taking the import back", "This import was taken back."),
    ):
        assert going_on in text(press(recorder, shown, act))
        press(recorder, shown, act)  # once more: it is one job
        assert Job.objects.unfinished().count() == 1
        work()
        assert done in text(recorder.get(address(shown)))


def test_a_long_file_that_cannot_be_read_says_so_and_is_forgotten(
    recorder, qian, association
):
    sent = send(recorder, association, b"name,hours\nLin,3\n")
    work()

    assert "These headings are missing" in text(recorder.get(address(sent)))
    assert "第一行" in text(signed_in(qian, "zh-hans").get(address(sent)))
    assert UploadPiece.objects.count() == Import.objects.count() == 0


def test_a_long_picture_is_refused_at_once(recorder, association):
    shown = send(recorder, association, b"\x89PNG\x00\x00", name="photo.png")
    assert "This file cannot be read" in text(shown)
    assert Upload.objects.count() == Job.objects.count() == 0


def test_a_file_discarded_while_it_is_being_checked(recorder, association, lin):
    send(recorder, association, as_csv([row(lin)]))
    (job,) = Job.objects.all()
    jobs.advance(job.pk)  # read, and not yet checked
    there = f"/organizations/{association.pk}/imports/{Import.objects.get().pk}/"
    assert "Checking the rows" in text(recorder.get(there))
    recorder.post(f"{there}discard/")

    work()
    job.refresh_from_db()
    assert (job.state, Import.objects.count()) == ("done", 0)


def test_a_row_that_went_bad_meanwhile_stops_a_long_import(recorder, association, lin):
    sent = send(recorder, association, as_csv([row(lin)]))
    work()
    shown = recorder.get(address(sent), follow=True)
    lin.status = "deceased"
    lin.save()

    press(recorder, shown, "load")
    work()
    after = text(recorder.get(address(shown)))
    assert "so none was" in after
    assert "1 row has a problem" in after
