"""
``python -m benchmarks.desk_by_keys http://127.0.0.1:8000``: a morning at the desk.

In Chromium, on the city that ``make demo`` shows: Captain Zhao opens the desk, asks
about what is odd and approves all else, and touches no mouse. Prints keys, clicks and
seconds. What is decided stays decided: a second run finds less.
"""

import argparse
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

PASSWORD = Path(__file__).resolve().parent.parent / "var" / "demo-password"
QUESTION = "那天活动没有开展，请说明一下。"
# What the desk says of a line that is not on its activity's days.
ODD = "超出活动日期"
COUNT_CLICKS = """addEventListener("pointerdown", () => {
  sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true)"""
# One act of a thousand sessions may take as long on a busy machine.
PATIENCE = 60_000


@dataclass(frozen=True, slots=True)
class Morning:
    """What it took: keys, clicks and seconds, and how many lines were odd."""

    odd: int
    keys: int
    clicks: int
    seconds: float
    approved: str


class Hands:
    """Somebody at a keyboard, with a mouse beside it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        page.add_init_script(COUNT_CLICKS)

    @property
    def clicks(self) -> int:
        return int(self.page.evaluate("Number(sessionStorage.clicks || 0)"))

    def press(self, key: str) -> None:
        """A key; one that is held down meanwhile counts as well."""
        self.keys += len(key.split("+"))
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)


def decide_all(page: Page, *, desk: str) -> Morning:
    """Ask about what is odd, approve the rest; the page is signed in already."""
    hands = Hands(page)
    begun = time.perf_counter()
    page.goto(desk)
    odd = _ask_about_odd_ones(hands)
    hands.press("m")
    expect(page.locator("#marked")).to_contain_text("只看有标记的")
    hands.press("Shift+X")
    hands.press("Shift+A")
    toast = page.locator("#toast")
    expect(toast).to_contain_text("已通过", timeout=PATIENCE)
    seconds = time.perf_counter() - begun
    words = toast.inner_text().split("\n")[0]
    return Morning(odd, hands.keys, hands.clicks, seconds, words)


def _ask_about_odd_ones(hands: Hands) -> int:
    """Tick them among what is marked, and ask all of them the same at once."""
    page = hands.page
    hands.press("m")
    expect(page.locator("#marked")).to_contain_text("不限标记")
    lines = page.locator(".hh-srow[data-id] .hh-flag").all()
    odd = [nth for nth, line in enumerate(lines) if ODD in line.inner_text()]
    at = 0
    for nth in odd:
        for _line in range(nth - at):
            hands.press("j")
        at = nth
        hands.press("x")
    hands.press("Shift+Q")
    hands.type(QUESTION)
    hands.press("Control+Enter")
    expect(page.locator("#toast")).to_contain_text(f"已退回补充 {len(odd)} 条")
    return len(odd)


def main(arguments: list[str]) -> int:
    """Measure it on a demo that runs; 1 if something was clicked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk_by_keys")
    parser.add_argument("demo", help="where it runs, as http://127.0.0.1:8000")
    base = parser.parse_args(arguments).demo.rstrip("/")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(locale="zh-CN", viewport={"width": 1280, "height": 800})
        page.goto(f"{base}/login/")
        page.locator("[name=username]").fill("zhao")
        page.locator("[name=password]").fill(PASSWORD.read_text().strip())
        page.locator("[name=password]").press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        morning = decide_all(page, desk=f"{base}/desk/")
        browser.close()
    print(
        f"{morning.approved} {morning.odd} odd ones asked about."
        f" {morning.keys} keys, {morning.clicks} clicks, {morning.seconds:.1f} s."
    )
    return 1 if morning.clicks else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
