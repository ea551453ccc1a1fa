"""People sign in, register and are invited while the hash key changes."""

import csv
from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.codes import code_sent_to
from tests.factories import EVENING, NOON, make_account, make_volunteer
from tests.keys import (
    AFTER,
    BEFORE,
    FILLING,
    MOVING,
    NEIGHBOURS,
    PHASES,
    now,
    signs_in_by,
)
from tests.racing import in_background
from tests.registering import LANS_PHONE, register_on_the_page
from volunteers import rotation
from volunteers.errors import VisitADesk
from volunteers.models import (
    Account,
    District,
    Guardian,
    Invitation,
    Volunteer,
)
from volunteers.people import find, understand
from volunteers.rules import Registration, close_record, members, register
from volunteers.searches import print_of, prints_that_find

pytestmark = pytest.mark.django_db
PHONE = "+8613912345678"


@pytest.fixture
def keys(settings):
    now(settings, BEFORE)
    return settings


def registration(**changes):
    said = {
        "name": "林小港",
        "phone": PHONE,
        "document_type": "passport",
        "document_number": "E12345678",
        "birth_date": date(1985, 3, 12),
        "district": District.objects.get(pk="320706"),
        "consents": {},
    }
    return Registration(**said | changes)


def signs_in(client, phone=PHONE):
    by_password = client.login(username=phone, password="harbour-at-dawn")
    client.logout()
    client.post("/login/", {"username": phone, "password": ""})
    page = client.post("/login/code/", {"code": code_sent_to(phone)})
    client.logout()
    return by_password and page.status_code == 302


def test_one_signs_in_and_registers_in_every_phase(keys, client):
    lin = make_volunteer("lin")
    signs_in_by(lin.account, PHONE)
    for order, said in enumerate(PHASES):
        now(keys, said)
        # Before it runs and after, and whoever came meanwhile.
        for half in (0, 1):
            phone = f"+86138001380{order}{half}"
            assert Account.objects.get_by_natural_key(PHONE) == lin.account
            register(
                registration=registration(
                    phone=phone, document_number=f"E8765432{order}{half}"
                ),
                at=NOON,
            )
            if not half:
                assert rotation.rotate().is_done
    assert signs_in(client)
    assert Account.objects.exclude(phone_hash=None).count() == 9
    for order in range(4):
        for half in (0, 1):
            assert Account.objects.get_by_natural_key(f"+86138001380{order}{half}")


@pytest.mark.parametrize("said", PHASES)
def test_registering_on_the_page_and_the_code_that_follows(keys, client, said):
    now(keys, said)

    register_on_the_page(client)
    client.logout()

    assert Account.objects.get_by_natural_key(LANS_PHONE).as_volunteer


@pytest.mark.parametrize(("writer", "reader"), NEIGHBOURS)
def test_programs_side_by_side_find_what_the_other_writes(
    keys, client, association, zhao, writer, reader
):
    now(keys, PHASES[writer])
    lin = make_volunteer("lin")
    signs_in_by(lin.account, PHONE)
    members.invite_phone(phone=PHONE, organization=association, by=zhao, at=NOON)
    guardian = Guardian(ward=make_volunteer(), named_at=NOON)
    guardian.phone = PHONE
    guardian.save()
    search = print_of(understand(lin.phone, by_name=True))
    client.post("/login/", {"username": PHONE, "password": ""})
    code = code_sent_to(PHONE)

    now(keys, PHASES[reader])

    account = Account.objects.get_by_natural_key(PHONE)
    assert account == lin.account
    assert Invitation.objects.for_account(account).count() == 1
    assert Guardian.objects.reached_at(PHONE).get() == guardian
    assert search in prints_that_find(lin)
    wanted = understand(lin.phone, by_name=True)
    assert find(Volunteer.objects.all(), wanted, size=2).people == [lin]
    members.invite_phone(phone=PHONE, organization=association, by=zhao, at=EVENING)
    assert Invitation.objects.count() == 1
    assert client.post("/login/code/", {"code": code}).status_code == 302


@pytest.mark.parametrize(("first", "second"), NEIGHBOURS)
def test_the_database_refuses_the_second_of_one_number(keys, first, second):
    now(keys, PHASES[first])
    lin, mei = make_volunteer("lin"), make_volunteer("mei")
    signs_in_by(lin.account, PHONE)

    now(keys, PHASES[second])

    with pytest.raises(IntegrityError), transaction.atomic():
        signs_in_by(mei.account, PHONE)
    mei.document_number = lin.document_number
    with pytest.raises(IntegrityError), transaction.atomic():
        mei.save()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second"), [(FILLING, MOVING), (MOVING, FILLING), (MOVING, AFTER)]
)
def test_one_document_registers_once_by_two_keys_at_the_same_moment(
    keys, first, second
):
    now(keys, first)
    with transaction.atomic():
        register(registration=registration(), at=NOON)
        now(keys, second)
        other = in_background(
            lambda: register(registration=registration(phone="+8613800138000"), at=NOON)
        )
        assert other.waits()
    with pytest.raises(VisitADesk):
        other.result()

    assert Volunteer.objects.count() == Account.objects.count() == 1


def test_who_comes_back_is_known_by_the_older_key(keys):
    lin = make_volunteer("lin")
    number = lin.document_number
    close_record(account=lin.account, volunteer=lin, by=lin.account, at=NOON)
    now(keys, FILLING)
    rotation.rotate()
    now(keys, MOVING)

    again = register(registration=registration(document_number=number), at=EVENING)

    assert again.counts_from == EVENING


@pytest.mark.parametrize(
    ("said", "loader"), [(BEFORE, FILLING), (FILLING, MOVING), (MOVING, FILLING)]
)
def test_people_from_a_file_are_known_by_either_key(keys, tmp_path, said, loader):
    now(keys, said)
    number = "32070619900501018X"
    register(
        registration=registration(document_type="resident_id", document_number=number),
        at=NOON,
    )
    make_account("boss", is_superuser=True)
    file = tmp_path / "people.csv"
    with file.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["name", "document_number", "phone", "district"])
        rows.writerow(["林小港", number, "", "320706"])
        rows.writerow(["梅小岛", "110101199003070134", "", "320706"])

    now(keys, loader)
    call_command("import_volunteers", str(file), "--commit", "--as", "boss")

    assert Volunteer.objects.filter(name="林小港").count() == 1
    (came,) = Volunteer.objects.filter(name="梅小岛")
    before = bytes(came.document_hash), bytes(came.document_hash_next)
    came.document_number = "110101199003070134"
    assert (came.document_hash, came.document_hash_next) == before
