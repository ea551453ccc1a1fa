"""People brought as a file: everybody once, or nobody, and why."""

import csv
import io
from datetime import date, timedelta

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone
from stdnum.iso7064 import mod_11_2

from config.database.owner import as_owner
from hours.reconcile import reconcile
from tests.factories import appoint, make_account, make_volunteer
from tests.racing import held, in_background
from volunteers.identifiers import is_volunteer_number
from volunteers.imports.load import ONE_AT_A_TIME
from volunteers.models import (
    Account,
    Consent,
    Guardian,
    Intake,
    NumberSeries,
    RegisteredDay,
    Site,
    Volunteer,
)
from volunteers.rules.register import next_number

pytestmark = pytest.mark.django_db

HEAD = [
    "name",
    "document_type",
    "document_number",
    "phone",
    "district",
    "home_site",
    "birth_date",
    "guardian_phone",
]


def card(born: date, order: int = 1) -> str:
    """A resident identity number of somebody born that day."""
    body = f"320706{born:%Y%m%d}{order:03d}"
    return body + mod_11_2.calc_check_digit(body)


def years_ago(years: int) -> date:
    return timezone.localdate() - timedelta(days=years * 365 + years // 4 + 40)


def person(name="林小港", order=1, **cells):
    """One row: somebody grown up in Haizhou, unless said otherwise."""
    return {
        "name": name,
        "document_number": card(date(1990, 5, 1), order),
        "phone": f"1380000{order:04d}",
        "district": "320706",
    } | cells


@pytest.fixture
def file(tmp_path):
    """A way to write a file of people."""

    def write(*people, name="people.csv", head=HEAD):
        path = tmp_path / name
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(head)
            rows.writerows([one.get(code, "") for code in HEAD] for one in people)
        return path

    return write


@pytest.fixture
def sun(db):
    """Clerk Sun keeps the station, and registers who comes there."""
    site = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    return appoint(make_account("sun"), "clerk", site=site)


def run(path, *arguments):
    out = io.StringIO()
    call_command(
        "import_volunteers", str(path), *arguments, "--language=en", stdout=out
    )
    return out.getvalue()


def load(path, *arguments):
    return run(path, "--commit", "--as=sun", *arguments)


# Everybody once


def test_people_are_registered_without_an_account(file, sun):
    told = load(file(person(home_site="海州区中心"), person("欧阳海", 2, phone="")))

    assert "Registered 2 people" in told
    lin, ouyang = Volunteer.objects.order_by("id")
    assert (lin.name, lin.initials, ouyang.initials) == ("林小港", "lxg", "oyh")
    assert lin.document_number == card(date(1990, 5, 1))
    assert (lin.document_type, lin.document_last4) == (
        "resident_id",
        lin.document_number[-4:],
    )
    assert (lin.phone, lin.phone_last4, ouyang.phone) == ("+8613800000001", "0001", "")
    assert (lin.birth_date, lin.district_id) == (date(1990, 5, 1), "320706")
    assert (lin.home_site.code, ouyang.home_site) == ("320706C", None)
    assert lin.account is None
    assert lin.is_registered
    assert is_volunteer_number(lin.number)
    assert int(ouyang.number[11:17]) == int(lin.number[11:17]) + 1
    assert reconcile() == []


def test_the_numbers_go_on_where_they_stood(file, sun):
    before = next_number(
        district=sun.appointments.get().site.district, at=timezone.now()
    )
    load(file(person(), person("梅云台", 2)))
    after = next_number(
        district=sun.appointments.get().site.district, at=timezone.now()
    )

    numbers = [
        before,
        *Volunteer.objects.order_by("id").values_list("number", flat=True),
        after,
    ]
    serials = [int(number[11:17]) for number in numbers]
    assert serials == [1, 2, 3, 4]


def test_the_same_file_again_adds_nothing(file, sun):
    path = file(person(), person("梅云台", 2))
    load(path)
    told = load(path)

    assert "Registered 0 people; 2 were registered already" in told
    assert Volunteer.objects.count() == 2
    assert NumberSeries.objects.get().last == 2
    assert RegisteredDay.objects.get().delta == 2
    assert list(
        Intake.objects.order_by("id").values_list("rows", "added", "known")
    ) == [
        (2, 2, 0),
        (2, 0, 2),
    ]


def test_whoever_registered_on_their_own_stays_as_they_are(file, sun):
    lin = make_volunteer("lin", name="林小港", document_type="resident_id")
    Volunteer.objects.filter(pk=lin.pk).update(
        document_hash=sealed(card(date(1990, 5, 1))).document_hash
    )
    told = load(file(person(phone="13900000000"), person("梅云台", 2)))

    assert "Registered 1 people; 1 were registered already" in told
    before = lin.phone
    lin.refresh_from_db()
    assert lin.phone == before


def sealed(number):
    one = Volunteer()
    one.document_number = number
    return one


def test_a_document_under_another_name_is_told_and_left_alone(file, sun):
    load(file(person()))
    told = run(file(person("林大港")), "--dry-run")
    assert "Row 2: document_number: This document is registered already, under" in told


def test_one_person_twice_in_a_file_is_one_person(file, sun):
    told = load(file(person(), person("梅云台", 2), person()))
    assert "Registered 2 people; 1 were registered already" in told


def test_two_names_for_one_document_are_asked_about(file, sun):
    told = run(file(person(), person("林大港")), "--dry-run")
    assert "Row 3: document_number: Row 2 has the same document" in told


def test_one_person_with_two_documents_is_looked_at_by_a_station(file, sun):
    passport = {"document_type": "passport", "birth_date": "1990-05-01"}
    again = person(document_number="E1234567", **passport)

    for people in ([person(), again], [again]):
        told = load(file(*people), "--skip-bad")
        assert "document_number: Somebody of this name, birth date and phone" in told
    assert Volunteer.objects.count() == 1
    # A family may share a phone.
    load(file(person("林小岛", document_number="E1234568", **passport)))
    assert Volunteer.objects.count() == 2


def test_a_workbook_is_read_as_well(tmp_path, sun):
    path = tmp_path / "people.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(
            0, 0, ["姓名", "证件类型", "证件号码", "区县", "出生日期", "年级"]
        )
        sheet.write_row(1, 0, ["林小港", "护照", "E12345678", "海州区"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 4, date(1990, 5, 1), day)

    told = load(path)

    assert "Columns ignored: 年级." in told
    lin = Volunteer.objects.get()
    assert (lin.document_type, lin.birth_date) == ("passport", date(1990, 5, 1))
    assert lin.district_id == "320706"


@pytest.mark.parametrize("words", ["护照", "passport", "Passport", "PASSPORT"])
def test_documents_are_called_as_people_call_them(words, file, sun):
    one = person(
        document_type=words, document_number="e 1234-5678", birth_date="1990年5月1日"
    )
    load(file(one))
    assert Volunteer.objects.get().document_number == "E12345678"


# What cannot be registered, and why


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"name": ""}, "name", "must be filled in"),
        ({"name": "林" * 51}, "name", "longer than 50"),
        ({"document_number": ""}, "document_number", "must be filled in"),
        ({"document_number": "320706199005010001"}, "document_number", "A digit seems"),
        ({"document_number": "320706199005010000"}, "document_number", "lost the last"),
        ({"document_type": "学生证"}, "document_type", "no such kind of document"),
        (
            {
                "document_type": "护照",
                "document_number": "E1",
                "birth_date": "1990-05-01",
            },
            "document_number",
            "cannot be right",
        ),
        (
            {"document_type": "护照", "document_number": "E12345"},
            "birth_date",
            "give it",
        ),
        (
            {"document_type": "护照", "document_number": "E12345", "birth_date": "May"},
            "birth_date",
            "write a date",
        ),
        (
            {
                "document_type": "护照",
                "document_number": "E12345",
                "birth_date": "2090-01-01",
            },
            "birth_date",
            "be born on",
        ),
        ({"phone": "1380000"}, "phone", "not a phone number"),
        ({"district": ""}, "district", "must be filled in"),
        ({"district": "连岛"}, "district", "no such district"),
        ({"home_site": "月球站"}, "home_site", "no such practice site"),
    ],
)
def test_a_row_that_cannot_be_registered_says_why(cells, column, words, file, sun):
    path = file(person(), person(order=2) | cells)

    told = run(path, "--dry-run")

    (line,) = [line for line in told.splitlines() if line.startswith("Row ")]
    assert line.startswith(f"Row 3: {column}: ")
    assert words in line
    assert "1 people to register, 0 registered already, 1 bad" in told
    with pytest.raises(CommandError, match="so nobody was"):
        load(path)
    assert not Volunteer.objects.exists()


