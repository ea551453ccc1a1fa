from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from config import upkeep
from tests.codes import code_sent_to
from tests.factories import NOON, moment
from volunteers import rules
from volunteers.ages import age_on
from volunteers.errors import GuardianNeeded, NoSuchRegistration, VisitADesk
from volunteers.models import (
    Account,
    District,
    PendingRegistration,
    RegisteredDay,
    Volunteer,
)
from volunteers.rules.register import CONSENT_PURPOSE, CONSENT_VERSION


@pytest.fixture
def form(db):
    return rules.Registration(
        name="林小港",
        phone="+8613805131234",
        document_type="resident_id",
        document_number="320706198503120042",
        birth_date=date(1985, 3, 12),
        district=District.objects.get(pk="320706"),
        home_site=None,
        password=make_password("harbour-at-dawn"),
        consents={CONSENT_PURPOSE: CONSENT_VERSION},
    )


def test_a_registered_person_signs_in_by_phone_and_is_counted(form, client):
    volunteer = rules.register(registration=form, at=NOON)

    assert volunteer.number.startswith("V3207062003000001")
    assert volunteer.document_number == "320706198503120042"
    assert client.login(username="138 0513 1234", password="harbour-at-dawn")
    counted = RegisteredDay.objects.get(day=date(2020, 3, 6), district="320706")
    assert counted.delta == 1


def test_the_name_is_read_in_pinyin_for_whoever_looks_for_it(form):
    rules.register(registration=replace(form, name="单雨欣"), at=NOON)

    assert Volunteer.objects.get().initials == "syx"


def test_nothing_personal_stands_readable_in_the_database(form):
    rules.register(registration=form, at=NOON)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v::text, a::text FROM volunteers_volunteer v, volunteers_account a"
        )
        row = " ".join(cursor.fetchone())
    assert "13805131234" not in row
    assert "198503120042" not in row


@pytest.mark.parametrize(
    "known",
    [
        {"phone": "+8613805139999"},  # the document is known
        {"document_number": "E99999999"},  # the phone is known
    ],
)
def test_every_conflict_ends_at_a_desk_and_changes_nothing(form, known):
    rules.register(registration=form, at=NOON)

    with pytest.raises(VisitADesk):
        rules.register(registration=replace(form, **known), at=NOON)

    assert Volunteer.objects.count() == 1
    assert Account.objects.count() == 1


def test_a_child_under_14_is_registered_with_a_guardian(form):
    child = replace(form, birth_date=date(2006, 3, 7))

    with pytest.raises(GuardianNeeded):
        rules.register(registration=child, at=NOON)


def test_whoever_turns_14_today_is_14(form):
    volunteer = rules.register(
        registration=replace(form, birth_date=date(2006, 3, 6)), at=NOON
    )

    assert volunteer.pk


def test_numbers_of_a_month_follow_each_other_and_never_repeat(form):
    first = rules.register(registration=form, at=NOON)
    second = rules.register(
        registration=replace(form, phone="+8613805139999", document_number="E99999999"),
        at=NOON,
    )
    later = rules.register(
        registration=replace(form, phone="+8613805138888", document_number="E88888888"),
        at=moment("2020-04-01 00:00"),
    )

    assert first.number[:17] == "V3207062003000001"
    assert second.number[:17] == "V3207062003000002"
    assert later.number[:17] == "V3207062004000001"


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2025, 2, 28), 0), (date(2025, 3, 1), 1), (date(2028, 2, 29), 4)],
)
def test_a_leap_day_child_has_its_birthday_on_1_march(day, age):
    assert age_on(day, born=date(2024, 2, 29)) == age


def test_another_document_of_the_same_person_makes_no_second_record(form):
    # A station has registered her by her passport; she has no account yet.
    rules.make_volunteer(
        registration=replace(form, document_type="passport", document_number="E123456"),
        account=None,
        at=NOON,
    )

    with pytest.raises(VisitADesk):
        rules.register(registration=form, at=NOON)

    assert Volunteer.objects.count() == 1
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    "other",
    [
        {"name": "林小岛"},
        {"birth_date": date(1985, 3, 13)},
        {"phone": "+8613805139999"},
    ],
)
def test_a_family_may_share_a_phone_and_a_city_a_name(form, other):
    rules.make_volunteer(
        registration=replace(form, document_type="passport", document_number="E123456"),
        account=None,
        at=NOON,
    )

    assert rules.register(registration=replace(form, **other), at=NOON).pk


def test_an_office_makes_a_volunteer_who_signs_in_nowhere(form):
    consents = {CONSENT_PURPOSE: "paper 2026-11"}
    volunteer = rules.make_volunteer(
        registration=replace(form, phone="", password="", consents=consents),
        account=None,
        at=NOON,
    )

    assert (volunteer.account, volunteer.phone) == (None, "")
    assert volunteer.consents.get().version == "paper 2026-11"
    with pytest.raises(VisitADesk):
        rules.make_volunteer(registration=form, account=None, at=NOON)


def test_what_is_not_proved_in_half_an_hour_is_forgotten(form, rf):
    pending = rules.ask_to_register(registration=form, request=rf.post("/"), at=NOON)
    assert rules.registration_of(pending) == form

    upkeep.run(at=NOON + timedelta(minutes=29))
    assert PendingRegistration.objects.exists()
    upkeep.run(at=NOON + timedelta(minutes=30))
    assert not PendingRegistration.objects.exists()


def test_what_waits_is_sealed(form, rf):
    rules.ask_to_register(registration=form, request=rf.post("/"), at=NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT p::text FROM volunteers_pendingregistration p")
        (row,) = cursor.fetchone()
    for said in ("林小港", "13805131234", "198503120042", "harbour"):
        assert said not in row
        assert said.encode().hex() not in row


def test_what_is_amended_while_the_code_is_typed_is_not_proved_by_it(form, rf):
    request = rf.post("/")
    pending = rules.ask_to_register(registration=form, request=request, at=NOON)
    code = code_sent_to(form.phone)
    seen_before = PendingRegistration.objects.get()
    other = replace(form, phone="+8613805139999")
    rules.amend_registration(
        pending=pending, registration=other, request=request, at=NOON
    )

    with pytest.raises(NoSuchRegistration):
        rules.prove(pending=seen_before, code=code, request=request, at=NOON)

    assert not Volunteer.objects.exists()
