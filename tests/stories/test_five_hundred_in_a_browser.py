"""A morning at the desk without the mouse: odd ones asked about, the rest approved."""

from datetime import timedelta

import pytest
from django.utils import timezone

from benchmarks.desk_by_keys import QUESTION, decide_all
from notices.models import Message
from tests.factories import log_session, make_activity, make_volunteer
from tests.hours.at_the_desk import roster, statuses, yesterday

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HONEST = 52  # more than a page holds


def test_what_is_odd_is_asked_and_the_rest_approved_by_a_few_keys(
    page, live_server, zhao, browse_as, association
):
    today = timezone.localdate()
    over = make_activity(
        organization=association,
        title="新春社区送福字",
        starts_on=today - timedelta(days=90),
        ends_on=today - timedelta(days=60),
    )
    honest = roster(association, HONEST, start=yesterday(), at=timezone.now())
    odd = [
        log_session(
            volunteer=make_volunteer(f"odd{nth}"),
            organization=association,
            activity=over,
            start=yesterday(),
            minutes=420,
            at=timezone.now(),
            note=note,
        )
        for nth, note in enumerate(("", "补登", ""))
    ]
    noted = log_session(
        volunteer=make_volunteer("noted"),
        organization=association,
        start=yesterday(),
        at=timezone.now(),
        note="带了手套",
    )
    browse_as(zhao)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.set_viewport_size({"width": 1280, "height": 800})

    morning = decide_all(page, desk=f"{live_server.url}/desk/")

    assert (morning.odd, morning.clicks) == (3, 0)
    # m, three ticks two lines apart, the question, m, all that match.
    assert morning.keys == 1 + 3 + 2 + 2 + len(QUESTION) + 2 + 1 + 2 + 2
    assert f"已通过 {HONEST + 1} 条" in morning.approved
    assert statuses([*honest, noted]) == {"approved"}
    assert statuses(odd) == {"queried"}
    assert {one.text for one in Message.objects.all()} == {QUESTION}
