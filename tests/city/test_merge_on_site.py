"""A record of somebody who is on site is given up once they have checked out."""

import pytest
from django.db import transaction

from city import errors
from city.rules import merge
from config.errors import RuleBroken
from hours.models import Presence, Session
from hours.reconcile import reconcile
from tests.activities.making import publish, shift_of, sign_up
from tests.factories import make_volunteer
from tests.hours.presence.on_site import at, code_at, comes, counted, leaves
from tests.racing import in_background

pytestmark = pytest.mark.database


@pytest.fixture
def lin2(db):
    return make_volunteer("lin2", name="林小港", district_id="320707")


@pytest.fixture
def activity(association, zhao, lin2):
    activity = publish(association, zhao)
    sign_up(shift_of(activity), lin2)
    return activity


@pytest.fixture
def put_together(wang, lin, lin2):
    def _merge(clock, *, given=lin2, kept=lin):
        return merge(
            given=given,
            kept=kept,
            choices={},
            sign_in="kept",
            reason="One person",
            by=wang,
            at=at(clock),
        )

    return _merge


@pytest.mark.django_db
def test_it_waits_until_they_have_checked_out(lin, lin2, activity, put_together):
    comes(lin2, activity)
    with pytest.raises(errors.OnSite) as refused:
        put_together("10:00")
    assert lin2.number in refused.value.detail

    leaves(lin2, activity)
    put_together("12:30")
    assert counted(lin) == [("submitted", 180, "timed")]
    assert not Session.objects.filter(status="open").exists()
    assert reconcile() == []


@pytest.mark.django_db
def test_the_record_that_goes_on_stays_checked_in(lin, lin2, activity, put_together):
    comes(lin2, activity)
    put_together("10:00", given=lin, kept=lin2)
    leaves(lin2, activity)
    assert counted(lin2) == [("submitted", 180, "timed")]
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_checking_in_while_the_records_are_put_together(
    lin, lin2, activity, put_together
):
    # The card is scanned first, and the merge waits for it …
    with transaction.atomic():
        comes(lin2, activity)
        merging = in_background(lambda: put_together("09:00"))
        assert merging.waits()
    with pytest.raises(errors.OnSite):
        merging.result()
    leaves(lin2, activity, "10:00")

    # … or the merge is first, and nobody checks in as a record that has ended.
    code = code_at(activity, "10:20")
    with transaction.atomic():
        put_together("10:20")
        coming = in_background(lambda: comes(lin2, activity, "10:20", code=code))
        assert coming.waits()
    with pytest.raises(RuleBroken):
        coming.result()
    assert Presence.objects.count() == 1
    assert not Session.objects.filter(status="open").exists()
    assert reconcile() == []
