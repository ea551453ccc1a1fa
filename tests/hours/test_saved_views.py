"""The filter of the desk: it stays from list to list, and is kept under a name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from city.rules import close_account
from hours import rules
from hours.models import SavedView
from hours.rules.saved_views import MOST
from tests.api.calls import V1
from tests.api.calls import signed_in as calling
from tests.factories import appoint, log_session, make_organization
from tests.hours.at_the_desk import DESK, of, roster, shown, signed_in, text

VIEWS = "/desk/views/"


def keep(client, organization, name="Entered", **asked):
    asked = asked or {"evidence": "entered"}
    return client.post(f"{VIEWS}?{of(organization, **asked)}", {"name": name})


def test_a_filter_stays_from_list_to_list(at_desk, association, beach_cleaning):
    roster(association, 1, activity=beach_cleaning)
    page = text(
        at_desk.get(f"{DESK}?{of(association, evidence='entered', least='30')}")
    )
    kept = "evidence=entered&amp;least=30"
    assert f"{kept}&amp;activity={beach_cleaning.pk}" in page
    assert f"{kept}&amp;view=asked" in page
    assert f"{kept}&amp;view=counted" in page


def test_it_is_kept_under_a_name_and_listed_on_the_left(at_desk, association):
    roster(association, 1)
    answer = keep(at_desk, association, evidence="entered", least="60", view="asked")
    assert (
        answer.url
        == f"/desk/?{of(association, view='asked')}&evidence=entered&least=60"
    )
    page = text(at_desk.get(DESK))
    assert "Entered</span></a>" in page
    here = at_desk.get(answer.url)
    assert 'aria-current="true"><span class="hh-queue-title">Entered' in text(here)
    assert here.context["asked"].filter.least_minutes == 60


def test_it_is_renamed_and_deleted(at_desk, association):
    keep(at_desk, association)
    one = SavedView.objects.get()
    here = f"{VIEWS}{one.pk}/"
    page = at_desk.post(here, {"name": "Later"}, follow=True)
    assert "Renamed." in text(page)
    assert 'value="Later"' in text(page)

    keep(at_desk, association, "Another")
    taken = at_desk.post(here, {"name": "Another"})
    assert taken.status_code == 409
    assert "of this name here already" in text(taken)
    assert at_desk.post(here, {"name": ""}).status_code == 422

    assert "Deleted." in text(at_desk.post(here, {"delete": "1"}, follow=True))
    assert [one.name for one in SavedView.objects.all()] == ["Another"]


def test_a_name_is_once_at_a_desk_and_again_at_another(zhao, at_desk, association):
    second = make_organization("港城救援队")
    appoint(zhao, "approver", second)
    client = signed_in(zhao)
    assert keep(client, association).status_code == 302
    again = keep(client, association, least="5")
    assert again.status_code == 409
    assert 'value="Entered"' in text(again)
    assert keep(client, second).status_code == 302
    assert SavedView.objects.count() == 2


def test_there_are_twenty_at_most(at_desk, association):
    for n in range(MOST):
        assert keep(at_desk, association, f"No. {n}").status_code == 302
    full = keep(at_desk, association, "One more")
    assert full.status_code == 409
    assert "20 saved filters" in text(full)
    assert 'value="One more"' in text(full)


def test_nothing_and_nobody_is_kept(at_desk, association, lin):
    roster(association, 1)
    bare = at_desk.post(f"{VIEWS}?{of(association)}", {"name": "All"})
    person = {"volunteer": lin.number, "evidence": "entered"}
    assert bare.status_code == 400
    assert keep(at_desk, association, **person).status_code == 400
    label = "Keep this filter under a name"
    for asked in ({}, person):
        assert label not in text(at_desk.get(f"{DESK}?{of(association, **asked)}"))
    assert not SavedView.objects.exists()


def test_they_are_one_s_own(at_desk, hu, lin, association, stranger):
    keep(at_desk, association)
    one = SavedView.objects.get()
    here = f"{VIEWS}{one.pk}/"
    assert signed_in(hu).post(here, {"delete": "1"}).status_code == 404
    assert "Entered" not in text(signed_in(hu).get(f"{VIEWS}?{of(association)}"))
    assert keep(signed_in(stranger), association).status_code == 404
    assert signed_in(lin.account).get(VIEWS).status_code == 404
    assert SavedView.objects.get() == one


def test_the_city_keeps_its_own(wang, association):
    client = signed_in(wang)
    asked = "view=below&evidence=timed"
    assert client.post(f"{VIEWS}?{asked}", {"name": "For us"}).status_code == 302
    assert "For us" in text(client.get(f"{DESK}?view=below"))
    assert "For us" not in text(client.get(f"{DESK}?{of(association)}"))
    assert keep(client, association, "Theirs").status_code == 302


def test_they_go_with_the_account_and_stand_in_its_export(
    zhao, hu, at_desk, association
):
    keep(at_desk, association)
    sent = calling(zhao).get(f"{V1}/me/export/")
    assert b"evidence=entered" in b"".join(sent.streaming_content)
    appoint(hu, "admin", association)
    close_account(account=zhao, volunteer=zhao.volunteer, by=zhao, at=timezone.now())
    assert not SavedView.objects.exists()


# What it was narrowed by last


def narrow(client, organization, **said):
    return client.post("/desk/filter/", {"organization": organization.pk} | said)


def test_the_desk_opens_with_the_filter_used_last(at_desk, association):
    roster(association, 1)
    here = narrow(at_desk, association, evidence="entered", least="60")
    narrowed = f"{DESK}?{of(association)}&evidence=entered&least=60"
    assert here.url == narrowed
    # From the menu, from the list of organizations, and in another of its lists.
    for address in (DESK, f"{DESK}?{of(association)}"):
        assert at_desk.get(address).url == narrowed
    asked = at_desk.get(f"{DESK}?{of(association, view='asked')}").url
    assert asked == f"{DESK}?{of(association, view='asked')}&evidence=entered&least=60"

    page = text(at_desk.get(DESK, follow=True))
    assert "Show all" in page
    assert "filtered" in page
    assert "Saved filters" not in page  # it has no name


def test_all_is_shown_again_until_something_else_is_asked(at_desk, association):
    narrow(at_desk, association, evidence="entered")
    bare = f"{DESK}?{of(association)}"
    assert narrow(at_desk, association, evidence="entered", clear="1").url == bare
    assert at_desk.get(DESK).status_code == 200
    narrow(at_desk, association, flag="noted")
    narrow(at_desk, association, flag="marked")
    assert at_desk.get(DESK).url == f"{bare}&flag=marked"
    assert SavedView.objects.count() == 1


def test_an_address_that_says_more_is_taken_at_its_word(
    at_desk, association, beach_cleaning
):
    narrow(at_desk, association, evidence="entered")
    for more in ({"activity": beach_cleaning.pk}, {"least": "5"}, {"open": "x"}):
        assert at_desk.get(f"{DESK}?{of(association, **more)}").status_code == 200


def test_what_is_kept_of_it_is_one_s_own_and_of_one_desk(
    at_desk, zhao, hu, association, wang
):
    second = make_organization("港城救援队")
    appoint(zhao, "approver", second)
    narrow(at_desk, association, evidence="entered")
    assert signed_in(zhao).get(f"{DESK}?{of(second)}").status_code == 200
    assert signed_in(hu).get(DESK).status_code == 200
    city = signed_in(wang)
    assert narrow(city, association, least="5").status_code == 302
    assert (
        city.post("/desk/filter/", {"view": "below", "most": "60"}).status_code == 302
    )
    assert city.get(f"{DESK}?view=below").url == f"{DESK}?view=below&most=60"
    assert city.get(DESK).status_code == 200  # the list of organizations
    assert city.post("/desk/filter/", {"most": "60"}).status_code == 400


def test_nobody_s_number_and_nothing_unreadable_is_kept_of_it(
    at_desk, association, lin, stranger
):
    narrow(at_desk, association, volunteer=lin.number, evidence="entered")
    assert at_desk.get(DESK).url == f"{DESK}?{of(association)}&evidence=entered"
    wrong = narrow(at_desk, association, least="many")
    assert wrong.status_code == 422
    assert "Enter a whole number" in text(wrong)
    assert 'name="least" value="many"' in text(wrong)
    narrow(at_desk, association, least="0" * 400 + "5")
    assert SavedView.objects.get().query == "evidence=entered"
    assert narrow(signed_in(stranger), association).status_code == 404
    assert narrow(signed_in(lin.account), association).status_code == 404


def test_the_one_used_last_takes_no_place_and_no_name(at_desk, association):
    narrow(at_desk, association, evidence="entered")
    last = SavedView.objects.get()
    for n in range(MOST):
        assert keep(at_desk, association, f"No. {n}").status_code == 302
    assert at_desk.post(f"{VIEWS}{last.pk}/", {"name": "Mine"}).status_code == 404


# Of an office that was lost


def test_those_of_a_lost_office_say_so_and_can_be_deleted(zhao, hu, association):
    second = make_organization("港城救援队")
    appoint(zhao, "approver", second)
    keep(signed_in(zhao), second, "Rescue")
    narrow(signed_in(zhao), second, least="5")
    one = SavedView.objects.named().get()
    assert "decide no more" not in text(signed_in(zhao).get(VIEWS))

    zhao.appointments.filter(organization=second).update(ended_at=timezone.now())
    client = signed_in(zhao)
    page = text(client.get(VIEWS))
    assert "Of desks at which you decide no more" in page
    assert "Rescue" in page
    assert "Rescue" not in text(client.get(DESK))
    here = f"{VIEWS}{one.pk}/"
    assert client.post(here, {"name": "Mine"}).status_code == 404
    assert client.post(here, {"delete": "1"}).url == "/me/"
    assert not SavedView.objects.named().exists()
    assert "decide no more" not in text(client.get(VIEWS))


def test_who_lost_every_office_still_finds_them(zhao, at_desk, association):
    keep(at_desk, association)
    zhao.appointments.update(ended_at=timezone.now())
    client = signed_in(zhao)
    assert "You decide at no desk at present." in text(client.get(VIEWS))
    one = SavedView.objects.get()
    assert client.post(f"{VIEWS}{one.pk}/", {"delete": "1"}).status_code == 302
    assert client.get(VIEWS).status_code == 404


@pytest.mark.parametrize("view", ["waiting", "counted"])
def test_the_list_is_narrowed_by_minutes_and_marks(
    at_desk, zhao, hu, lin, association, view
):
    short, long, noted = (
        log_session(
            volunteer=lin,
            organization=association,
            start=f"2020-03-0{n} 09:00",
            minutes=minutes,
            note=note,
        )
        for n, minutes, note in ((3, 30, ""), (4, 60, ""), (5, 120, "With bags"))
    )
    rules.query(sessions=[short], by=zhao, reason="Where?", at=timezone.now())
    rules.answer(session=short, text="There", by=lin.account, at=timezone.now())
    rules.query(sessions=[long], by=zhao, reason="Where?", at=timezone.now())
    rules.undo(sessions=[long], by=zhao, at=timezone.now())
    rules.reject(sessions=[long], by=zhao, reason="No", at=timezone.now())
    rules.undo(sessions=[long], by=zhao, at=timezone.now())
    if view == "counted":
        rules.approve(sessions=[short, long, noted], by=zhao, at=timezone.now())
        at = timezone.now() + timedelta(minutes=1)
        rules.object_to(session=noted, words="Longer", by=lin.account, at=at)

    def found(**asked):
        page = at_desk.get(f"{DESK}?{of(association, view=view, **asked)}").context
        assert page["tally"].count == len(page["page"].lines)
        return {line.session.pk for line in page["page"].lines}

    assert found(least="60") == {long.pk, noted.pk}
    assert found(most="60") == {short.pk, long.pk}
    assert found(least="31", most="119") == {long.pk}
    assert found(flag="noted") == {noted.pk}
    assert found(flag="marked") == {short.pk, long.pk, noted.pk}
    assert found(flag="outside") == set()
    assert found(flag="returned") == {long.pk}
    assert found(flag="answered") == {short.pk}
    assert found(flag="disputed") == ({noted.pk} if view == "counted" else set())


def test_all_that_match_means_the_filter_too(at_desk, zhao, association):
    sessions = roster(association, 3, note="")
    one = roster(association, 1, note="With bags")
    form = shown(at_desk, of(association, flag="noted"))
    assert form["count"] == "1"
    at_desk.post(DESK, form | {"decision": "approve", "act": "x"})
    one[0].refresh_from_db()
    sessions[0].refresh_from_db()
    assert (one[0].status, sessions[0].status) == ("approved", "submitted")


def test_hours_that_are_not_on_their_activity_s_days_are_marked(
    at_desk, zhao, association, beach_cleaning
):
    (day,) = roster(association, 1, activity=beach_cleaning)
    day.activity.starts_on = day.service_date + timedelta(days=2)
    day.activity.ends_on = day.service_date + timedelta(days=9)
    day.activity.save()
    roster(association, 1, activity=None, service_field=day.service_field)
    marked = at_desk.get(f"{DESK}?{of(association, flag='marked')}")
    assert marked.context["tally"].count == 1
    for status in ("waiting", "counted"):
        asked = of(association, flag="outside", view=status)
        (line,) = at_desk.get(f"{DESK}?{asked}").context["page"].lines
        assert line.session == day
        said = ["2 days outside the activity's own"]
        assert [flag.text for flag in line.flags] == said
        rules.approve(sessions=[day], by=zhao, at=timezone.now())
