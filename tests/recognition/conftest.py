"""Lin has served twice, and it counts."""

from datetime import date

import pytest

from hours import rules as hours_rules
from recognition import rules
from tests.factories import NOON, log_session


def counted(volunteer, organization, by, day, *, start="09:00", minutes=120):
    """A session of that day that was approved."""
    session = log_session(
        volunteer=volunteer,
        organization=organization,
        start=f"{day} {start}",
        minutes=minutes,
    )
    hours_rules.approve(sessions=[session], by=by, at=NOON)
    session.refresh_from_db()
    return session


@pytest.fixture
def served(lin, association, zhao):
    """Two hours on the third of March 2020, one and a half on the fourth."""
    return [
        counted(lin, association, zhao, "2020-03-03"),
        counted(lin, association, zhao, "2020-03-04", minutes=90),
    ]


@pytest.fixture
def certify(lin):
    """Lin asks for a certificate of 2020, or of what else is said."""

    def ask(**changes):
        said = {
            "volunteer": lin,
            "first": date(2020, 1, 1),
            "last": date(2020, 12, 31),
            "by": lin.account,
            "at": NOON,
        }
        return rules.certify(**said | changes)

    return ask
