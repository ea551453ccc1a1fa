"""The page of imports: a file is looked at, brought in, and perhaps taken back."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from hours import rules
from hours.models import Import, Session, Upload
from tests.factories import appoint, make_account, make_volunteer
from tests.hours.at_the_desk import signed_in, text
from tests.hours.at_the_import import HEADINGS, address, as_csv, press, row, send


@pytest.fixture
def recorder(qian):
    """Qian, signed in, in English."""
    return signed_in(qian)


def test_qian_brings_a_month_and_zhao_approves_it(
    recorder, zhao, association, lin, mei
):
    shown = send(recorder, association, as_csv([row(lin), row(mei, start="08:00")]))
    assert "Import 2 rows" in text(shown)
    assert "5.00 hours of 2 people" in text(shown)
    assert Session.objects.count() == 0

    done = press(recorder, shown, "load")
    assert "2 sessions imported, 5.00 hours in all" in text(done)
    assert "Somebody else approves them" in text(done)
    assert set(Session.objects.values_list("evidence", "status")) == {
        ("entered", "submitted")
    }

    # Whoever brought them leaves the deciding to others.
    rules.approve(sessions=list(Session.objects.all()), by=zhao, at=timezone.now())
    after = recorder.get(address(shown))
    assert "2 sessions of this import have been approved" in text(after)
    assert "take the whole import back" not in text(after)


def test_a_problem_is_told_in_its_cell_in_both_languages(
    recorder, qian, association, lin
):
    bad = row(lin, start="11:00", end="09:00")
    shown = send(recorder, association, as_csv([row(lin, ago=2), bad]))

    line = shown.context["page"].lines[1]
    (ended,) = [one for one in line.cells if one.reasons]
    assert (line.number, ended.heading) == (3, "ended_at")
    assert "The end must be later than the start." in text(shown)
    assert "结束" in text(signed_in(qian, "zh-hans").get(address(shown)))


def test_only_the_rows_with_a_problem(recorder, association, lin):
    rows = [row(lin, ago=2), row(lin, ago=3, end="08:00"), row(lin, ago=4)]
    shown = send(recorder, association, as_csv(rows))

    def numbers(query):
        page = recorder.get(f"{address(shown)}{query}").context["page"]
        return [line.number for line in page.lines]

    assert numbers("") == [2, 3, 4]
    assert numbers("?only=problems") == [3]
    assert numbers("?after=3") == [4]
    assert numbers("?after=x&only=y") == [2, 3, 4]


def test_bad_rows_are_left_out_when_so_said(recorder, association, lin):
    rows = [row(lin, ago=2), row(lin, ago=3, end="08:00")]
    shown = send(recorder, association, as_csv(rows))

    refused = press(recorder, shown, "load")
    assert Session.objects.count() == 0
    assert "so none was" in text(refused)

    done = press(recorder, shown, "load", skip_bad="1")
    assert "1 session imported" in text(done)
    assert "1 left out" in text(done)
    file = b"".join(recorder.get(f"{address(shown)}problems.csv").streaming_content)
    assert lin.number in file.decode()


def test_the_same_file_again_adds_nothing(recorder, association, lin):
    content = as_csv([row(lin)])
    press(recorder, send(recorder, association, content), "load")

    again = send(recorder, association, content)
    assert "Every row of this file is already there." in text(again)
    assert "Import 1 row" not in text(again)


def test_an_import_is_taken_back_whole(recorder, association, lin, mei):
    content = as_csv([row(lin), row(mei)])
    shown = press(recorder, send(recorder, association, content), "load")

    asked = recorder.get(f"{address(shown)}undo/")
    assert "2 sessions of 2 people, 4.00 hours" in text(asked)
    assert set(Session.objects.values_list("status", flat=True)) == {"submitted"}

    undone = press(recorder, shown, "undo")
    assert "This import was taken back." in text(undone)
    assert set(Session.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert "Import 2 rows" in text(send(recorder, association, content))


def test_taking_an_import_back_is_no_decision(zhao, association, lin):
    client = signed_in(zhao)
    shown = send(client, association, as_csv([row(lin)]))
    press(client, shown, "load")
    press(client, shown, "undo")
    assert client.get("/desk/").context["overview"].decided_today == 0
    assert client.get("/desk/decided/").context["acts"] == []


def test_what_counts_is_not_taken_back(recorder, zhao, association, lin, mei):
    shown = send(recorder, association, as_csv([row(lin), row(mei)]))
    press(recorder, shown, "load")
    first = Session.objects.order_by("pk").first()
    rules.approve(sessions=[first], by=zhao, at=timezone.now())

    assert recorder.get(f"{address(shown)}undo/").status_code == 302
    refused = press(recorder, shown, "undo")
    assert "1 session of this import has been approved" in text(refused)
    assert Session.objects.filter(status="withdrawn").count() == 0


def test_a_file_sent_twice_by_one_form_is_one_import(recorder, association, lin):
    form, content = uuid4(), as_csv([row(lin)])
    first = send(recorder, association, content, form=form)
    again = send(recorder, association, content, form=form)
    assert address(first) == address(again)
    assert Import.objects.count() == 1

    # Another file by the same form, after going back, is another.
    other = send(recorder, association, as_csv([row(lin, ago=3)]), form=form)
    assert address(other) != address(first)


def test_buttons_pressed_twice_act_once(recorder, association, lin):
    shown = send(recorder, association, as_csv([row(lin)]))
    for _ in range(2):
        assert "1 session imported" in text(press(recorder, shown, "load"))
    for _ in range(2):
        assert "taken back" in text(press(recorder, shown, "undo"))
    assert Session.objects.count() == 1

    dropped = send(recorder, association, as_csv([row(lin, ago=5)]))
    for _ in range(2):
        press(recorder, dropped, "discard")
    assert not Import.objects.filter(state="checked").exists()


def test_what_was_loaded_is_not_discarded(recorder, association, lin):
    shown = send(recorder, association, as_csv([row(lin)]))
    press(recorder, shown, "load")
    press(recorder, shown, "discard")
    assert Import.objects.get().is_loaded


def test_looking_changes_nothing(recorder, association, lin):
    shown = send(recorder, association, as_csv([row(lin)]))
    for act in ("load", "discard", "check"):
        assert recorder.get(f"{address(shown)}{act}/").status_code == 405
    before = Import.objects.values().get()
    recorder.get(address(shown))
    assert Import.objects.values().get() == before


WRONG = {
    "march.csv": (b"", "There is nothing in this file"),
    "march.xlsx": (b"PK\x03\x04 not really", "cannot be read"),
    "photo.png": (b"\x89PNG\x00\x00", "cannot be read"),
    "roster.csv": (b"name,hours\nLin,3\n", "These headings are missing"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_told_beside_the_field(name, recorder, association):
    content, words = WRONG[name]
    shown = send(recorder, association, content, name=name)
    assert shown.status_code == 422
    assert words in text(shown)
    assert Import.objects.count() == Upload.objects.count() == 0


def test_no_file_at_all(recorder, association):
    shown = recorder.post(
        f"/organizations/{association.pk}/imports/", {"form": str(uuid4())}
    )
    assert "Please choose a file." in text(shown)


def test_a_file_too_large_says_how_large_it_may_be(
    recorder, association, lin, settings
):
    settings.LARGEST_UPLOAD = 1024
    content = as_csv([row(lin)] * 30)
    shown = send(recorder, association, content)
    assert shown.status_code == 422
    assert "larger than" in text(shown)
    assert "Please choose a file." not in text(shown)


def test_the_page_asks_again_only_while_something_goes_on(recorder, association, lin):
    shown = send(recorder, association, as_csv([row(lin)]))
    part = recorder.get(address(shown), headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"


def test_blank_sheets_can_be_sent_in_as_they_are(qian, association, beach_cleaning):
    for language in ("en", "zh-hans"):
        client = signed_in(qian, language)
        for ending in ("csv", "xlsx"):
            sheet = client.get(
                f"/organizations/{association.pk}/imports/blank.{ending}"
            )
            shown = send(client, association, sheet.content, name=f"a.{ending}")
            (line,) = shown.context["page"].lines
            (told,) = [cell for cell in line.cells if cell.reasons]
            # The example is nobody's; nothing else is wrong with it.
            assert told.heading in ("volunteer", "志愿者编号")


@pytest.mark.parametrize("role", ["recorder", "admin", "staff"])
def test_who_brings_hours(role, association):
    where = None if role == "staff" else association
    client = signed_in(appoint(make_account("somebody"), role, where))
    assert client.get(f"/organizations/{association.pk}/imports/").status_code == 200


@pytest.mark.parametrize("role", ["approver", "auditor"])
def test_who_does_not(role, association):
    where = None if role == "auditor" else association
    client = signed_in(appoint(make_account("somebody"), role, where))
    assert client.get(f"/organizations/{association.pk}/imports/").status_code == 404


def test_an_import_of_another_organization_does_not_exist(
    recorder, qian, association, beach_team, lin
):
    appoint(qian, "recorder", beach_team)
    shown = send(recorder, association, as_csv([row(lin)]))
    elsewhere = address(shown).replace(str(association.pk), str(beach_team.pk))
    assert recorder.get(elsewhere).status_code == 404
    assert recorder.post(f"{elsewhere}discard/").status_code == 302
    assert Import.objects.count() == 1


def test_ways_lead_there(zhao, qian, association):
    there = f"/organizations/{association.pk}/imports/"
    assert there in text(signed_in(zhao).get("/desk/"))
    assert there in text(signed_in(qian).get(f"/organizations/{association.pk}/"))
    assert there not in text(Client().get(f"/organizations/{association.pk}/"))


def asked(client, url, django_assert_num_queries, count):
    with django_assert_num_queries(count):
        assert client.get(url).status_code == 200


def test_queries_do_not_grow_with_the_rows(
    recorder, association, django_assert_num_queries
):
    start = f"/organizations/{association.pk}/imports/"
    for count in (1, 30):
        rows = [row(make_volunteer()) for _ in range(count)]
        rows.append(row(make_volunteer(), end="08:00"))
        shown = send(recorder, association, as_csv(rows))
        asked(recorder, start, django_assert_num_queries, 9)
        asked(recorder, address(shown), django_assert_num_queries, 8)
        press(recorder, shown, "load", skip_bad="1")
        asked(recorder, address(shown), django_assert_num_queries, 7)


def test_columns_that_mean_nothing_are_named(recorder, association, lin):
    headings = [*HEADINGS, "手机", "组别"]
    shown = send(
        recorder, association, as_csv([[*row(lin), "138", "三"]], headings=headings)
    )
    assert "The columns 手机、组别 are not used." in text(shown)
