"""Who appears in the tests, always in the same parts."""

import pytest

from tests.factories import (
    appoint,
    make_account,
    make_activity,
    make_organization,
    make_volunteer,
)


@pytest.fixture
def association(db):
    """The organization most tests are about."""
    return make_organization()


@pytest.fixture
def beach_team(db):
    """Another organization, whose business is its own."""
    return make_organization("连岛净滩队", district_id="320703")


@pytest.fixture
def beach_cleaning(association):
    return make_activity(association)


@pytest.fixture
def lin(db):
    """Lin volunteers."""
    return make_volunteer("lin", name="林小港")


@pytest.fixture
def mei(db):
    """Mei volunteers too."""
    return make_volunteer("mei", name="梅云台")


@pytest.fixture
def zhao(association):
    """Captain Zhao approves for the association, and runs it."""
    account = make_volunteer("zhao", name="赵海州").account
    appoint(account, "approver", association)
    return appoint(account, "admin", association)


@pytest.fixture
def hu(association):
    """Captain Hu approves for the association as well."""
    return appoint(make_volunteer("hu", name="胡朝阳").account, "approver", association)


@pytest.fixture
def qian(association):
    """Qian records for the association."""
    return appoint(
        make_volunteer("qian", name="钱伊山").account, "recorder", association
    )


@pytest.fixture
def stranger(beach_team):
    """Someone who approves, but for another organization."""
    return appoint(make_account("stranger"), "approver", beach_team)


@pytest.fixture
def wang(db):
    """Director Wang watches the city."""
    return appoint(make_volunteer("wang", name="王云台").account, "staff")


@pytest.fixture
def he(db):
    """He audits: reads the city, changes nothing."""
    return appoint(make_volunteer("he", name="何灌云").account, "auditor")
