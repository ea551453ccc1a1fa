"""Who has no phone and signs in nowhere says it at a station's desk."""

import pytest
from django.utils import timezone

from activities import rules
from activities.errors import NotYourself
from activities.models import SignUp
from hours.presence.cards import named
from hours.presence.errors import NobodyToCheckIn
from tests.activities.making import people, shift_of
from tests.activities.published import days_from_now, published, sign_up, times
from tests.factories import appoint, make_account, make_volunteer
from volunteers.models import Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def station(db):
    return Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )


@pytest.fixture
def sun(station):
    return appoint(make_account("sun"), "clerk", site=station)


@pytest.fixture
def granny(station):
    return make_volunteer(name="周阿婆", home_site=station)


@pytest.fixture
def desk(client, sun):
    """Sun's browser."""
    client.force_login(sun)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def shift(association, zhao):
    return shift_of(published(association, zhao, times(seats=1)))


def told(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def ask(shift, volunteer, by):
    return rules.sign_up(shift=shift, volunteer=volunteer, by=by, at=timezone.now())


def test_from_her_record_she_gets_a_seat_and_gives_it_back(desk, granny, shift, sun):
    record = told(desk.get(f"/people/{granny.number}/"))
    found = told(desk.get(f"/activities/?for={granny.number}"))
    here = f"/activities/{shift.activity_id}/"

    assert f"/activities/?for={granny.number}" in record
    assert f'href="{here}?for={granny.number}"' in found
    assert "where they live" in found
    said = {"shift": shift.pk, "for": granny.number}
    page = told(desk.post(f"{here}sign-up/", said, follow=True))
    assert "周阿婆 is signed up." in page
    assert "You are signed up" not in page
    held = SignUp.objects.get()
    assert (held.volunteer, held.by, held.state) == (granny, sun, "seated")
    page = told(desk.post(f"{here}give-up/", said, follow=True))
    assert "Sign up" in page
    held.refresh_from_db()
    assert held.state == "given_up"


def test_she_waits_like_everybody_and_takes_what_is_offered(
    desk, granny, shift, lin, sun
):
    before = sign_up(lin, shift.activity)
    said = {"shift": shift.pk, "for": granny.number}
    here = f"/activities/{shift.activity_id}/"

    assert "on the waiting list" in told(
        desk.post(f"{here}sign-up/", said, follow=True)
    )
    rules.give_up(sign_up=before, by=lin.account, at=timezone.now())
    assert "kept for them" in told(desk.get(f"{here}?for={granny.number}"))
    desk.post(f"{here}take-offer/", said)
    assert granny.sign_ups.get().state == "seated"


def test_the_desk_speaks_for_nobody_else(granny, shift, sun, lin, zhao, station):
    far = Site.objects.create(
        code="320703C", kind="center", name="连云区中心", district_id="320703"
    )
    far_clerk = appoint(make_account("far"), "clerk", site=far)
    born = days_from_now(-15 * 365).date()
    boy = make_volunteer(home_site=station, birth_date=born)
    held = make_volunteer(home_site=station, status="suspended")

    for person, by in (
        (granny, far_clerk),
        (granny, lin.account),
        (granny, zhao),
        (lin, sun),
        (boy, sun),
        (held, sun),
    ):
        with pytest.raises(NotYourself):
            ask(shift, person, by)
    assert not SignUp.objects.exists()


def test_another_desk_learns_nothing(client, granny, shift, lin):
    for account in (lin.account, make_account("somebody")):
        client.force_login(account)
        assert client.get(f"/people/{granny.number}/card/").status_code == 404
        assert granny.name not in told(client.get(f"/activities/?for={granny.number}"))
        page = told(client.get(f"/activities/{shift.activity_id}/?for={granny.number}"))
        assert granny.name not in page
        said = {"shift": shift.pk, "for": granny.number}
        here = f"/activities/{shift.activity_id}/sign-up/"
        assert client.post(here, said).status_code == 404


def test_her_card_is_printed_for_her(desk, granny, lin):
    page = told(desk.get(f"/people/{granny.number}/card/"))

    assert "Print this page and give it to them" in page
    assert "<svg" in page
    assert granny.number in page
    assert desk.get(f"/people/{lin.number}/card/").status_code == 404


def test_she_is_let_in_on_the_spot_by_her_number(granny, shift, sun, zhao):
    (stranger,) = people(1)

    assert named(granny.number, shift, by=sun)[0] == granny
    for number, by in ((granny.number, zhao), (stranger.number, sun)):
        with pytest.raises(NobodyToCheckIn):
            named(number, shift, by=by)