def test_sites_of_one_name_are_told_apart_by_the_district(file, sun):
    for code in ("320703", "320706"):
        Site.objects.create(
            code=f"{code}C2", kind="institute", name="新建村所", district_id=code
        )
    load(file(person(home_site="新建村所")))
    assert Volunteer.objects.get().home_site.code == "320706C2"

    told = run(
        file(person(order=2, district="320722", home_site="新建村所")), "--dry-run"
    )
    assert "Several practice sites" in told


def test_a_dry_run_writes_nothing(file, sun, tmp_path):
    told = run(file(person()), "--dry-run")

    assert "Nothing was written" in told
    assert not Volunteer.objects.exists()
    assert not NumberSeries.objects.exists()
    assert not Intake.objects.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_all_or_nobody_unless_bad_rows_are_left_out(file, sun, tmp_path):
    bad = person("-Cmd", 2, phone="12", guardian_phone="+8613900000000")
    path = file(person(), bad, person("梅云台", 3))
    with pytest.raises(CommandError):
        load(path)
    assert not Volunteer.objects.exists()

    told = load(path, "--skip-bad")

    assert (
        "Registered 2 people; 0 were registered already, 1 rows were left out" in told
    )
    with (tmp_path / "people.bad.csv").open(encoding="utf-8-sig", newline="") as out:
        (row,) = csv.DictReader(out)
    assert (row["姓名"], row["手机"]) == ("'-Cmd", "12")
    assert row["原因"] == "phone: 这不是可以拨打的电话号码。"
    assert row["Reasons"] == "phone: This is not a phone number that can be called."

    # Put right, the file of bad rows is brought as it is.
    put_right = (
        (tmp_path / "people.bad.csv").read_text().replace(",12,", ",13800000002,")
    )
    (tmp_path / "again.csv").write_text(put_right.replace("'-Cmd", "李花果"))
    assert ",'+8613900000000," in put_right
    assert "Registered 1 people" in load(tmp_path / "again.csv")
    assert Volunteer.objects.get(name="李花果").phone == "+8613800000002"


