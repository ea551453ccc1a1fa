"""Chromium for the tests marked ``browser``; without it they are skipped."""

import os
import shutil
from pathlib import Path
from zlib import crc32

import pytest
from django.conf import settings
from django.test import Client

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Who reads: how wide the screen is, and in which language.
READERS = (
    [(360, "zh-hans"), (1280, "en")],
    [(360, "en"), (1280, "zh-hans")],
)


def pytest_report_header():
    return f"Chromium: {CHROMIUM or 'not found, so browser tests are skipped'}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    # Last: Playwright's event loop stays in the thread for the rest of the run.
    items.sort(key=_is_in_a_browser)
    if CHROMIUM:
        return
    for item in filter(_is_in_a_browser, items):
        item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


def _is_in_a_browser(item):
    return item.get_closest_marker("browser") is not None


def pytest_generate_tests(metafunc):
    """
    A story is read on a phone and at a desk, and in both languages.

    Which language comes with the phone changes from story to story. Where time is
    short (``STORIES=once``), each is read by one of its two readers.
    """
    if "screen_and_language" in metafunc.fixturenames:
        name = crc32(metafunc.function.__name__.encode())
        readers = READERS[name % len(READERS)]
        if os.environ.get("STORIES") == "once":
            readers = [readers[name // len(READERS) % len(readers)]]
        names = [f"{width}-{language}" for width, language in readers]
        metafunc.parametrize("screen_and_language", readers, ids=names, indirect=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    # Playwright runs an event loop in this thread; Django must not mind.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def browse_as(context, live_server):
    """Signs a browser in, without the page for it, in the language named."""

    def sign_in(account, language="zh-hans", where=context):
        client = Client()
        client.force_login(account)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = {
            settings.SESSION_COOKIE_NAME: session,
            settings.LANGUAGE_COOKIE_NAME: language,
        }
        where.add_cookies(
            [
                {"name": name, "value": value, "url": live_server.url}
                for name, value in cookies.items()
            ]
        )

    return sign_in


@pytest.fixture
def screen_and_language(request):
    return request.param


@pytest.fixture
def language(screen_and_language):
    return screen_and_language[1]


@pytest.fixture
def screen(screen_and_language, page, live_server):
    """A page in the reader's language that must fit, and in which nothing may break."""
    width, language = screen_and_language
    cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language}
    page.context.add_cookies([{**cookie, "url": live_server.url}])
    page.set_viewport_size({"width": width, "height": 800})
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


def fits(page):
    """Nothing stands beside the screen, and everyone can use it."""
    page.wait_for_load_state()
    assert width_of(page) <= page.viewport_size["width"], page.url
    assert accuse(page) == [], page.url


def width_of(page):
    """How many pixels the page asks for; a page that is just coming is waited for."""
    return page.locator("html").evaluate("html => html.scrollWidth")


AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def accuse(page):
    """What axe finds against the page, by rule: nothing, if everyone can use it."""
    size = page.viewport_size
    # As high as the page: nothing lies under what sticks to the bottom.
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height})
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", WCAG)
    page.set_viewport_size(size)
    return [one["id"] for one in found["violations"]]
