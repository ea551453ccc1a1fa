"""Everyone locks totals in one order, so nobody ever waits in a circle."""

import pytest

from hours import rules
from hours.models import ActiveCount
from hours.reconcile import reconcile
from tests.factories import NOON, log_session, make_volunteer
from tests.racing import held, in_background

pytestmark = pytest.mark.database


@pytest.mark.django_db(transaction=True)
def test_people_whose_year_begins_are_counted_in_the_same_pass(
    association, qian, zhao, hu
):
    def record(person, **claim):
        return log_session(
            volunteer=person, organization=association, by=qian, minutes=200, **claim
        )

    # In each of two districts somebody is active already, and somebody is not.
    homes = {"320703": [], "320706": []}
    for district, people in homes.items():
        people += [make_volunteer(district_id=district) for _ in range(2)]
        warm = record(people[0], start="2020-03-01 09:00")
        rules.approve(sessions=[warm], by=zhao, at=NOON)

    # Hu's roster moves the first district's count and begins in the second ...
    hus = [
        record(homes["320703"][0]),
        record(homes["320706"][1]),
    ]
    # ... and Zhao's the other way round.
    zhaos = [
        record(homes["320706"][0]),
        record(homes["320703"][1]),
    ]
    first = ActiveCount.objects.get(district_id="320703", band=1)
    with held("SELECT FROM hours_activecount WHERE id = %s FOR UPDATE", first.pk):
        hu_approves = in_background(lambda: rules.approve(sessions=hus, by=hu, at=NOON))
        assert hu_approves.waits()
        zhao_approves = in_background(
            lambda: rules.approve(sessions=zhaos, by=zhao, at=NOON)
        )
        assert zhao_approves.waits()

    assert hu_approves.result().decided == 2
    assert zhao_approves.result().decided == 2
    assert reconcile() == []
