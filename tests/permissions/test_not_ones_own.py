"""What the table cannot say: lists and acts on many hold one's own only."""

import pytest
from django.test import Client

from tests.api.calls import signed_in
from tests.permissions.world import make_world, somebody


@pytest.fixture
def world(db):
    return make_world()


@pytest.mark.parametrize(
    ("role", "own", "count"),
    [
        ("volunteer", False, 0),
        ("approver", False, 1),
        ("approver", True, 2),
        ("clerk", False, 1),
        ("clerk", True, 2),
    ],
)
def test_lists_hold_ones_own_only(role, own, count, world):
    reader = signed_in(somebody(role, world, own=own))

    listed = [one["id"] for one in reader.get("/api/v1/sessions/").json()["results"]]
    assert len(listed) == count
    assert (f"{world.session.pk}" in listed) == own


def test_nobody_decides_what_is_not_in_their_office(world):
    asked = {"decision": "approve", "sessions": [str(world.session.pk)]}
    mei, stranger = (
        signed_in(somebody(role, world, own=False))
        for role in ("volunteer", "approver")
    )

    assert mei.post("/api/v1/decisions/", asked).status_code == 403
    told = stranger.post("/api/v1/decisions/", asked).json()
    assert told["refused_by_code"] == {"not_found": 1}


def test_what_was_just_logged_is_shown_to_its_owner_only(world):
    browser = Client()
    browser.force_login(somebody("volunteer", world, own=False))
    named = {"id": str(world.session.pk)}

    assert browser.get("/sessions/log/done/", named).status_code == 404
    assert browser.post("/sessions/log/withdraw/", named).status_code == 404
