"""Every change of people, organizations, offices and numbers is written down."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction
from django.test import Client

from config.acting import acting
from config.database.owner import as_owner
from config.history import Change
from hours.models import ReasonEvent, ReasonWordsEvent
from policies.models import CalendarDayEvent, Policy, PolicyEvent
from tests.behind_the_back import refused_by
from tests.factories import NOON, make_account, make_organization, make_volunteer
from tests.families import make_youth, name_mother
from tests.program import denied
from volunteers import rules
from volunteers.models import (
    Account,
    AccountEvent,
    AppointmentEvent,
    CredentialKindEvent,
    Guardian,
    GuardianEvent,
    Membership,
    MembershipEvent,
    OrganizationEvent,
    Profile,
    ProfileEvent,
    Volunteer,
    VolunteerEvent,
)

pytestmark = pytest.mark.django_db

KEPT = [model for model in apps.get_models() if issubclass(model, Change)]


def by(account, page="/here/"):
    return acting(lambda: {"user": account.pk, "url": page})


# What is written down


def test_a_change_says_who_where_when_old_and_new(lin, wang):
    with by(wang, "/people/"):
        Volunteer.objects.filter(pk=lin.pk).update(name="林大港", district_id="320703")

    line = VolunteerEvent.objects.get()
    assert (line.pgh_obj, line.pgh_label) == (lin, "update")
    assert line.pgh_context == {"user": wang.pk, "url": "/people/"}
    assert line.changed == ["district_id", "name"]
    assert line.old == {"name": "林小港", "district_id": "320706"}
    assert line.new == {"name": "林大港", "district_id": "320703"}
    assert line.pgh_created_at is not None


def test_what_nobody_says_has_no_author_and_is_written_down(lin):
    Volunteer.objects.filter(pk=lin.pk).update(name="林大港")

    assert VolunteerEvent.objects.get().pgh_context is None


def test_who_acts_inside_another_is_the_author(lin, wang, zhao):
    with by(wang):
        with by(zhao, "/inside/"):
            Volunteer.objects.filter(pk=lin.pk).update(name="林一")
        Volunteer.objects.filter(pk=lin.pk).update(name="林二")

    told = [one.pgh_context["user"] for one in VolunteerEvent.objects.order_by("pk")]
    assert told == [zhao.pk, wang.pk]


def test_the_author_is_forgotten_with_the_transaction(lin, wang):
    with by(wang), transaction.atomic():
        Volunteer.objects.filter(pk=lin.pk).update(name="林100%")
    Volunteer.objects.filter(pk=lin.pk).update(name="林二")

    # In a test all is one transaction; the setting is of the innermost of the database.
    assert VolunteerEvent.objects.order_by("pk")[0].new == {"name": "林100%"}


@pytest.mark.django_db(transaction=True)
def test_outside_the_transaction_nobody_inherits_the_author(lin, wang):
    with by(wang):
        Volunteer.objects.filter(pk=lin.pk).update(name="林一")
    Volunteer.objects.filter(pk=lin.pk).update(name="林二")

    told = [one.pgh_context for one in VolunteerEvent.objects.order_by("pk")]
    assert told == [{"user": wang.pk, "url": "/here/"}, None]


def test_a_page_says_who_and_which_page(lin):
    browser = Client()
    browser.force_login(lin.account)
    browser.post("/language/", {"language": "en", "next": "/"})

    line = AccountEvent.objects.latest("pk")
    assert line.changed == ["language"]
    assert line.pgh_context == {"user": lin.account_id, "url": "/language/"}


def test_saving_the_same_again_writes_nothing(lin, association):
    lin.document_number = lin.document_number
    lin.phone = lin.phone
    lin.save()
    association.save()
    lin.account.save()

    told = {model for model in KEPT if model.objects.exists()}
    # The numbers, days, reasons and kinds of papers a city begins with.
    assert told == {
        *(PolicyEvent, ReasonEvent, ReasonWordsEvent, CredentialKindEvent),
        CalendarDayEvent,
    }


def test_offices_and_numbers_are_written_down_from_their_beginning(mei, association):
    office = rules.appoint(
        account=mei.account, role="recorder", organization=association, by=None, at=NOON
    )
    Policy.objects.create(code="undo_minutes", holds_from="2030-01-01", value=20)

    line = AppointmentEvent.objects.get(pgh_obj=office)
    assert (line.pgh_label, line.old, line.new["role"]) == ("insert", {}, "recorder")
    assert PolicyEvent.objects.latest("pk").new["value"] == 20
    Policy.objects.filter(value=20).delete()
    assert PolicyEvent.objects.latest("pk").old["value"] == 20


def test_guardians_are_written_down_from_who_named_them_on():
    youth = make_youth()
    with by(youth.account, "/me/guardian/"):
        mother = name_mother(youth)

    named = GuardianEvent.objects.get()
    assert (named.pgh_label, named.pgh_obj_id) == ("insert", mother.pk)
    assert named.pgh_context["user"] == youth.account_id
    assert "phone" in named.changed
    assert named.new["ward_id"] == youth.pk
    with by(youth.account, "/me/guardian/"):
        name_mother(youth, "+8613900139055")
    assert [one.pgh_label for one in GuardianEvent.objects.order_by("pk")] == [
        "insert",
        "delete",
        "insert",
    ]


def test_of_a_guardian_neither_name_nor_number_is_copied():
    youth = make_youth()
    mother = Guardian.objects.create(ward=youth, name="许海燕", named_at=NOON)
    (named,) = GuardianEvent.objects.all()
    assert "phone" not in named.changed  # there is none
    mother.phone, mother.name = "+8613900139000", "许大海"
    mother.account = make_account("mother")
    mother.save()

    changed = GuardianEvent.objects.latest("pk")
    assert changed.changed == ["account_id", "name", "phone"]
    assert changed.new == {"account_id": mother.account_id}
    said = str([(one.old, one.new) for one in GuardianEvent.objects.all()])
    for secret in ("许海燕", "许大海", "13900139000", "9000"):
        assert secret not in said


def test_nobody_gets_a_line_by_being_registered():
    make_volunteer("new")
    make_organization("新队")

    assert not VolunteerEvent.objects.exists()
    assert not AccountEvent.objects.exists()
    assert not OrganizationEvent.objects.exists()


# What is never copied


def test_of_numbers_only_the_change_is_told(lin):
    lin.phone = "+8613912345678"
    lin.document_number = "E99999999"
    lin.save()

    line = VolunteerEvent.objects.get()
    assert (line.changed, line.old, line.new) == (["document", "phone"], {}, {})


def test_of_passwords_and_mail_addresses_only_the_change_is_told(lin):
    account = lin.account
    account.set_password("correct horse battery")
    account.email = "lin@example.org"
    account.last_login = NOON
    account.save()

    line = AccountEvent.objects.get()
    assert (line.changed, line.old, line.new) == (["email", "password"], {}, {})


def test_another_key_is_not_another_number(lin):
    Volunteer.objects.filter(pk=lin.pk).update(phone_sealed=b"sealed anew")
    Volunteer.objects.filter(pk=lin.pk).update(phone_hash=b"hashed anew")

    assert not VolunteerEvent.objects.exists()


def test_no_sealed_column_is_ever_copied():
    hidden = ("_sealed", "_last4")
    for model in KEPT:
        for field in model.pgh_tracked_model._meta.local_concrete_fields:
            if isinstance(field, models.BinaryField):
                assert field.column.endswith("_sealed") or "_hash" in field.column
    for model in KEPT:
        for line in model.objects.all():
            assert not any(name.endswith(hidden) for name in line.changed)


# What holds in the database


def test_the_program_reads_history_and_writes_none(program):
    for model in KEPT:
        table = model._meta.db_table
        program.execute(f"SELECT FROM {table}")
        for statement in (
            f"INSERT INTO {table} DEFAULT VALUES",
            f"UPDATE {table} SET old = '{{}}'",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
            f"TRUNCATE {table}",
        ):
            with denied():
                program.execute(statement)
            program.connection.rollback()


@pytest.mark.parametrize("switch", ["pgtrigger.ignore", "pghistory.context_id"])
def test_no_setting_switches_it_off(lin, switch):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgname LIKE '%history_of_%'"
        )
        names = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT set_config(%s, %s, true)", [switch, "{" + ",".join(names) + "}"]
        )
    Volunteer.objects.filter(pk=lin.pk).update(name="林大港")

    assert len(names) == 41
    assert VolunteerEvent.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [{"changed": []}, {"pgh_context": {"user": 1}}, {"old": {"name": "王"}}],
)
def test_a_line_is_not_even_changed_by_the_owner(lin, changed):
    Volunteer.objects.filter(pk=lin.pk).update(name="林大港")

    with refused_by("volunteer_event_is_only_erased"):
        VolunteerEvent.objects.update(**changed)
    with refused_by("volunteer_event_is_never_deleted"):
        VolunteerEvent.objects.all()._raw_delete("default")


# Whoever has left


def test_whoever_has_left_leaves_no_values(lin, mei):
    Volunteer.objects.filter(pk__in=[lin.pk, mei.pk]).update(name="林大港")
    Volunteer.objects.filter(pk=lin.pk).update(name="已注销", status="closed")
    Account.objects.filter(pk=lin.account_id).update(is_active=False)
    rules.erase_history(volunteer=lin, account=lin.account)

    lines = VolunteerEvent.objects.filter(pgh_obj=lin).order_by("pk")
    assert [(one.changed, one.old, one.new) for one in lines] == [
        (["name"], {}, {}),
        (["name", "status"], {}, {}),
    ]
    assert AccountEvent.objects.get(pgh_obj=lin.account).new == {}
    assert VolunteerEvent.objects.get(pgh_obj=mei).old == {"name": "梅云台"}


def test_of_their_guardians_no_values_are_left_either():
    youth, other = make_youth(), make_youth(username="other")
    name_mother(youth)
    name_mother(youth, "+8613900139055")
    name_mother(other, "+8613900139066")
    mother = make_account("mother", is_active=False)
    father = Guardian.objects.create(ward=other, account=mother, named_at=NOON)
    Volunteer.objects.filter(pk=youth.pk).update(status="closed")
    rules.erase_history(volunteer=youth, account=mother)

    kept = GuardianEvent.objects.exclude(old={}, new={})
    assert [one.new["ward_id"] for one in kept] == [other.pk]
    assert father.pk not in {one.pgh_obj_id for one in kept}
    assert GuardianEvent.objects.filter(pgh_label="delete", old={}).exists()


def test_nobodys_history_is_erased_who_has_not_left(lin):
    with pytest.raises(ProgrammingError, match="closed account"), transaction.atomic():
        rules.erase_history(volunteer=lin)
    with pytest.raises(ProgrammingError, match="closed account"), transaction.atomic():
        rules.erase_history(account=lin.account)


def test_memberships_and_profiles_tell_their_changes(lin, association):
    belongs = Membership.objects.create(
        volunteer=lin, organization=association, joined_on="2020-01-01"
    )
    Membership.objects.filter(pk=belongs.pk).update(left_on="2020-02-01")
    Profile.objects.create(organization=association)
    Profile.objects.update(purpose="净滩", phone_sealed=b"1", service_fields=["0006"])

    assert MembershipEvent.objects.get().new == {"left_on": "2020-02-01"}
    assert ProfileEvent.objects.get().changed == ["purpose", "service_fields"]


def test_the_owner_leaves_lines_too(lin):
    with transaction.atomic(), as_owner():
        Volunteer.objects.filter(pk=lin.pk).update(name="林大港")

    assert VolunteerEvent.objects.count() == 1
