"""An organization certifies what it recorded of many people at once."""

import io
import zipfile

import pytest
from django.test import Client

from config import jobs
from config.models import Job
from hours import rules as hours_rules
from recognition.batches import making
from recognition.models import Certificate
from tests.factories import EVENING, NOON, appoint, make_account, make_volunteer
from tests.recognition.conftest import counted
from volunteers.models import Membership

pytestmark = pytest.mark.django_db

YEAR = {"first": "2020-01-01", "last": "2020-12-31"}


@pytest.fixture
def head(association, settings, tmp_path):
    """Who runs the association."""
    settings.VAR_DIR = tmp_path
    return appoint(make_account("head"), "admin", association)


@pytest.fixture
def pupils(association, zhao):
    """Three members who served."""
    names = {"yi": "丁一", "er": "丁二", "san": "丁三"}
    people = [make_volunteer(called, name=name) for called, name in names.items()]
    for one in people:
        counted(one, association, zhao, "2020-03-03")
        join(one, association)
    return people


def join(person, organization):
    Membership.objects.create(
        volunteer=person, organization=organization, joined_on="2020-01-01"
    )


@pytest.fixture
def desk(head):
    browser = Client()
    browser.force_login(head)
    browser.cookies["django_language"] = "en"
    return browser


def ask(desk, association, **said):
    return desk.post(f"/organizations/{association.pk}/certificates/", YEAR | said)


def work():
    job = Job.objects.latest("created_at")
    while jobs.advance(job.pk):
        pass
    job.refresh_from_db()
    return job


def fetched(desk, job):
    answer = desk.get(f"/certificate-batches/{job.pk}/file/")
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_a_class_gets_its_certificates_in_one_archive(desk, association, pupils):
    led = ask(desk, association)
    assert "Waiting for its turn" in desk.get(led["Location"]).content.decode()
    job = work()

    assert "3 certificates" in desk.get(led["Location"]).content.decode()
    archive = fetched(desk, job)
    printed = {f"{one.number}.pdf" for one in pupils}
    assert {*archive.namelist()} == {"list.csv", *printed}
    assert all(archive.read(name).startswith(b"%PDF") for name in printed)
    listed = archive.read("list.csv").decode().splitlines()
    assert {line.split(",")[2] for line in listed[1:]} == {one.name for one in pupils}
    # They are theirs: what the organization recorded, and nothing else.
    for one in pupils:
        certificate = one.certificates.get()
        assert (certificate.organization, certificate.minutes) == (association, 120)


def test_only_those_that_were_named(desk, association, pupils):
    ask(desk, association, numbers=f"{pupils[0].number.lower()}\n{pupils[2].number}")
    archive = fetched(desk, work())

    assert {*archive.namelist()[1:]} == {f"{pupils[n].number}.pdf" for n in (0, 2)}


def test_a_number_without_hours_is_said_and_nothing_begins(desk, association, pupils):
    stranger = make_volunteer()
    answer = ask(desk, association, numbers=f"{pupils[0].number} {stranger.number}")

    said = answer.content.decode()
    assert answer.status_code == 422
    assert f"No members with approved hours in this time: {stranger.number}." in said
    assert f"{pupils[0].number} {stranger.number}" in said  # what was typed
    assert not Job.objects.exists()


def test_nobody_served_then(desk, association, pupils):
    answer = ask(desk, association, first="2019-01-01", last="2019-12-31")

    assert "No member has approved hours with you" in answer.content.decode()
    assert not Job.objects.exists()


def test_one_at_a_time_for_each_administrator(desk, association, pupils):
    ask(desk, association)
    answer = ask(desk, association)

    assert "Your last ones are not done yet" in answer.content.decode()
    assert Job.objects.count() == 1


def test_whose_hours_went_meanwhile_is_left_out(desk, association, pupils, wang):
    ask(desk, association)
    taken = pupils[1].sessions.get()
    hours_rules.reverse(sessions=[taken], reason="Not there", by=wang, at=EVENING)
    job = work()

    assert f"{pupils[1].number}.pdf" not in fetched(desk, job).namelist()
    page = desk.get(f"/certificate-batches/{job.pk}/").content.decode()
    assert "1 person had no approved hours any more" in page


def test_who_is_no_member_makes_their_own(desk, association, pupils, lin, zhao):
    counted(lin, association, zhao, "2020-03-03")
    ask(desk, association)

    assert f"{lin.number}.pdf" not in fetched(desk, work()).namelist()
    assert (
        "No members with approved hours"
        in ask(desk, association, numbers=lin.number).content.decode()
    )


@pytest.mark.parametrize("where", ["as_pdf", "_list", "partial"])
def test_a_worker_may_die_anywhere_and_nothing_is_twice(
    desk, association, pupils, monkeypatch, where
):
    ask(desk, association)

    def die(*given, **named):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(making, where, die)
        with pytest.raises(KeyboardInterrupt):
            work()

    assert len(fetched(desk, work()).namelist()) == 4
    assert Certificate.objects.count() == 3


def test_who_runs_it_no_more_makes_and_fetches_nothing(desk, head, association, pupils):
    ask(desk, association)
    done = work()
    ask(desk, association)
    head.appointments.update(ends_on=NOON.date())

    assert desk.get(f"/certificate-batches/{done.pk}/file/").status_code == 404
    assert work().problem["code"] == "not_your_organization"


def test_the_archive_goes_after_a_day_and_the_certificates_stay(
    desk, association, pupils
):
    ask(desk, association)
    job = work()
    Job.objects.filter(pk=job.pk).update(finished_at=NOON)

    assert desk.get(f"/certificate-batches/{job.pk}/file/").status_code == 410
    page = desk.get(f"/certificate-batches/{job.pk}/").content.decode()
    assert "The archive has been deleted" in page
    assert Certificate.objects.count() == 3
