"""Zhao holds cards before the camera of her phone, also where there is no network."""

import io

import pytest
import qrcode
from PIL import Image
from playwright.sync_api import expect

from hours.models import Presence, Session, Way
from hours.presence import cards
from hours.reconcile import reconcile
from tests.browser import fits
from tests.hours.presence.under_way import under_way
from tests.stories.test_without_network_in_a_browser import earlier

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {
        "in": "已按卡签到",
        "kept": "待发送：1",
        "strange": "这不是志愿者卡",
    },
    "en": {
        "in": "Checked in by the card",
        "kept": "Waiting: 1",
        "strange": "This is no volunteer card",
    },
}
ON_THE_STATIONS_TABLET = {"width": 768, "height": 1024}


def seen(text, where):
    """A film of one picture: a card that is held before the camera."""
    card = qrcode.make(text).convert("RGB").resize((400, 400))
    picture = Image.new("RGB", (640, 480), "gray")
    picture.paste(card, (120, 40))
    frame = io.BytesIO()
    picture.save(frame, "JPEG")
    where.write_bytes(frame.getvalue() * 5)


@pytest.fixture
def film(tmp_path):
    return tmp_path / "camera.mjpeg"


@pytest.fixture
def open_with_camera(launch_browser, browse_as, zhao, language, film):
    """Zhao's phone or tablet, whose camera sees the film."""
    opened = []

    def _open(size):
        browser = launch_browser(
            args=[
                "--headless",
                "--no-sandbox",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-video-capture={film}",
            ]
        )
        opened.append(browser)
        context = browser.new_context(viewport=size)
        browse_as(zhao, language, where=context)
        return context.new_page()

    yield _open
    for browser in opened:
        browser.close()


@pytest.fixture
def language(screen_and_language):
    return screen_and_language[1]


@pytest.fixture
def size(screen_and_language):
    is_phone = screen_and_language[0] < 400
    return {"width": 360, "height": 800} if is_phone else ON_THE_STATIONS_TABLET


def test_a_card_is_read_with_network_and_without(
    open_with_camera, film, size, language, live_server, association, zhao, lin, mei
):
    words = WORDS[language]
    activity = under_way(association, zhao, lin)
    seen(f"{live_server.url}/cards/{cards.token_of(lin)}/", film)
    page = open_with_camera(size)
    here = f"/organizations/{association.pk}/activities/{activity.pk}/check-in/people/"
    page.goto(f"{live_server.url}{here}")
    said = page.locator("#scan [role=status]")

    # Lin comes: held up for as long as one likes, the card lets in once.
    page.locator("#scan [data-start]").click()
    expect(said).to_contain_text(words["in"])
    fits(page)
    assert page.locator("#scan video").bounding_box()["width"] >= 280
    page.wait_for_timeout(1000)
    assert Session.objects.get().volunteer == lin
    earlier(20)

    # Lin goes while there is no network: kept, though the camera is closed meanwhile.
    page.locator("#scan [data-stop]").click()
    expect(page.locator("#scan [data-start]")).to_be_visible()
    page.context.set_offline(True)
    page.locator("label[for=scan-out]").click()
    page.locator("#scan [data-start]").click()
    expect(page.locator("#kept")).to_contain_text(words["kept"])
    assert Session.objects.get().status == "open"
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_be_hidden()
    assert Session.objects.get().status == "submitted"
    assert Presence.objects.get().left_by == Way.CARD
    assert reconcile() == []


def test_what_is_no_card_does_nothing(
    open_with_camera, film, size, language, live_server, association, zhao, lin
):
    activity = under_way(association, zhao, lin)
    seen("https://example.org/", film)
    page = open_with_camera(size)
    here = f"/organizations/{association.pk}/activities/{activity.pk}/check-in/people/"
    page.goto(f"{live_server.url}{here}")

    page.locator("#scan [data-start]").click()

    expect(page.locator("#scan")).to_contain_text(WORDS[language]["strange"])
    assert not Session.objects.exists()
