"""Hours are logged of what took place: not of drafts, nor of what was called off."""

import pytest

from activities.models import Activity
from hours import errors
from hours.forms import LogForm
from hours.roster_page.forms import RosterForm
from tests.factories import NOON, log_session, make_activity, moment
from tests.hours.brought import checked, row

pytestmark = pytest.mark.django_db

CALLED_OFF = {"state": Activity.State.CANCELLED, "cancel_reason": "台风"}
BEFORE = CALLED_OFF | {"cancelled_at": moment("2019-12-31 12:00")}
HALF_WAY = CALLED_OFF | {"cancelled_at": moment("2020-03-05 18:00")}
STATES = [
    ({"state": Activity.State.DRAFT}, False),
    ({"state": Activity.State.PUBLISHED}, True),
    ({"state": Activity.State.CLOSED}, True),
    (BEFORE, False),
    (HALF_WAY, True),
]


@pytest.mark.parametrize(("fields", "is_taken"), STATES)
def test_by_the_rule(association, lin, fields, is_taken):
    about = {"volunteer": lin, "organization": association}
    about["activity"] = make_activity(association, **fields)
    if is_taken:
        log_session(**about)
    else:
        with pytest.raises(errors.ActivityNotHeld):
            log_session(**about)


@pytest.mark.parametrize(("fields", "is_taken"), STATES)
def test_by_a_file(association, lin, qian, fields, is_taken):
    make_activity(association, title="净滩", **fields)
    imported = checked(
        row(lin, activity="净滩"), organization=association, by=qian, at=NOON
    )
    assert (imported.bad == 0) is is_taken


@pytest.mark.parametrize(("fields", "is_taken"), STATES)
def test_by_the_forms(association, lin, fields, is_taken):
    activity = make_activity(association, **fields)
    offered = Activity.objects.taking_hours()
    assert offered.filter(pk=activity.pk).exists() is is_taken
    assert activity.takes_hours is is_taken
    log = LogForm({}, volunteer=lin).fields["activity"].queryset
    roster = RosterForm({}, organization=association).fields["activity"].queryset
    assert [activity in log, activity in roster] == [is_taken, is_taken]
