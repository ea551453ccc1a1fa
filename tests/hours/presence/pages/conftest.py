import pytest

from tests.hours.presence.pages.asking import signed_in
from tests.hours.presence.under_way import under_way


@pytest.fixture
def activity(association, zhao, lin):
    """Lin has a seat; it began half an hour ago."""
    return under_way(association, zhao, lin)


@pytest.fixture
def lin_here(lin):
    return signed_in(lin.account)


@pytest.fixture
def zhao_here(zhao):
    return signed_in(zhao)


@pytest.fixture
def screen(activity):
    return (
        f"/organizations/{activity.organization_id}/activities/{activity.pk}/check-in/"
    )
