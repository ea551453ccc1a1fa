import pytest

from tests.factories import NOON, appoint, make_account
from volunteers.models import Site
from volunteers.rules import join, members


def make_site(code, kind, name, parent=None):
    return Site.objects.create(
        code=code, kind=kind, name=name, parent=parent, district_id="320706"
    )


@pytest.fixture
def center(db):
    return make_site("320706C", "center", "海州区中心")


@pytest.fixture
def institute(center):
    return make_site("320706I", "institute", "幸福路所", center)


@pytest.fixture
def station(institute):
    return make_site("320706S", "station", "幸福路站", institute)


@pytest.fixture
def sun(station):
    """Clerk Sun keeps the station."""
    return appoint(make_account("sun"), "clerk", site=station)


@pytest.fixture
def li(center):
    """Li dispatches at the center, and for all below it."""
    return appoint(make_account("li"), "dispatcher", site=center)


@pytest.fixture
def captain(beach_team):
    """Runs another organization."""
    return appoint(make_account("captain"), "admin", beach_team)


@pytest.fixture
def leader(lin, association, zhao):
    """Lin leads a team of the association, and holds no office."""
    member = join(volunteer=lin, organization=association, at=NOON)
    team = members.make_team(organization=association, name="便民组", by=zhao, at=NOON)
    members.place(team=team, membership=member, leads=True, by=zhao, at=NOON)
    return lin.account, team
