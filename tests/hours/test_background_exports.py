"""Exports in the background: for whom, step by step, and for a day."""

import csv
import io
import os
from datetime import timedelta

import pytest
from django.utils import timezone

from config import jobs, upkeep
from config.models import Job
from hours import rules
from hours.exports import background, kept
from tests.api.calls import NO_SUCH_ID, V1, problem, signed_in
from tests.factories import NOON, appoint, log_session, make_account


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    """The folder that web and worker processes share."""
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def year(lin, mei, association, beach_team, zhao):
    """Lin's two hours in March count; Mei's in January wait, with another team."""
    lins = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[lins], by=zhao, at=NOON)
    return lins, log_session(
        volunteer=mei, organization=beach_team, start="2020-02-20 09:00"
    )


def begun(by, organization=None, **said):
    return background.begin(
        **{"year": 2020, "language": "en", "format": "csv"} | said,
        organization=organization and organization.pk,
        by=by,
        at=timezone.now(),
    )


def done(job):
    while jobs.advance(job.pk):
        pass
    job.refresh_from_db()
    return job


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def fetched(client, job):
    answer = client.get(f"{V1}/exports/{job.pk}/file/")
    assert answer.status_code == 200
    return rows_of(b"".join(answer.streaming_content))


# Over the API


def test_an_approver_exports_the_year_of_the_organization(year, zhao, association):
    client = signed_in(zhao)
    begin = {"year": 2020, "organization": str(association.pk)}

    told = client.post(f"{V1}/exports/", begin)
    assert told.status_code == 202
    export = told.json()
    assert (export["state"], export["download"]) == ("waiting", None)
    assert export["language"] == "en"  # as the request asked

    done(Job.objects.get(pk=export["id"]))
    (export,) = client.get(f"{V1}/exports/").json()["results"]
    assert (export["state"], export["sessions"]) == ("done", 1)

    answer = client.get(export["download"], headers={"Accept": "text/csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="sessions-2020.csv"'
    (row,) = rows_of(b"".join(answer.streaming_content))
    # Whoever decides knows the names.
    assert (row["name"], row["minutes"], row["status"]) == ("林小港", "120", "Counted")


def test_the_city_exports_everything_with_masked_names(year, wang, he):
    for account in (wang, he):
        rows = fetched(signed_in(account), done(begun(account)))
        assert [row["name"] for row in rows] == ["梅*", "林*"]


def test_whoever_asks_twice_at_once_waits(zhao, association):
    client = signed_in(zhao)
    begin = {"year": 2020, "organization": str(association.pk)}
    assert client.post(f"{V1}/exports/", begin).status_code == 202
    again = client.post(f"{V1}/exports/", begin)
    assert problem(again) == (409, "export_running")


def test_there_are_so_many_exports_a_day(zhao, association, monkeypatch):
    monkeypatch.setattr(background, "EXPORTS_A_DAY", 1)
    done(begun(zhao, association))
    client = signed_in(zhao)
    begin = {"year": 2020, "organization": str(association.pk)}
    assert problem(client.post(f"{V1}/exports/", begin)) == (429, "too_many_exports")


def test_a_spreadsheet_is_for_what_a_sheet_holds(year, zhao, association, monkeypatch):
    asked = {"year": 2020, "organization": str(association.pk), "format": "xlsx"}
    client = signed_in(zhao)
    monkeypatch.setattr(background, "MOST_IN_XLSX", 0)
    told = client.post(f"{V1}/exports/", asked)
    assert problem(told) == (422, "too_many_for_a_sheet")

    monkeypatch.setattr(background, "MOST_IN_XLSX", 10)
    export = client.post(f"{V1}/exports/", asked).json()
    done(Job.objects.get(pk=export["id"]))
    answer = client.get(f"{V1}/exports/{export['id']}/file/")
    assert b"".join(answer.streaming_content)[:2] == b"PK"


# Nobody else's


def test_a_recorder_and_others_export_nothing(year, qian, lin, stranger, association):
    begin = {"year": 2020, "organization": str(association.pk)}
    for account in (qian, lin.account, stranger):
        told = signed_in(account).post(f"{V1}/exports/", begin)
        assert problem(told) == (404, "not_found")
    assert problem(signed_in(stranger).post(f"{V1}/exports/", {"year": 2020})) == (
        404,
        "not_found",
    )
    assert not Job.objects.exists()


def test_only_who_began_it_fetches_it(year, zhao, hu, wang, association, client):
    job = done(begun(zhao, association))
    for account in (hu, wang):
        told = signed_in(account).get(f"{V1}/exports/{job.pk}/file/")
        assert problem(told) == (404, "not_found")
        client.force_login(account)
        assert client.get(f"/exports/{job.pk}/file/").status_code == 404
        assert client.get(f"/exports/{job.pk}/").status_code == 404


def test_whoever_left_the_office_fetches_nothing_any_more(year, zhao, association):
    job = done(begun(zhao, association))
    waiting = begun(zhao, association)
    zhao.appointments.update(ends_on="2020-12-31")

    told = signed_in(zhao).get(f"{V1}/exports/{job.pk}/file/")
    assert problem(told) == (404, "not_found")
    # What had not been written yet is not written.
    assert done(waiting).problem["code"] == "not_found"


# Steps, and what a killed worker leaves


@pytest.fixture
def let_go(monkeypatch):
    """Makes each step so short that it has room for one day, until it is called."""
    monkeypatch.setattr(background, "STEP_SECONDS", 0)
    return lambda: monkeypatch.setattr(background, "STEP_SECONDS", 3)


def test_each_step_writes_whole_days(year, wang, let_go):
    job = begun(wang)
    rows = []
    while jobs.advance(job.pk):
        job.refresh_from_db()
        rows.append(job.result["rows"])
    # Mei served on 20 February, the 51st day, and Lin on 5 March, the 65th.
    assert (job.total, len(rows)) == (366, 365)
    assert [rows[49], rows[50], rows[63], rows[64]] == [0, 1, 1, 2]


def test_what_a_killed_worker_wrote_is_not_there_twice(year, wang, let_go):
    job = begun(wang)
    jobs.advance(job.pk)
    with kept.path_of(job).open("ab") as file:
        file.write(b"half a line of Feb")  # and then the machine went down
    let_go()

    done(job)

    undisturbed = done(begun(wang))
    assert kept.path_of(job).read_bytes() == kept.path_of(undisturbed).read_bytes()
    assert [row["name"] for row in fetched(signed_in(wang), job)] == ["梅*", "林*"]


def test_a_file_that_got_lost_is_no_half_file(year, wang, let_go):
    job = begun(wang)
    jobs.advance(job.pk)
    kept.path_of(job).unlink()

    assert done(job).problem["code"] == "export_lost"
    told = signed_in(wang).get(f"{V1}/exports/{job.pk}/file/")
    assert problem(told) == (410, "export_gone")


# Kept for a day


def test_after_a_day_the_file_is_deleted(year, wang, client):
    job = done(begun(wang))
    path = kept.path_of(job)
    torso = path.with_suffix(".part")
    torso.touch()
    old = (timezone.now() - timedelta(hours=25)).timestamp()
    os.utime(torso, (old, old))

    upkeep.run(at=timezone.now() + timedelta(hours=23))
    assert path.exists()
    assert not torso.exists()
    assert kept.can_be_fetched(job, at=timezone.now() + timedelta(hours=23))

    # Past its time it is not given out, even before it is deleted.
    assert not kept.can_be_fetched(job, at=timezone.now() + timedelta(hours=25))
    upkeep.run(at=timezone.now() + timedelta(hours=25))
    assert not path.exists()
    client.force_login(wang)
    assert client.get(f"/exports/{job.pk}/file/").status_code == 410
    client.cookies["django_language"] = "en"
    assert "has been deleted" in client.get(f"/exports/{job.pk}/").content.decode()


# On pages


@pytest.fixture
def zhao_here(client, zhao):
    client.force_login(zhao)
    client.cookies["django_language"] = "en"
    return client


def test_from_the_organizations_page_to_the_file(year, zhao_here, association, let_go):
    page = zhao_here.get(f"/organizations/{association.pk}/?year=2020")
    link = f"/exports/?organization={association.pk}&amp;year=2020"
    assert link in page.content.decode()

    page = zhao_here.get(f"/exports/?organization={association.pk}&year=2020")
    form = page.context["form"]
    assert (form["year"].value(), form["organization"].value()) == (
        "2020",
        str(association.pk),
    )
    sent = {"organization": str(association.pk), "year": "2020", "format": "csv"}
    begin = zhao_here.post("/exports/", sent)
    assert zhao_here.post("/exports/", sent)["Location"] == begin["Location"]

    page = zhao_here.get(begin["Location"])
    assert "Waiting for its turn" in page.content.decode()
    assert "Your last export is not done yet" in page.content.decode()
    job = Job.objects.get()
    jobs.advance(job.pk)
    part = zhao_here.get(begin["Location"], headers={"HX-Request": "true"})
    assert "1 of 366 days" in part.content.decode()
    assert "<html" not in part.content.decode()
    let_go()

    done(job)
    page = zhao_here.get(begin["Location"]).content.decode()
    assert "1 session" in page
    assert "It holds names" in page
    (row,) = rows_of(
        b"".join(zhao_here.get(f"/exports/{job.pk}/file/").streaming_content)
    )
    assert row["name"] == "林小港"
    assert "Ready until" in zhao_here.get("/exports/").content.decode()


def test_the_city_chooses_the_whole_city_or_one_organization(
    year, wang, association, client
):
    client.force_login(wang)
    client.cookies["django_language"] = "en"
    assert "/exports/?year=2020" in client.get("/city/?year=2020").content.decode()
    page = client.get(f"/exports/?organization={association.pk}")
    assert "The whole city" in page.content.decode()
    assert association.name in page.content.decode()

    begin = client.post(
        "/exports/", {"organization": "city", "year": 2020, "format": "csv"}
    )
    done(Job.objects.get())
    page = client.get(begin["Location"]).content.decode()
    assert "2 sessions" in page
    assert "masked name" in page


def test_the_page_is_there_for_who_may_export(client, qian, lin, stranger, association):
    for account in (qian, lin.account):
        client.force_login(account)
        assert client.get("/exports/").status_code == 404
    client.force_login(stranger)
    assert client.get("/exports/").status_code == 200
    asked = client.get(f"/exports/?organization={association.pk}")
    assert asked.status_code == 404
    assert client.get("/exports/?organization=nonsense").status_code == 404


def test_a_form_that_makes_no_sense_is_shown_again(zhao_here, association):
    page = zhao_here.post(
        "/exports/",
        {"organization": str(association.pk), "year": "last", "format": "csv"},
    )
    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"year"}
    assert not Job.objects.exists()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_costs_the_same_for_one_and_for_many(
    language, client, association, zhao, django_assert_num_queries
):
    client.force_login(zhao)
    client.cookies["django_language"] = language
    known = begun(zhao, association)
    for finished in (1, 29):
        for _ in range(finished):
            Job.objects.create(
                kind=background.KIND,
                account=zhao,
                arguments=known.arguments,
                created_at=NOON,
                touched_at=NOON,
                finished_at=NOON,
            )
        with django_assert_num_queries(7):
            assert client.get("/exports/").status_code == 200


def test_an_unknown_export_does_not_exist(zhao):
    told = signed_in(zhao).get(f"{V1}/exports/{NO_SUCH_ID}/file/")
    assert problem(told) == (404, "not_found")


def test_an_admin_who_approves_nothing_exports_as_well(year, association):
    admin = appoint(make_account("admin"), "admin", association)
    assert len(fetched(signed_in(admin), done(begun(admin, association)))) == 1
