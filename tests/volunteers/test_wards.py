"""Children from 8 to 13 are registered by a guardian, who acts for them."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from policies.models import Policy
from tests.codes import a_while_later
from tests.factories import BEGINNING, make_account, make_volunteer
from tests.families import born, register_child
from tests.racing import all_at_once
from volunteers.errors import NotAVolunteer, TooManyTries, VisitADesk
from volunteers.guardian_errors import (
    GuardianIsMinor,
    RegistersAlone,
    TooManyWards,
    TooYoung,
)
from volunteers.guardians import Standing, standing
from volunteers.models import Appointment, Guardian, Volunteer
from volunteers.permissions import acts_for, appointments_of, wards_of

pytestmark = pytest.mark.django_db


def today_of(account):
    account.appointments_today = None
    return wards_of(account)


@pytest.fixture
def day(monkeypatch):
    """Which day it is for whoever asks today's appointments."""

    def it_is(on):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: on)

    return it_is


def test_a_guardian_registers_a_child_and_agrees(lin):
    child = register_child(lin.account)

    assert (child.account, child.phone, child.is_registered) == (None, "", True)
    given = child.consents.in_force().order_by("purpose")
    assert [one.purpose for one in given] == ["guardian", "registration"]
    agreement = given[0].agreement
    assert (agreement.way, agreement.by) == ("account", lin.account)
    assert (agreement.guardian.name, agreement.guardian.phone) == (
        lin.name,
        lin.account.phone,
    )
    assert acts_for(lin.account, child)
    assert standing(child, on=timezone.localdate()) == Standing.AGREED


def test_the_child_signs_in_nowhere(lin):
    child = register_child(lin.account, password="x", phone="+8613812345678")

    assert child.account is None
    assert authenticate(username="13812345678", password="x") is None


@pytest.mark.parametrize(
    ("birth_date", "refused"),
    [
        (born(8, days=1), TooYoung),
        (born(8), None),
        (born(14, days=1), None),
        (born(14), RegistersAlone),
    ],
)
def test_from_eight_to_thirteen_by_the_day(birth_date, refused, lin):
    if refused is None:
        assert register_child(lin.account, birth_date=birth_date)
        return
    with pytest.raises(refused):
        register_child(lin.account, birth_date=birth_date)


@pytest.mark.parametrize(("years", "refused"), [(17, True), (18, False)])
def test_a_guardian_is_of_age(years, refused):
    person = make_volunteer("wei", birth_date=born(years))
    if refused:
        with pytest.raises(GuardianIsMinor):
            register_child(person.account)
    else:
        assert register_child(person.account)


def test_a_guardian_is_registered(db):
    with pytest.raises(NotAVolunteer):
        register_child(make_account("nobody"))


def test_who_is_known_already_meets_a_clerk(lin, mei):
    child = register_child(lin.account)

    with pytest.raises(VisitADesk):
        register_child(mei.account)
    assert list(Volunteer.objects.filter(name=child.name)) == [child]
    assert today_of(mei.account) == []


def test_nobody_tries_documents_one_after_the_other(lin, mei):
    register_child(mei.account)
    for _ in range(10):
        with pytest.raises(VisitADesk):
            register_child(lin.account)

    with pytest.raises(TooManyTries):
        register_child(lin.account, document_number="E77778888")
    a_while_later()
    assert register_child(lin.account, document_number="E77778888")


def test_a_guardian_has_room_for_so_many(lin):
    Policy.objects.create(
        code="wards_of_a_guardian", holds_from=BEGINNING.date(), value=1
    )
    register_child(lin.account)

    with pytest.raises(TooManyWards):
        register_child(lin.account, document_number="E77778888")


def test_a_charge_ends_by_the_ward_s_age_alone(lin, day):
    child = register_child(lin.account)
    of_age = child.birth_date.replace(year=child.birth_date.year + 18)

    day(of_age - timedelta(days=1))
    assert today_of(lin.account) == [child]
    day(of_age)
    assert today_of(lin.account) == []
    assert standing(child, on=of_age) == Standing.NOT_NEEDED
    assert Appointment.objects.get(ward=child).ends_on is None


def test_who_has_a_sign_in_of_their_own_acts_alone(lin):
    child = register_child(lin.account)
    child.account = make_account("xiaoxiao")
    child.save()
    lin.account.appointments_today = None

    assert wards_of(lin.account) == [child]
    assert not acts_for(lin.account, child)


def test_what_others_hold_stays_whatever_wards_they_have(zhao, association):
    before = {one.pk for one in zhao.appointments.all()}
    register_child(zhao)
    held = {one.pk for one in appointments_of(zhao)}
    assert before < held


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_guardians_at_once_register_a_child_once():
    mother, father = make_volunteer("mother"), make_volunteer("father")

    def register(parent):
        try:
            return register_child(parent.account)
        except VisitADesk as refused:
            return refused

    outcomes = all_at_once(lambda: register(mother), lambda: register(father))

    assert sum(isinstance(one, VisitADesk) for one in outcomes) == 1
    assert Volunteer.objects.filter(name="许小小").count() == 1
    assert Guardian.objects.count() == Appointment.objects.count() == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_children_at_once_are_counted():
    Policy.objects.create(
        code="wards_of_a_guardian", holds_from=BEGINNING.date(), value=1
    )
    lin = make_volunteer("lin")

    def register(document):
        try:
            return register_child(lin.account, document_number=document)
        except TooManyWards as refused:
            return refused

    outcomes = all_at_once(lambda: register("E11112222"), lambda: register("E33334444"))

    assert sum(isinstance(one, TooManyWards) for one in outcomes) == 1