# Minors


def minor(years, **cells):
    return person(document_number=card(years_ago(years)), **cells)


def test_under_eight_nobody_is_registered(file, sun):
    told = run(file(minor(6, guardian_phone="13900000000")), "--dry-run")
    assert "birth_date: Children under 8 cannot be registered yet" in told


@pytest.mark.parametrize("years", [8, 13, 14, 17])
def test_up_to_eighteen_a_guardian_consents(years, file, sun):
    told = run(file(minor(years)), "--dry-run")
    assert "guardian_phone: Under 18, people are registered with" in told
    told = run(file(minor(years, guardian_phone="12")), "--dry-run")
    assert told.count("guardian_phone: ") == 1

    load(file(minor(years, guardian_phone="13900000000")))

    purposes = Consent.objects.order_by("purpose").values_list("purpose", "version")
    assert list(purposes) == [
        ("guardian", "paper 2026-11"),
        ("registration", "paper 2026-11"),
    ]


def test_the_guardian_s_phone_is_kept_sealed(file, sun):
    load(file(minor(13, guardian_phone="139 0000 0000")))

    guardian = Guardian.objects.get()
    assert guardian.phone == "+8613900000000"
    assert guardian == Guardian.objects.reached_at("+8613900000000").get()
    assert b"13900000000" not in bytes(guardian.phone_sealed)
    agreement = guardian.agreements.get()
    assert (agreement.way, agreement.by) == ("paper", sun)
    assert agreement.consent.volunteer == guardian.ward
    assert agreement.consent.purpose == "guardian"


def test_of_grown_ups_no_guardian_is_kept(file, sun):
    load(file(minor(18, guardian_phone="13900000000")))
    assert not Guardian.objects.exists()


def test_at_eighteen_one_consents_alone(file, sun):
    load(file(minor(18)), "--consent=学校 2026")
    consent = Consent.objects.get()
    assert (consent.purpose, consent.version) == ("registration", "学校 2026")
    assert consent.given_at == consent.volunteer.registered_at


# Who, and how often


