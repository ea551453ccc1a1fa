"""The page a code leads to, and where one is now, as volunteers use them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from hours.models import Presence, Session, TurnedAway
from hours.presence.differences import differences
from tests.factories import make_volunteer
from tests.hours.presence.pages.asking import lin_came, signed_in, told
from tests.hours.presence.under_way import code_of, minutes_ago

pytestmark = pytest.mark.django_db


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


def test_a_phone_with_a_wrong_clock_is_flagged(lin_here, activity):
    url, ahead = f"/check-in/{code_of(activity)}/", timedelta(minutes=5.5)
    assert 'name="sent_at"' in told(lin_here.get(url))
    sent_at = int((timezone.now() + ahead).timestamp() * 1000)
    lin_here.post(url, {"act": "in", "sent_at": sent_at})
    presence = Presence.objects.get()
    assert 320 < presence.clock_skew <= 330
    with override("en"):
        assert "the phone's clock was 5 min off" in differences(presence)


@pytest.mark.parametrize("clock", ["", "x", "-1", "9" * 20])
def test_a_clock_that_makes_no_sense_is_none(lin_here, activity, clock):
    url = f"/check-in/{code_of(activity)}/"
    lin_here.post(url, {"act": "in", "sent_at": clock})
    assert Presence.objects.get().clock_skew == 0


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


def test_for_another_number_it_is_refused_and_the_organizer_sees_it(
    lin_here, activity, mei
):
    for number in (mei.number, "V320706200199999X"):
        url = f"/check-in/{code_of(activity)}/"
        page = told(lin_here.post(url, {"act": "in", "for": number}), 403)
        assert "phone comes to the organizer" in page
    traces = activity.turned_away.values_list("account__username", "why")
    assert list(traces) == [("lin", "for_somebody_else")] * 2
    assert not Session.objects.exists()


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
