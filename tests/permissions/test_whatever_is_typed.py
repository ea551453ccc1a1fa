"""
Whatever is typed into a form, the program understands it or says why not.

Every form that anybody is shown is sent with its fields wrong, half of them at a time,
and with all of them wrong at once, by the first role that is shown it; every address
that asks something is asked it wrongly. What is wrong is said at the field where it
stands, and everything else is still there: passwords alone are typed anew.
"""

from functools import partial
from typing import Any

import pytest

from tests.permissions.busy import make_busy, pages_of
from tests.permissions.crawl import BEGIN, crawl
from tests.permissions.nonsense import Judge, forms_of, nonsense, tries
from tests.permissions.table import ROLES
from tests.permissions.walk import Caller, undone
from tests.permissions.world import make_world, somebody


@pytest.mark.django_db
def test_every_form_takes_it_or_says_why_not(subtests):
    known: set[Any] = set()
    for role in ROLES:
        with subtests.test(role), undone():
            assert_every_form_answers(role, known)


def assert_every_form_answers(role, known):
    world = make_world()
    account = somebody(role, world, own=True)
    sessions = make_busy(world, account or world.lin.account)
    caller = Caller(account)
    words = nonsense()

    wrong: dict[str, str] = {}
    led = crawl(caller, (*BEGIN, *pages_of(role, world, sessions)))
    for form in forms_of(led, known):
        ask = partial(caller.answer, form.method, form.action)
        judge = Judge(form, ask)
        for sent, fields in tries(form, words):
            if why := judge.fault(ask(sent), sent, fields):
                wrong.setdefault(f"{form.action} {why}", ascii(sent)[:300])

    assert not wrong, "\n".join(f"{why}: {sent}" for why, sent in wrong.items())
