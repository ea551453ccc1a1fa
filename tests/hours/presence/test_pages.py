"""The volunteer's pages, the organizer's screen and the roster, as people use them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from activities import rules as activities
from hours.models import Presence, RosterConfirmed, Session, TurnedAway
from hours.presence import cards, codes, rules
from hours.presence.pages.roster import RosterPage
from tests.activities.making import shift_of
from tests.factories import make_volunteer
from tests.hours.presence.under_way import code_of, minutes_ago, under_way
from tests.reading_qr import read

pytestmark = pytest.mark.django_db


def signed_in(account):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def activity(association, zhao, lin):
    """Lin has a seat; it began half an hour ago."""
    return under_way(association, zhao, lin)


@pytest.fixture
def lin_here(lin):
    return signed_in(lin.account)


@pytest.fixture
def zhao_here(zhao):
    return signed_in(zhao)


@pytest.fixture
def screen(activity):
    return (
        f"/organizations/{activity.organization_id}/activities/{activity.pk}/check-in/"
    )


def told(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def lin_came(activity, lin, minutes=10):
    at = minutes_ago(minutes)
    presence, _ = rules.check_in(
        code=code_of(activity, at), volunteer=lin, by=lin.account, at=at
    )
    return presence


# The volunteer


def test_opening_the_link_checks_nobody_in_and_the_button_does(lin_here, activity):
    url = f"/check-in/{code_of(activity)}/"
    page = told(lin_here.get(url))
    assert "Check in" in page
    assert Session.objects.count() == 0

    assert "Checked in" in told(lin_here.post(url, {"act": "in"}, follow=True))
    assert Session.objects.get().status == "open"
    again = told(lin_here.post(url, {"act": "in"}, follow=True))
    assert "Checked in" in again
    assert Session.objects.count() == 1


def test_the_code_that_let_in_has_no_button_to_leave(lin_here, activity):
    url = f"/check-in/{code_of(activity)}/"
    lin_here.post(url, {"act": "in"})
    assert "this code has done its work" in told(lin_here.get(url))


def test_later_the_same_way_out(lin_here, activity, lin):
    lin_came(activity, lin)
    url = f"/check-in/{code_of(activity)}/"
    assert "Check out" in told(lin_here.get(url))
    assert "Checked out: 10 min" in told(
        lin_here.post(url, {"act": "out"}, follow=True)
    )
    assert Session.objects.get().status == "submitted"


def test_typed_in_any_way_it_leads_to_the_same_page(lin_here, activity):
    letters = code_of(activity)
    typed = f" {letters[:4]}-{letters[4:]} ".lower()
    answer = lin_here.get("/check-in/", {"code": typed})
    assert answer["Location"] == f"/check-in/{letters}/"
    assert "eight letters" in told(lin_here.get("/check-in/", {"code": "？"}), 422)


def test_who_is_signed_out_signs_in_first(activity):
    answer = Client().get(f"/check-in/{code_of(activity)}/")
    assert answer["Location"].startswith("/login/?next=/check-in/")


def test_an_old_code_says_so_keeps_what_was_typed_and_leaves_a_trace(
    lin_here, activity
):
    old = code_of(activity, minutes_ago(5))
    page = told(lin_here.get(f"/check-in/{old}/"), 409)
    assert "The code has expired" in page
    assert f'value="{old}"' in page
    assert TurnedAway.objects.get().why == "code_expired"
    told(lin_here.post(f"/check-in/{old}/", {"act": "in"}), 409)
    assert Session.objects.count() == 0


def test_who_has_no_seat_is_told_that_the_organizer_sees_them(activity):
    mei = make_volunteer("mei2", name="梅云台")
    client = signed_in(mei.account)
    url = f"/check-in/{code_of(activity)}/"
    assert "The organizer sees" in told(client.post(url, {"act": "in"}), 403)
    assert "the organizer is asked" in told(client.get("/check-in/"))


def test_where_one_is_stands_on_the_page(lin_here, activity, lin):
    lin_came(activity, lin)
    page = told(lin_here.get("/check-in/"))
    assert activity.title_en in page
    assert "On site" in page


def test_the_way_there_stands_on_my_hours_and_on_the_activity(lin_here, activity):
    for url in ("/me/", f"/activities/{activity.pk}/"):
        assert 'href="/check-in/"' in told(lin_here.get(url))


# The organizer's screen


def test_the_screen_shows_a_code_that_a_phone_reads(
    zhao_here, screen, activity, lin_here
):
    page = told(zhao_here.get(screen))
    link, quiet = read(page)
    assert link == f"{settings.SITE_URL}/check-in/{code_of(activity)}/"
    assert quiet == 4
    assert codes.shown(code_of(activity)) in page
    assert 'http-equiv="refresh"' in page
    path = link.removeprefix(settings.SITE_URL)
    assert "Check in" in told(lin_here.get(path))


def test_looking_at_the_screen_changes_nothing(zhao_here, screen, activity):
    told(zhao_here.get(screen))
    assert not hasattr(type(activity).objects.get(pk=activity.pk), "check_point")


def test_the_screen_counts_who_came_and_who_waits(
    zhao_here, screen, activity, lin, mei
):
    assert "Nobody has come yet" in told(zhao_here.get(screen))
    lin_came(activity, lin)
    signed_in(mei.account).post(f"/check-in/{code_of(activity)}/", {"act": "in"})
    page = told(zhao_here.get(screen))
    assert lin.masked_name in page
    assert lin.name not in page
    waiting = Presence.objects.get(volunteer=mei)
    told(zhao_here.post(f"/check-in/waiting/{waiting.pk}/let-in/", follow=True))
    assert Session.objects.filter(volunteer=mei, status="open").exists()


def test_no_is_said_as_well(zhao_here, activity, mei):
    signed_in(mei.account).post(f"/check-in/{code_of(activity)}/", {"act": "in"})
    waiting = Presence.objects.get(volunteer=mei)
    zhao_here.post(f"/check-in/waiting/{waiting.pk}/turn-down/")
    answer = signed_in(mei.account).post(
        f"/check-in/{code_of(activity)}/", {"act": "in"}
    )
    assert "has not let you in" in told(answer, 403)


@pytest.mark.parametrize("count", [1, 30])
def test_one_person_and_30_take_as_many_queries(
    zhao_here, screen, activity, count, django_assert_num_queries
):
    shift = shift_of(activity)
    for n in range(count):
        person = make_volunteer(f"one{n}")
        at = minutes_ago(10)
        rules.check_in_by(
            shift=shift,
            volunteer=person,
            way="card",
            by=activity.declared_by,
            at=at,
        )
    zhao_here.get(screen)
    zhao_here.get(f"{screen}people/")
    with django_assert_num_queries(10):
        zhao_here.get(screen)
    with django_assert_num_queries(13):
        zhao_here.get(f"{screen}people/")


def test_before_the_shift_the_screen_says_when(zhao_here, association, zhao):
    from tests.activities.published import published

    later = published(association, zhao)
    here = f"/organizations/{association.pk}/activities/{later.pk}/check-in/"
    page = told(zhao_here.get(here))
    assert "Checking in begins on" in page
    assert 'class="hh-qr"' not in page


def test_a_tablet_shows_the_code_and_no_names_until_there_is_a_new_secret(
    zhao_here, screen, activity, lin
):
    lin_came(activity, lin)
    point = codes.point_of(activity)
    kiosk = f"/activities/{activity.pk}/kiosk/{codes.kiosk_secret(point)}/"
    assert kiosk in told(zhao_here.get(screen))
    page = told(Client().get(kiosk))
    assert read(page)[0].endswith(f"/{code_of(activity)}/")
    assert lin.masked_name not in page
    assert Client().get(f"{kiosk[:-2]}x/").status_code == 404

    zhao_here.post(f"{screen}renew/")
    assert Client().get(kiosk).status_code == 404


def test_the_printed_code(zhao_here, screen, activity, lin_here, lin):
    assert "hh-poster-title" not in told(zhao_here.get(f"{screen}poster/"))
    page = told(zhao_here.post(f"{screen}poster/set/", {"up": "1"}, follow=True))
    link, _quiet = read(page)
    path = link.removeprefix(settings.SITE_URL)
    assert "your own word" in told(lin_here.get(path))
    lin_here.post(path, {"act": "in"})
    assert Session.objects.get().evidence == "declared"

    zhao_here.post(f"{screen}poster/set/", {"up": "0"})
    assert lin_here.get(path).status_code == 409


def test_the_organizers_page_leads_to_the_code(zhao_here, screen, activity):
    page = told(zhao_here.get(screen.removesuffix("check-in/")))
    assert f'href="{screen}"' in page


# The roster


def test_without_a_phone_by_the_roster(zhao_here, screen, activity, lin):
    shift = {"shift": f"{shift_of(activity).pk}"}
    page = told(
        zhao_here.post(
            f"{screen}people/sign-in/", shift | {"number": lin.number}, follow=True
        )
    )
    assert "Checked in by the roster" in page
    presence = Presence.objects.get()
    assert presence.session.evidence == "witnessed"
    early = zhao_here.post(
        f"{screen}people/sign-out/", shift | {"presence": f"{presence.pk}"}
    )
    assert "not a whole minute" in told(early, 409)


def test_only_who_signed_up_is_signed_in_by_the_roster(
    zhao_here, screen, activity, mei
):
    said = {"shift": f"{shift_of(activity).pk}", "number": mei.number}
    assert zhao_here.post(f"{screen}people/sign-in/", said).status_code == 404


def test_afterwards_one_act_confirms_all(
    zhao_here, screen, activity, lin, mei, association, zhao
):
    # Lin forgot to check out; Mei, who had a seat, had no phone with her.
    shift = shift_of(activity)
    activities.sign_up(
        shift=shift, volunteer=mei, by=mei.account, at=minutes_ago(24 * 60)
    )
    presence = lin_came(activity, lin)
    over = shift.ends_at + timedelta(hours=1)
    done = rules.confirm_roster(
        shift=shift,
        stayed=[presence.pk],
        were_there=[mei.pk],
        by=zhao,
        at=over,
    )
    assert (done.roster.people, done.roster.absent, done.refused) == (2, 0, [])
    sessions = Session.objects.order_by("volunteer")
    assert {(one.status, one.evidence) for one in sessions} == {
        ("submitted", "witnessed")
    }
    again = rules.confirm_roster(
        shift=shift, stayed=[presence.pk], were_there=[mei.pk], by=zhao, at=over
    )
    assert again.roster.people == 2
    # Nobody ticks anew what the page does not offer any more.
    last = rules.confirm_roster(shift=shift, stayed=[], were_there=[], by=zhao, at=over)
    assert (last.roster.people, last.roster.absent) == (2, 0)
    assert last.roster.confirmed == done.roster.confirmed == 1
    page = RosterPage(activity=activity, reader=zhao, at=over)
    assert (page.came, page.absent) == (2, 0)
    assert Session.objects.count() == 2
    assert RosterConfirmed.objects.count() == 1


def test_the_form_of_the_roster_confirms(
    zhao_here, association, zhao, lin, mei, subtests
):
    now = timezone.localtime()
    if now.hour < 4:
        pytest.skip("Nothing was over today that early")
    activity = under_way(
        association,
        zhao,
        lin,
        mei,
        began=timedelta(minutes=150),
        lasts=timedelta(minutes=120),
    )
    presence = lin_came(activity, lin, minutes=140)
    screen = f"/organizations/{association.pk}/activities/{activity.pk}/check-in/"
    page = told(zhao_here.get(f"{screen}people/"))
    assert "Otherwise than planned" in page
    assert f'name="stayed" value="{presence.pk}" checked' in page
    assert f'name="was_there" value="{mei.number}"' in page
    said = {
        "shift": f"{shift_of(activity).pk}",
        "stayed": f"{presence.pk}",
        "was_there": mei.number,
    }
    page = told(zhao_here.post(f"{screen}people/confirm/", said, follow=True))
    assert "Confirmed: 2 people were there" in page
    minutes = list(
        Session.objects.order_by("minutes").values_list("minutes", flat=True)
    )
    assert minutes in ([109, 120], [110, 120])


def test_before_the_end_nothing_is_confirmed(zhao_here, screen, activity):
    said = {"shift": f"{shift_of(activity).pk}"}
    answer = zhao_here.post(f"{screen}people/confirm/", said)
    assert "once the shift is over" in told(answer, 409)


def test_who_could_not_stands_on_the_roster(zhao_here, screen, activity, lin_here):
    lin_here.get(f"/check-in/{code_of(activity, minutes_ago(5))}/")
    assert "a code that was 5 minutes old" in told(zhao_here.get(f"{screen}people/"))


def test_the_desk_and_the_session_say_what_was_otherwise(
    zhao_here, screen, activity, lin, lin_here
):
    lin_came(activity, lin)
    lin_here.post(f"/check-in/{code_of(activity)}/", {"act": "out"})
    session = Session.objects.get()
    for url in (
        f"/sessions/{session.pk}/",
        f"/desk/?organization={session.organization_id}",
    ):
        assert "late" in told(zhao_here.get(url))


# Cards


def test_the_card_is_scanned_by_who_runs_the_check_in(
    zhao_here, lin_here, activity, lin
):
    page = told(lin_here.get("/me/card/"))
    link, _quiet = read(page)
    path = link.removeprefix(settings.SITE_URL)
    assert path == f"/cards/{cards.token_of(lin)}/"
    assert lin.number not in path

    assert lin.masked_name in told(zhao_here.get(path))
    said = {"shift": f"{shift_of(activity).pk}", "act": "in"}
    assert "Checked in by the card" in told(zhao_here.post(path, said, follow=True))
    assert Session.objects.get().evidence == "timed"


def test_a_card_says_nothing_to_anybody_else_and_a_made_up_one_to_nobody(
    zhao_here, lin_here, stranger, activity, lin
):
    path = f"/cards/{cards.token_of(lin)}/"
    for client in (lin_here, signed_in(stranger)):
        assert client.get(path).status_code == 404
    number, _dash, signature = cards.token_of(lin).partition("-")
    for token in (f"{number}-{'0' * 24}", f"1{number}-{signature}", "x", "-", "é"):
        assert cards.whose(token) is None
