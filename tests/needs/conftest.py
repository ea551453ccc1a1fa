import pytest

from tests.factories import appoint, make_account
from volunteers.models import Site


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