@pytest.mark.parametrize(
    ("office", "may"),
    [
        ("staff", True),
        ("auditor", False),
        ("clerk", True),
        ("admin", True),
        ("recorder", True),
        ("approver", False),
        (None, False),
    ],
)
def test_who_registers_others(office, may, file, association, sun):
    account = make_account("li")
    if office == "clerk":
        appoint(account, office, site=Site.objects.get())
    elif office in ("staff", "auditor"):
        appoint(account, office)
    elif office:
        appoint(account, office, association)

    if may:
        assert "Registered 1" in run(file(person()), "--commit", "--as=li")
        assert Intake.objects.get().loaded_by == account
    else:
        with pytest.raises(CommandError, match="may not register other people"):
            run(file(person()), "--commit", "--as=li")
        assert not Volunteer.objects.exists()


def test_somebody_must_vouch(file, sun):
    path = file(person())
    with pytest.raises(CommandError, match="--as LOGIN"):
        run(path, "--commit")
    with pytest.raises(CommandError, match="Nobody signs in"):
        run(path, "--commit", "--as=nobody")
    Account.objects.filter(pk=sun.pk).update(is_active=False)
    with pytest.raises(CommandError, match="Nobody signs in"):
        load(path)
    with pytest.raises(CommandError):
        run(path)


def test_a_month_has_so_many_numbers(file, sun):
    month = f"{timezone.localdate():%y%m}"
    NumberSeries.objects.create(area="320706", month=month, last=999_998)
    with pytest.raises(CommandError, match="used up"):
        load(file(person(), person("梅云台", 2)))
    assert not Volunteer.objects.exists()
    assert NumberSeries.objects.get().last == 999_998
    assert "Registered 1" in load(file(person()))


def test_a_file_that_is_no_table_is_refused_in_words(tmp_path, sun):
    path = tmp_path / "people.csv"
    path.write_text("id,age\n1,2\n")
    with pytest.raises(CommandError, match="headings are missing"):
        load(path)
    with pytest.raises(CommandError, match="cannot be opened"):
        load(tmp_path / "nowhere.csv")


# At the same time, and killed

REGISTERS = """
INSERT INTO volunteers_volunteer
       (number, name, initials, document_type, document_sealed, document_hash,
        document_last4, phone_last4, birth_date, district_id, status, registered_at)
VALUES ('V3207062001000001A', '林小港', 'lxg', 'resident_id', '', %s,
        '', '', '1990-05-01', '320706', 'registered', now())
"""
KILLED = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND query LIKE '-- Register the people%%'
   AND pid <> pg_backend_pid()
"""


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_whoever_registers_meanwhile_is_there_once(file, sun):
    # The file was judged, and then somebody registers at the same moment.
    path = file(person(), person("梅云台", 2))
    with held(REGISTERS, sealed(card(date(1990, 5, 1))).document_hash):
        loads = in_background(lambda: load(path))
        assert loads.waits()

    assert "Registered 1 people; 1 were registered already" in loads.result()
    assert Volunteer.objects.count() == 2
    assert reconcile() == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_killed_while_it_registers_it_leaves_nobody_and_begins_again(file, sun):
    path = file(person("梅云台", 2), person())
    with held(REGISTERS, sealed(card(date(1990, 5, 1))).document_hash):
        loads = in_background(lambda: load(path))
        assert loads.waits()
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(KILLED)
        with pytest.raises(OperationalError):
            loads.result()

    assert list(Volunteer.objects.values_list("name", flat=True)) == ["林小港"]
    assert not Intake.objects.exists()

    assert "Registered 1 people; 1 were registered already" in load(path)
    # The two numbers that the killed run had taken are given to nobody.
    assert int(Volunteer.objects.get(name="梅云台").number[11:17]) == 3
    assert reconcile() == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_files_wait_for_each_other_before_they_hold_anybody(file, sun):
    with held("SELECT pg_advisory_xact_lock(%s)", ONE_AT_A_TIME):
        loads = in_background(lambda: load(file(person())))
        assert loads.waits()
        assert not Volunteer.objects.exists()
    assert "Registered 1 people" in loads.result()


def test_documents_wait_nowhere_unsealed(file, sun):
    run(file(person(), person("梅云台", 2, phone="12")), "--dry-run")
    with connection.cursor() as cursor:
        cursor.execute("SELECT coming::text FROM coming")
        waiting = " ".join(row for (row,) in cursor.fetchall())
    assert "1990050100" not in waiting
    assert "13800000001" not in waiting
    assert "梅云台" not in waiting
