"""`manage.py rotate_keys`: everything comes under today's keys, nothing is lost."""

import io
import time

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from city.rules import close_account
from tests.factories import EVENING, NOON, make_volunteer
from tests.keys import AFTER, FILLING, MOVING, NEW, OLD, PHASES, key, now, signs_in_by
from tests.racing import held, in_background
from tests.second_factors import app_shows, recovery_codes, set_up_app
from volunteers import rotation, sealing
from volunteers.models import (
    Account,
    ClosedRecord,
    Draft,
    Guardian,
    Invitation,
    MemberList,
    Profile,
    Volunteer,
    VolunteerEvent,
)
from volunteers.rotation import columns
from volunteers.rules import members

pytestmark = pytest.mark.django_db
PHONE = "+8613912345678"
ONE, TWO = {1: key(11)}, {2: key(12)}


@pytest.fixture
def keys(settings):
    settings.FIELD_KEYS = ONE
    now(settings, PHASES[0])
    return settings


@pytest.fixture
def everything(keys, association, zhao):
    """One of each that is sealed or hashed."""
    lin, mei = make_volunteer("lin"), make_volunteer("mei")
    signs_in_by(lin.account, PHONE)
    set_up_app(lin.account)
    guardian = Guardian(ward=lin, named_at=NOON)
    guardian.phone = PHONE
    guardian.save()
    members.invite_phone(phone=PHONE, organization=association, by=zhao, at=NOON)
    profile = Profile(organization=association)
    profile.contact_phone = PHONE
    profile.save()
    Draft.objects.create(account=zhao, said_sealed=sealing.seal("{}"), saved_at=NOON)
    said = {"good": 1, "bad": 0, "brought_by": zhao, "brought_at": NOON}
    listed = MemberList(organization=association, name="list.csv", **said)
    listed.rows = [{"name": "林小港"}]
    listed.save()
    close_account(account=mei.account, volunteer=mei, by=mei.account, at=EVENING)
    return lin


def rotate(*more):
    """What the command says, and what it ends with."""
    out = io.StringIO()
    try:
        call_command("rotate_keys", *more, stdout=out)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), 0


def sealed_values():
    return [
        one
        for table in rotation.tables()
        for row in table.rows.all()
        for column in table.sealed
        for one in columns.seals_in(getattr(row, column))
    ]


def hashes_and_numbers():
    return [
        (bytes(getattr(row, column)), number_of(row))
        for table in rotation.tables()
        for row in table.rows.all()
        for column, number_of in table.hashed.items()
        if getattr(row, column)
    ]


def second_hashes():
    return [
        bytes(getattr(row, column))
        for table in rotation.tables()
        for row in table.rows.all()
        for column in table.seconds
        if getattr(row, column)
    ]


def test_every_column_that_is_sealed_or_hashed_is_known():
    named = {
        f"{model._meta.label}.{one.attname}"
        for model in apps.get_models()
        for one in model._meta.concrete_fields
        if one.attname.endswith(("_sealed", "_hash", "_hash_next"))
    }
    known = {
        f"{table.model._meta.label}.{column}"
        for table in rotation.tables()
        for column in (*table.sealed, *table.hashed, *table.seconds)
    }

    assert named - known == {*columns.OF_NO_NUMBER}


# The key that seals


def test_afterwards_the_new_key_alone_opens_everything(everything, keys):
    count = len(sealed_values())
    keys.FIELD_KEYS = TWO | ONE

    told, ended = rotate()

    assert ended == 0
    assert f"key 2, the newest: {count}." in told
    assert "Nothing is sealed with key 1: FIELD_KEYS may lose it." in told
    keys.FIELD_KEYS = TWO
    assert len([sealing.unseal(one) for one in sealed_values()]) == count
    assert app_shows(everything.account)
    assert recovery_codes(everything.account)
    assert ClosedRecord.objects.get().said["document_number"].startswith("E")
    assert {one.model for one in rotation.tables()} >= {Profile, Draft, MemberList}


def test_check_only_tells(everything, keys):
    keys.FIELD_KEYS = TWO | ONE
    before = sealed_values()

    told, ended = rotate("--check")

    assert ended == 1
    assert f"key 1: {len(before)}." in told
    assert sealed_values() == before


def test_what_no_key_opens_is_told_and_left(keys):
    make_volunteer("lin")
    before = sealed_values()
    keys.FIELD_KEYS = TWO

    told, ended = rotate()

    assert ended == 1
    assert "bring their keys back" in told
    assert sealed_values() == before


