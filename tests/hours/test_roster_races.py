"""Two leaders, or one who presses twice: each person's time counts once."""

from uuid import uuid4

import pytest
from django.db import transaction

from hours import rules
from hours.models import Session
from hours.reconcile import reconcile
from tests.factories import NOON, make_volunteer
from tests.hours.at_the_desk import signed_in
from tests.hours.rosters import claims, typed
from tests.racing import all_at_once, in_background

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_two_recorders_send_the_same_people_at_once(qian, zhao, beach_cleaning):
    people = [make_volunteer() for _ in range(12)]

    def send(by, whom):
        roster = claims(whom, beach_cleaning, form=uuid4())
        return lambda: rules.record(claims=roster, by=by, at=NOON)

    # In each one's own order; the locks are taken in one.
    outcomes = all_at_once(send(qian, people), send(zhao, people[::-1]))

    assert sorted(len(sessions) for sessions, _ in outcomes) == [0, 12]
    assert Session.objects.count() == 12
    assert {one.error.code for _, refused in outcomes for one in refused} == {
        "overlaps"
    }
    assert reconcile() == []


def test_whoever_logs_meanwhile_is_waited_for(qian, lin, mei, beach_cleaning):
    own = claims([lin], beach_cleaning, form=uuid4())
    with transaction.atomic():
        rules.log(claim=own[0], by=lin.account, at=NOON)
        recording = in_background(
            lambda: rules.record(
                claims=claims([mei, lin], beach_cleaning), by=qian, at=NOON
            )
        )
        assert recording.waits()
    sessions, refused = recording.result()
    assert [one.volunteer_id for one in sessions] == [mei.pk]
    assert [one.error.code for one in refused] == ["overlaps"]


def test_a_form_sent_twice_at_once_records_once(qian, association, lin, mei):
    sent = typed(f"{lin.number} {mei.number}", record="1")

    def press():
        return (
            signed_in(qian).post(f"/organizations/{association.pk}/roster/", sent).url
        )

    assert len(set(all_at_once(press, press))) == 1
    assert Session.objects.count() == 2
