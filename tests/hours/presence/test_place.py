"""Where people are is compared with their consent, once; the distance alone is kept."""

from decimal import Decimal

import pytest

from hours.models import CheckPoint, Presence
from hours.presence import rules
from hours.presence.differences import differences
from hours.presence.told import Told
from tests.factories import NOON
from tests.hours.presence.on_site import at, comes, leaves
from tests.hours.presence.pages.asking import signed_in
from tests.hours.presence.under_way import code_of, under_way
from volunteers.models import Consent

pytestmark = pytest.mark.django_db

HILL = (Decimal("34.65000"), Decimal("119.30000"))
NEAR = (Decimal("34.65100"), Decimal("119.30000"))  # 111 m north
FAR = (Decimal("34.70000"), Decimal("119.30000"))  # 5.6 km


@pytest.fixture
def placed(activity, zhao):
    rules.set_place(activity=activity, place=HILL, radius=300, by=zhao, at=NOON)
    return activity


def agrees(person, **fields):
    Consent.objects.create(
        volunteer=person, purpose="location", version="1", given_at=NOON, **fields
    )


@pytest.mark.parametrize(
    ("where", "far", "metres"),
    [(NEAR, False, 111), (FAR, True, 5545), (None, None, None)],
)
def test_who_agreed_is_near_or_not(lin_comes, placed, where, far, metres):
    agrees(lin_comes)
    presence = comes(lin_comes, placed, told=Told(position=where))
    assert presence.was_far is far
    assert presence.metres_away == pytest.approx(metres, abs=20)
    assert differences(presence) == (["按手机定位，距现场 5.5 公里"] if far else [])


def test_once_outside_is_outside(lin_comes, placed):
    agrees(lin_comes)
    comes(lin_comes, placed, told=Told(position=FAR))
    left = leaves(lin_comes, placed, told=Told(position=NEAR))
    assert (left.was_far, left.metres_away > 5_000) == (True, True)


def test_who_tells_nothing_on_leaving_was_as_near_as_before(lin_comes, placed):
    agrees(lin_comes)
    comes(lin_comes, placed, told=Told(position=NEAR))
    assert leaves(lin_comes, placed).was_far is False


def test_who_did_not_agree_is_not_compared(lin_comes, placed):
    assert comes(lin_comes, placed, told=Told(position=FAR)).was_far is None


def test_who_took_it_back_is_not_compared(lin_comes, placed):
    agrees(lin_comes, withdrawn_at=NOON)
    assert comes(lin_comes, placed, told=Told(position=FAR)).was_far is None


def test_without_a_radius_nobody_is(lin_comes, placed, zhao):
    rules.set_place(activity=placed, place=HILL, radius=0, by=zhao, at=at("08:00"))
    agrees(lin_comes)
    assert comes(lin_comes, placed, told=Told(position=FAR)).was_far is None
    assert CheckPoint.objects.get().latitude is None


def test_on_pages(association, zhao, lin):
    activity = under_way(association, zhao, lin)
    here = f"/organizations/{association.pk}/activities/{activity.pk}/check-in/place/"
    organizer = signed_in(zhao)
    said = {"radius": "300", "latitude": "34.65", "longitude": ""}
    assert organizer.post(here, said).status_code == 422
    assert organizer.post(here, said | {"longitude": "119.3"}).status_code == 302
    assert "119.30000" in organizer.get(here).content.decode()

    volunteer, url = signed_in(lin.account), f"/check-in/{code_of(activity)}/"
    page = volunteer.get(url)
    assert 'name="latitude"' not in page.content.decode()
    assert "geolocation=()" in page.headers["Permissions-Policy"]
    agrees(lin)
    page = volunteer.get(url)
    assert 'name="latitude"' in page.content.decode()
    assert "geolocation=(self)" in page.headers["Permissions-Policy"]
    volunteer.post(url, {"act": "in", "latitude": "34.7", "longitude": "119.3"})
    assert Presence.objects.get().was_far is True


@pytest.mark.parametrize("latitude", ["", "x", "91", "NaN", "1e999"])
def test_a_position_that_makes_no_sense_is_none(association, zhao, lin, latitude):
    activity = under_way(association, zhao, lin)
    rules.set_place(activity=activity, place=HILL, radius=300, by=zhao, at=NOON)
    agrees(lin)
    said = {"act": "in", "latitude": latitude, "longitude": "119.3"}
    signed_in(lin.account).post(f"/check-in/{code_of(activity)}/", said)
    assert Presence.objects.get().was_far is None