def test_a_run_that_was_killed_is_begun_again(keys, monkeypatch):
    people = {make_volunteer().pk for _ in range(5)}
    phones = dict(Volunteer.objects.values_list("pk", "phone_last4"))
    keys.FIELD_KEYS = TWO | ONE
    monkeypatch.setattr(columns, "STEP", 2)

    def killed(what):
        def tell(done, of):
            if any(one[0] == 2 for one in sealed_values()):
                raise KeyboardInterrupt

        return tell

    with pytest.raises(KeyboardInterrupt):
        rotation.rotate(killed)
    assert {one[0] for one in sealed_values()} == {1, 2}

    assert rotation.rotate().is_done
    assert {one[0] for one in sealed_values()} == {2}
    for one in Volunteer.objects.filter(pk__in=people):
        assert one.phone[-4:] == phones[one.pk]


def test_what_is_written_between_reading_and_writing_is_kept(keys):
    account = signs_in_by(make_volunteer("lin").account, PHONE)
    keys.FIELD_KEYS = TWO | ONE
    (table,) = (one for one in rotation.tables() if one.model is Account)
    (rows,) = table.steps()

    keys.FIELD_KEYS = ONE  # a program that still has the old settings
    signs_in_by(account, "+8613900000000")
    keys.FIELD_KEYS = TWO | ONE
    table.write({row.pk for row in rows}, is_key=True)

    account.refresh_from_db()
    assert account.phone == "+8613900000000"
    assert bytes(account.phone_sealed)[0] == 2


@pytest.mark.django_db(transaction=True)
def test_what_somebody_holds_comes_later(keys):
    account = signs_in_by(make_volunteer("lin").account, PHONE)
    other = sealing.seal("+8613900000000")
    keys.FIELD_KEYS = TWO | ONE
    changes = "UPDATE volunteers_account SET phone_sealed = %s WHERE id = %s"

    with held(changes, other, account.pk):
        running = in_background(rotation.rotate)
        time.sleep(0.5)
    found = running.result()

    assert found.is_done
    account.refresh_from_db()
    assert account.phone == "+8613900000000"
    assert bytes(account.phone_sealed)[0] == 2


def test_another_key_is_no_change_of_a_person(keys):
    make_volunteer("lin")
    before = VolunteerEvent.objects.count()

    keys.FIELD_KEYS = TWO | ONE
    for said in PHASES:
        now(keys, said)
        assert rotation.rotate().is_done

    assert VolunteerEvent.objects.count() == before


# The key that hashes


def test_phase_by_phase_every_hash_becomes_the_new_keys(everything, keys):
    now(keys, FILLING)
    assert "Every number has its second hash." in rotate()[0]
    known = Volunteer.objects.exclude(document_hash=None).count()
    assert len(second_hashes()) == known + 1  # and an account; mei's are gone

    now(keys, MOVING)
    assert "found by FIELD_HASH_KEY alone" in rotate()[0]

    now(keys, AFTER | {"FIELD_HASH_KEYS_OLD": []})
    assert "Everything is under today's keys." in rotate()[0]
    for hashed, number in hashes_and_numbers():
        assert hashed == sealing.fingerprint(number)
    assert len(hashes_and_numbers()) == 2 * known + 3
    assert second_hashes() == []
    # The number of an invitation is not kept: it is found until it is over.
    assert bytes(Invitation.objects.get().phone_hash) != sealing.fingerprint(PHONE)
    keys.FIELD_HASH_KEYS_OLD = [OLD]
    account = Account.objects.get_by_natural_key(PHONE)
    assert Invitation.objects.for_account(account).exists()


def test_the_way_back_is_open_until_the_end(everything, keys):
    before = hashes_and_numbers()
    for said in (FILLING, MOVING, FILLING, PHASES[0]):
        now(keys, said)
        assert rotate()[1] == 0

    assert hashes_and_numbers() == before
    assert second_hashes() == []


def test_nothing_moves_before_every_number_has_its_second_hash(everything, keys):
    before = hashes_and_numbers()
    now(keys, MOVING)

    with pytest.raises(CommandError, match="no hash by the next key yet"):
        rotate()

    assert hashes_and_numbers() == before


@pytest.mark.parametrize("key_of_nobody", [key(9), NEW])
def test_a_key_that_made_none_of_the_hashes_is_refused(everything, keys, key_of_nobody):
    before = hashes_and_numbers()
    keys.FIELD_HASH_KEY = key_of_nobody

    with pytest.raises(CommandError, match="by none of the keys"):
        rotate()

    assert hashes_and_numbers() == before
