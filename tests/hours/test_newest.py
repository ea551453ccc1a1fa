"""The list of sessions one may see: complete, in order, however little it looks at."""

import pytest

from hours import newest
from hours.models import SessionFilter
from hours.newest import Newest
from hours.rules import approve
from tests.factories import NOON, appoint, log_session, make_account, make_volunteer


@pytest.fixture
def sessions(association, beach_team, hu, stranger):
    """Twelve at two organizations, two at a time; every fourth is counted."""
    made = [
        log_session(
            volunteer=make_volunteer(f"p{n}"),
            organization=(association, beach_team)[n % 3 == 0],
            start=f"2020-03-0{1 + n // 4} {9 + n % 4 // 2:02d}:00",
            minutes=30,
        )
        for n in range(12)
    ]
    watch = appoint(make_account("watch"), "staff")
    approve(sessions=made[::4], by=watch, at=NOON)
    return sorted(made, key=lambda one: (one.started_at, one.pk), reverse=True)


@pytest.fixture
def both(association, beach_team):
    account = appoint(make_account("both"), "approver", association)
    return appoint(account, "approver", beach_team)


def walked(account, *, size, back=False, **wanted):
    """Every session of the list, page by page, to its other end."""
    found, after = [], None
    for _ in range(40):
        page = Newest(
            wanted=SessionFilter(**wanted), by=account, after=after, back=back
        ).page(size=size)
        found = page.sessions + found if back else found + page.sessions
        after = page.newer if back else page.older
        if after is None:
            return [one.pk for one in found]
    raise AssertionError("the list has no end")


@pytest.mark.parametrize("look", [1, 3, 5_000])
@pytest.mark.parametrize("size", [1, 2, 5, 50])
@pytest.mark.parametrize("status", [None, "approved", "rejected"])
def test_nothing_is_left_out_and_nothing_comes_twice(
    both, sessions, monkeypatch, look, size, status
):
    monkeypatch.setattr(newest, "LOOKED_AT", look)
    for one in sessions:
        one.refresh_from_db()
    wanted = [one.pk for one in sessions if status in (None, one.status)]

    assert walked(both, size=size, status=status) == wanted


@pytest.mark.parametrize("look", [1, 5_000])
def test_the_way_back_shows_the_same(both, sessions, monkeypatch, look):
    monkeypatch.setattr(newest, "LOOKED_AT", look)
    last = sessions[-1]
    after = newest.Place(last.started_at, last.pk)
    found = []
    while after:
        page = Newest(
            wanted=SessionFilter(status="submitted"), by=both, after=after, back=True
        ).page(size=2)
        found = page.sessions + found
        after = page.newer
    wanted = [one for one in sessions[:-1] if one in found]

    assert found == wanted
    assert len(found) == 9


def test_one_sees_the_own_the_organizations_and_the_sites(
    sessions, zhao, association, lin
):
    own = log_session(volunteer=zhao.volunteer, organization=sessions[0].organization)
    mine = [one.pk for one in sessions if one.organization == association]

    assert set(walked(zhao, size=5)) == {own.pk, *mine}
    assert walked(lin.account, size=5) == []
    assert walked(lin.account, size=5, organization=association.pk) == []
    assert walked(lin.account, size=5, volunteer=zhao.volunteer.number) == []
