"""The page of group entry: who, when, what would come of it, and what came."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hours import rules
from hours.models import Session
from tests.factories import log_session, make_account, make_activity, make_volunteer
from tests.families import born
from tests.hours.at_the_desk import signed_in, text, yesterday
from tests.hours.rosters import join, typed
from volunteers.models import PeopleSearch

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder(qian):
    return signed_in(qian)


@pytest.fixture
def here(association):
    return f"/organizations/{association.pk}/roster/"


@pytest.fixture
def members(association, lin, mei):
    join(association, lin, mei)
    return [lin, mei]


def test_qian_records_a_group_and_says_who_was_left_out(
    recorder, here, association, members, lin, mei
):
    log_session(
        volunteer=lin, organization=association, start=yesterday(), at=timezone.now()
    )
    sent = typed("林小港、梅云台，张三")

    looked = recorder.post(here, sent)
    assert looked.status_code == 200
    assert "Record 1, leave 1 out" in text(looked)
    assert "There are already hours at this time" in text(looked)
    assert "张三 names nobody here." in text(looked)
    assert Session.objects.count() == 1

    done = recorder.post(here, sent | {"record": "1"}, follow=True)
    assert "1 session recorded, 2.00 hours" in text(done)
    assert "林小港" in text(done)
    assert "张三" in text(done)
    assert "They wait there as hours entered later." in text(done)
    recorded = Session.objects.get(volunteer=mei)
    assert (recorded.evidence, recorded.minutes) == ("entered", 120)

    # Sent again, it is the same; and the page may be looked at again.
    again = recorder.post(here, sent | {"record": "1"}, follow=True)
    assert again.redirect_chain == done.redirect_chain
    assert Session.objects.count() == 2


def test_the_same_form_with_one_more_person_adds_that_one(recorder, here, members):
    sent = typed("林小港", record="1")
    recorder.post(here, sent)
    done = recorder.post(here, sent | {"people": "林小港 梅云台"}, follow=True)
    assert "2 sessions recorded" in text(done)
    assert Session.objects.count() == 2


def test_several_times_and_another_one_for_one_person(recorder, here, members, lin):
    second = {"time1-date": str(timezone.localdate()), "time1-break_minutes": "5"}
    sent = typed("林小港 梅云台", ago=2) | second
    sent |= {"time1-start": "00:00", "time1-end": "00:10", "other": ""}
    own = {"own": [f"{lin.number} 0"], "own_start": ["09:30"], "own_end": ["10:30"]}

    recorder.post(here, sent | own | {"record": "1"})

    of_lin = Session.objects.filter(volunteer=lin).order_by("started_at")
    assert [one.minutes for one in of_lin] == [60, 5]
    assert sorted(Session.objects.values_list("minutes", flat=True)) == [5, 5, 60, 120]


def test_a_button_gives_one_person_fields_for_another_time(
    recorder, here, members, lin
):
    looked = recorder.post(here, typed("林小港 梅云台"))
    (button,) = re.findall(rf'value="({lin.number} 0 09:00 11:00)"', text(looked))

    other = recorder.post(here, typed("林小港 梅云台", other=button))
    assert text(other).count('name="own_start" value="09:00"') == 1

    own = {"own": [f"{lin.number} 0"], "own_start": ["x"], "own_end": ["10:30"]}
    wrong = recorder.post(here, typed("林小港 梅云台", record="1", **own))
    assert wrong.status_code == 422
    assert "Please give start and end, such as 09:00." in text(wrong)
    assert Session.objects.count() == 0


def test_an_end_at_midnight_is_the_end_of_the_day(recorder, here, members, lin):
    recorder.post(here, typed("林小港", start="22:00", end="00:00", record="1"))
    assert Session.objects.get().minutes == 120

    past = recorder.post(here, typed("梅云台", start="22:00", end="01:00"))
    assert past.status_code == 422
    assert "The end must be later than the start." in text(past)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"people": ""}, "Please name at least one person."),
        ({"people": "，" * 60_000}, "at most 50000 characters"),
        ({"people": "林, " * 5_001}, "At most 500 people at once."),
        ({"service_field": ""}, "Please choose an activity, or a field of service."),
        ({"time0-date": "2026-02-30"}, "Enter a valid date."),
        ({"time0-date": "9999-12-31"}, "This is not a day."),
        ({"time0-end": "09:00"}, "The end must be later than the start."),
        ({"form": "x"}, "Nothing has been recorded yet."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_lost(
    recorder, here, members, wrong, why
):
    sent = typed("林小港\n张三") | {"time0-break_minutes": "7"} | wrong
    page = recorder.post(here, sent)
    assert page.status_code == 422
    assert why in text(page)
    assert 'name="time0-break_minutes" value="7"' in text(page)
    if "people" not in wrong:
        assert "林小港\n张三" in text(page)


def test_names_are_found_by_initials_ticked_and_join_the_list(
    recorder, here, members, lin, mei, association
):
    found = recorder.post(here, typed("张三", q="lxg", find=""))
    assert f'value="{lin.number} 林小港"' in text(found)
    assert mei.number not in text(found)
    # That somebody was looked for by name is written down.
    assert PeopleSearch.objects.get().organization == association

    ticked = typed("张三", member=[f"{lin.number} 林小港"])
    added = recorder.post(here, ticked | {"q": "lxg", "find": ""})
    assert f"张三\n{lin.number} 林小港" in text(added)
    assert "All of them are in the list already." in text(added)
    assert "Record 1 session" in text(recorder.post(here, ticked))


def test_enter_in_the_search_finds_people(recorder, here, members, lin):
    found = recorder.post(here, typed("", q="lxg", searched="", look="enter"))
    assert found.status_code == 200
    assert f'value="{lin.number} 林小港"' in text(found)
    looked = recorder.post(here, typed("林小港", q="lxg", searched="lxg", look="enter"))
    assert "Record 1 session" in text(looked)


@pytest.mark.parametrize(
    ("q", "why"),
    [
        ("林", "Please type at least two characters."),
        ("林小港" * 17, "at most 50 characters (it has 51)"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_nothing_lost(
    recorder, here, members, lin, q, why
):
    ticked = typed("张三", member=[f"{lin.number} 林小港"])
    page = recorder.post(here, ticked | {"q": q, "find": ""})

    assert page.status_code == 422
    assert why in text(page)
    assert re.search(f'name="q"[^>]* value="{q}"[^>]* aria-invalid="true"', text(page))
    assert f"张三\n{lin.number} 林小港" in text(page)
    assert not PeopleSearch.objects.exists()


def test_what_was_looked_for_is_there_again_after_the_check(recorder, here, members):
    checked = recorder.post(here, typed("林小港", q="myt", searched="myt"))
    kept = dict(
        re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text(checked))
    )
    assert (kept["q"], kept["searched"]) == ("myt", "myt")

    back = text(recorder.post(here, typed("林小港") | kept | {"back": "1"}))
    assert 'name="q" maxlength="50" autocomplete="off" value="myt"' in back
    assert back.count('name="member"') == 1


def test_all_members_can_be_paged_through(recorder, here, association):
    people = [make_volunteer() for _ in range(31)]
    join(association, *people)
    first = text(recorder.get(here))
    assert first.count('name="member"') == 30
    (after,) = re.findall(r'name="find" value="(\d+ )"', first)
    assert text(recorder.post(here, typed("", find=after))).count('name="member"') == 1


def test_minors_and_strangers_are_shown_masked(
    recorder, zhao, here, association, lin, mei
):
    child = make_volunteer(name="许小海", birth_date=born(15))
    join(association, lin, child)
    people = f"林小港 {child.number} {mei.number}"

    page = text(recorder.post(here, typed(people)))
    assert "林小港" in page
    assert ("许小海" in page, "许*" in page) == (False, True)
    assert ("梅云台" in page, "梅*" in page) == (False, True)
    assert "许小海" in text(signed_in(zhao).post(here, typed(people)))


def test_of_two_with_one_name_the_number_chooses(recorder, here, association):
    one, other = make_volunteer(name="王伟"), make_volunteer(name="王伟")
    join(association, one, other)
    asked = text(recorder.post(here, typed("王伟")))
    assert "王伟 is the name of 2 people here." in asked
    assert "Nobody can be recorded this way." in asked

    recorder.post(here, typed("王伟", member=[other.number], record="1"))
    assert Session.objects.get().volunteer == other


def test_another_time_is_a_row_more_and_ten_are_the_most(recorder, here):
    page = recorder.post(here, typed("张三", more="1"))
    assert 'name="time1-start"' in text(page)
    ten = {f"time{n}-date": "2026-01-01" for n in range(10)}
    full = recorder.post(here, typed("张三", more="1") | ten)
    assert 'name="more"' not in text(full)


def test_back_to_the_form_with_everything_typed(recorder, here, members):
    page = text(recorder.post(here, typed("林小港\n张三", back="1")))
    assert "林小港\n张三" in page
    assert 'name="time0-start" value="09:00"' in page


def test_an_activity_can_be_chosen_and_another_organizations_not(
    recorder, here, association, beach_team, members
):
    today = timezone.localdate()
    ours = make_activity(association, starts_on=today, ends_on=today)
    theirs = make_activity(beach_team)
    assert f'value="{ours.pk}" selected' in text(
        recorder.get(f"{here}?activity={ours.pk}")
    )
    wrong = recorder.post(here, typed("林小港", activity=str(theirs.pk)))
    assert wrong.status_code == 422
    recorder.post(here, typed("林小港", activity=str(ours.pk), record="1"))
    assert Session.objects.get().activity == ours


def test_only_its_recorders_and_administrators(
    client, here, qian, zhao, hu, lin, stranger, wang, association
):
    for account in (hu, lin.account, stranger, wang):
        client.force_login(account)
        assert client.get(here).status_code == 404
        assert client.post(here, typed("x")).status_code == 404
    for account in (qian, zhao):
        client.force_login(account)
        assert client.get(here).status_code == 200
        organization = client.get(f"/organizations/{association.pk}/")
        assert here in organization.content.decode()
        assert here in client.get("/sessions/log/").content.decode()
    client.force_login(zhao)
    assert here in client.get("/desk/").content.decode()


def test_a_suspended_organization_says_so(recorder, here, association):
    association.status = "suspended"
    association.save()
    page = text(recorder.get(here))
    assert "This organization takes no new hours at the moment." in page
    assert 'name="people"' not in page


def test_what_is_done_is_told_to_who_did_it(recorder, zhao, here, members):
    done = recorder.post(here, typed("林小港", record="1"))
    assert "1 session recorded" in text(recorder.get(done.url))
    assert signed_in(zhao).get(done.url).status_code == 302
    assert recorder.get(f"{here}done/?act={uuid4()}").status_code == 302


def test_lin_sees_who_recorded_it_and_withdraws(
    recorder, client, here, members, lin, association
):
    recorder.post(here, typed("林小港", record="1"))
    session = Session.objects.get()
    client.force_login(lin.account)
    client.cookies["django_language"] = "en"

    page = text(client.get(f"/sessions/{session.pk}/"))
    assert "钱*, Recorder" in page
    assert f"Recorded by {association.name}" in text(client.get("/me/"))
    client.post(f"/sessions/{session.pk}/withdraw/")
    assert Session.objects.get().status == "withdrawn"


def test_one_person_and_thirty_ask_as_often(recorder, here, association):
    def asked(count):
        people = [make_volunteer() for _ in range(count)]
        join(association, *people)
        youth = make_volunteer(birth_date=born(16))
        busy = make_volunteer(make_account(f"busy{count}").username + "x")
        log_session(
            volunteer=busy,
            organization=association,
            start=yesterday(),
            at=timezone.now(),
        )
        numbers = " ".join(one.number for one in [*people, youth, busy])
        names = " ".join(one.name for one in people)
        sent = typed(f"{numbers}\n{names}\n张三")
        with CaptureQueriesContext(connection) as looked:
            page = recorder.post(here, sent)
        assert page.status_code == 200
        with CaptureQueriesContext(connection) as recorded:
            page = recorder.post(here, sent | {"record": "1"})
        assert page.status_code == 302
        return len(looked), len(recorded)

    assert asked(1) == (14, 31)
    assert asked(30) == (14, 31)


def test_a_mistake_is_taken_back_while_it_waits(
    recorder, zhao, here, members, lin, mei
):
    done = recorder.post(here, typed("林小港 梅云台", record="1"), follow=True)
    assert "A mistake: take all 2 back" in text(done)
    address = done.redirect_chain[-1][0]
    act = {"act": address.partition("act=")[2]}
    of_mei = Session.objects.get(volunteer=mei)
    rules.approve(sessions=[of_mei], by=zhao, at=timezone.now())

    # Zhao, who runs the association, did not record them.
    signed_in(zhao).post(f"{here}take-back/", act)
    assert Session.objects.filter(status="submitted").count() == 1
    back = recorder.post(f"{here}take-back/", act, follow=True)
    assert "1 of them has been taken back." in text(back)
    assert set(Session.objects.values_list("volunteer", "status")) == {
        (lin.pk, "withdrawn"),
        (mei.pk, "approved"),
    }
    again = recorder.post(f"{here}take-back/", act, follow=True)
    assert "There is nothing left to take back." in text(again)
    # Lin's time is free again.
    recorder.post(here, typed("林小港", record="1"))
    assert Session.objects.filter(volunteer=lin, status="submitted").count() == 1
