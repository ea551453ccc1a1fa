"""
Whatever is typed into a form, the program understands it or says why not.

Every form that a role is shown is sent with each of its fields wrong in turn, and with
all of them wrong at once; every address that asks something is asked it wrongly.
"""

import itertools
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.permissions.crawl import crawl, kind_of
from tests.permissions.pages import Form, Page
from tests.permissions.walk import Caller
from tests.permissions.world import make_world, somebody

SCRIPT = "<script>alert(1)</script>"
BAD = (
    "\x00",
    "9" * 10_000,
    "１３８００１３８０００",
    "\u202e\u200f\u200b",
    "𠮷😀\ue000",
    "2026-02-30",
    SCRIPT,
    "-1",
    "1e999",
    "'; DROP TABLE x; --",
    "٣٤",
    "林" * 10_000,
    "99999999999999999999",
    "\ufffd\x1b\x7f",
    "%s{{ 7 }}{0}",
    "00000000-0000-0000-0000-000000000000",
    " ",
)
EACH = 2  # of them for every field, the next ones for the next
# Between them they are shown every form; more would be shown the same again.
ROLES = ("anonymous", "volunteer", "guardian", "approver", "admin", "clerk", "staff")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_form_takes_it_or_says_why_not(role):
    world = make_world()
    caller = Caller(somebody(role, world, own=True))
    words = itertools.cycle(BAD)

    wrong = [
        (form.method, form.action, ascii(sent)[:300], why)
        for form in forms_of(caller)
        for sent in tries(form, words)
        if (why := fault(caller.answer(form.method, form.action, sent)))
    ]

    assert wrong == []


def forms_of(caller):
    """Every form found, once; an address with questions counts as one."""
    known = set()
    for url, _, answer in crawl(caller):
        found = [asking(url)]
        if "html" in answer.get("Content-Type", ""):
            found += Page(answer.content.decode(), url).forms
        for form in found:
            key = kind_of(form.action), form.method, tuple(sorted(form.values))
            if form.values and form.method in ("get", "post") and key not in known:
                known.add(key)
                yield form


def asking(url):
    address = urlsplit(url)
    asked = {name: several[0] for name, several in parse_qs(address.query).items()}
    return Form(address.path, "get", asked, [*asked])


def tries(form, words):
    for _ in range(EACH):
        yield dict.fromkeys(form.values, next(words))
    for name, _ in itertools.product(form.typed, range(EACH)):
        yield form.values | {name: next(words)}


def fault(answer):
    """What is wrong with how something wrong was answered, if anything is."""
    page = "" if answer.streaming else answer.content.decode(errors="ignore")
    if answer.status_code >= 500:
        return f"broke with {answer.status_code}"
    if SCRIPT in page:
        return "runs what was typed"
    if answer.status_code == 422 and not re.search(r'role="alert"|hh-error', page):
        return "does not say why not"
    return ""
