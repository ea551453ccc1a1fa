"""The organizer's screen, the tablet and the printed code."""

import pytest
from django.conf import settings
from django.db.models import F
from django.test import Client

from hours.models import Presence, Session
from hours.presence import codes, rules
from hours.presence.cards import token_of
from tests.activities.making import shift_of
from tests.activities.published import published
from tests.factories import make_volunteer
from tests.hours.presence.pages.asking import lin_came, signed_in, told
from tests.hours.presence.under_way import code_of, minutes_ago
from tests.reading_qr import read

pytestmark = pytest.mark.django_db


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


def test_letters_of_the_tablet_and_a_card_open_and_close_one_session_each(
    zhao_here, lin_here, screen, activity, mei
):
    """Lin types what the tablet shows; Mei shows a card there; all of it twice."""
    kiosk = f"/activities/{activity.pk}/kiosk/"
    kiosk += codes.kiosk_secret(codes.point_of(activity)) + "/"
    card = {"shift": f"{shift_of(activity).pk}", "who": f"/cards/{token_of(mei)}/"}

    def both(act):
        path = read(told(Client().get(kiosk)))[0].removeprefix(settings.SITE_URL)
        for _ in range(2):
            lin_here.post(path, {"act": act})
            zhao_here.post(f"{screen}people/witness/", card | {"act": act})

    both("in")
    Session.objects.update(started_at=minutes_ago(20))
    Presence.objects.update(came_at=minutes_ago(20), came_code=F("came_code") - 20)
    both("out")
    found = Session.objects.values_list("minutes", "evidence", "status")
    assert list(found) == [(20, "timed", "submitted")] * 2


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
