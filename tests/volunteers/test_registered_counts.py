"""How many people are registered, by day and district, without counting people."""

from datetime import date, timedelta

import pytest
from django.db.models import Sum
from django.utils import timezone

from hours.reconcile import reconcile
from tests.behind_the_back import refused_by
from tests.factories import make_volunteer, moment
from volunteers.models import RegisteredDay, Volunteer

pytestmark = pytest.mark.database


def registered(district, *, on):
    days = RegisteredDay.objects.filter(district=district, day__lte=on)
    return days.aggregate(sum=Sum("delta"))["sum"] or 0


def test_who_registers_counts_from_that_local_day(db):
    make_volunteer(registered_at=moment("2020-03-05 00:30"))
    make_volunteer(registered_at=moment("2020-03-05 23:30"))
    assert registered("320706", on=date(2020, 3, 4)) == 0
    assert registered("320706", on=date(2020, 3, 5)) == 2
    assert reconcile() == []


def test_who_moves_counts_in_the_new_district_from_today_on(lin):
    lin.district_id = "320703"
    lin.save()

    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    assert registered("320706", on=yesterday) == 1
    assert (registered("320706", on=today), registered("320703", on=today)) == (0, 1)
    assert reconcile() == []


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_who_is_not_registered_any_more_does_not_count(lin, status):
    today = timezone.localdate()
    lin.status = status
    lin.save()
    assert registered("320706", on=today) == 0

    lin.status = "registered"
    lin.save()
    assert registered("320706", on=today) == 1
    assert reconcile() == []


def test_who_begins_suspended_counts_once_registered(db):
    person = make_volunteer(status="suspended")
    assert registered("320706", on=timezone.localdate()) == 0
    person.status = "registered"
    person.save()
    assert registered("320706", on=timezone.localdate()) == 1


def test_other_changes_count_nothing(lin):
    before = list(RegisteredDay.objects.values_list())
    lin.name = "林大港"
    lin.save()
    assert list(RegisteredDay.objects.values_list()) == before


def test_many_move_in_one_statement(db):
    for _ in range(3):
        make_volunteer()
    Volunteer.objects.update(district="320707")
    assert registered("320707", on=timezone.localdate()) == 3
    assert reconcile() == []


def test_nobody_is_ever_deleted(lin):
    with refused_by("volunteer_is_never_deleted"):
        Volunteer.objects.filter(pk=lin.pk).delete()
