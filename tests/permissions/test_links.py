"""Every link somebody is shown leads to a page of theirs, and shows nothing foreign."""

import pytest

from tests.permissions.crawl import BEGIN, crawl
from tests.permissions.marks import READ, WORDS, foreign_to
from tests.permissions.table import ROLES
from tests.permissions.walk import Caller
from tests.permissions.world import make_world, somebody

SHOWN = (200, 302)
# A station finds people by what they say at its desk; no link leads to them.
ASK_BY_NUMBER = ("clerk", "dispatcher")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_link_leads_somewhere(role):
    world = make_world()
    caller = Caller(somebody(role, world, own=True), foreign_to(role, own=True))

    led = [*crawl(caller)]

    assert [
        (url, answer.status_code, f"on {found_on}")
        for url, found_on, answer in led
        if url not in BEGIN and answer.status_code not in SHOWN
    ] == []
    # What is foreign is looked for where one's own is found.
    shown = b"".join(answer.content for *_, answer in led if not answer.streaming)
    for owner in () if role in ASK_BY_NUMBER else READ.get(role, ()):
        assert WORDS[owner, True].encode() in shown
