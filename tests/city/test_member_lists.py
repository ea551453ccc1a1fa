"""Members by file: every row is judged before anybody is asked or entered."""

import io
from datetime import timedelta

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from policies.retention import forget_due
from tests.city.test_joining_pages import read, signed_in
from tests.factories import make_volunteer
from tests.racing import all_at_once
from volunteers import rules
from volunteers.member_errors import ListCarriedOut, TooManyLists
from volunteers.models import Invitation, MemberList, Membership
from volunteers.rules import members

HEAD = "志愿者编号,姓名\n"


@pytest.fixture
def as_zhao(zhao):
    return signed_in(zhao)


@pytest.fixture
def there(association):
    return f"/organizations/{association.pk}/member-lists/"


def csv(*rows):
    return (HEAD + "\n".join(rows)).encode()


def send(browser, there, content, name="class.csv", **more):
    file = SimpleUploadedFile(name, content)
    return browser.post(there, {"file": file, "form": str(PRESS)} | more)


PRESS = "00000000-0000-4000-8000-000000000000"


def rows_of(one):
    return [(row.line, row.code) for row in members.judged(one)]


def test_each_row_is_judged_then_people_are_invited(
    as_zhao, lin, mei, hu, association, there
):
    rules.join(volunteer=hu.volunteer, organization=association, at=timezone.now())
    managed = make_volunteer(name="高石梁")
    content = csv(
        f"{lin.number},林小港",
        f"{mei.number},梅大台",
        "V3207062001000005A,谁也不是",
        f"{lin.number},林小港",
        f"{hu.volunteer.number},胡朝阳",
        f"{managed.number},高石梁",
        f"{mei.number},",
        f"{mei.number},梅云台,多一格",
        f" {mei.number[:9].lower()} {mei.number[9:]} ,梅 云台",
    )

    sent = send(as_zhao, there, content)

    one = MemberList.objects.get()
    assert rows_of(one) == [
        (2, ""),
        (3, "number_and_name_differ"),
        (4, "number_and_name_differ"),
        (5, "repeated"),
        (6, "member_already"),
        (7, "nobody_signs_in"),
        (8, "empty"),
        (9, "spilled"),
        (10, "repeated"),
    ]
    assert (one.good, one.bad) == (1, 8)
    page = read(as_zhao, sent["Location"])
    assert "Nobody has this number together with this name" in page
    assert "Invite 1 person" in page
    assert not Invitation.objects.exists()

    as_zhao.post(sent["Location"], {"act": "load"})

    assert Invitation.objects.get().volunteer == lin
    assert Membership.objects.current().count() == 1
    one.refresh_from_db()
    assert (one.added, one.rows_sealed) == (1, None)
    assert "1 person invited" in read(as_zhao, sent["Location"])
    assert as_zhao.post(sent["Location"], {"act": "load"}).status_code == 409


def test_who_signed_a_paper_is_entered(as_zhao, lin, there):
    managed = make_volunteer(name="高石梁")
    content = csv(f"{lin.number},林小港", f"{managed.number},高石梁")

    sent = send(as_zhao, there, content, agreed_on="2026-01-05")
    assert "has signed a paper" in read(as_zhao, sent["Location"])
    as_zhao.post(sent["Location"], {"act": "load"})

    held = Membership.objects.current()
    assert {one.way for one in held} == {"paper"}
    assert {one.volunteer for one in held} == {lin, managed}


def test_who_joined_meanwhile_is_left_out(as_zhao, lin, mei, association, there):
    sent = send(as_zhao, there, csv(f"{lin.number},林小港", f"{mei.number},梅云台"))
    rules.join(volunteer=lin, organization=association, at=timezone.now())

    as_zhao.post(sent["Location"], {"act": "load"})

    assert Invitation.objects.get().volunteer == mei


def test_a_workbook_is_read_too(as_zhao, lin, there):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["volunteer", "name"])
        sheet.write_row(1, 0, [lin.number, "林小港"])
    send(as_zhao, there, file.getvalue(), name="class.xlsx")

    assert MemberList.objects.get().good == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture.csv"),
        (b"PK\x03\x04 no workbook", "a.xlsx"),
        ("姓名\n林小港".encode(), "a.csv"),
        (csv(*["V,林"] * 501), "a.csv"),
    ],
    ids=["empty", "picture", "broken", "no number", "too long"],
)
def test_what_is_no_list_is_said_at_the_file(as_zhao, there, content, name):
    answer = send(as_zhao, there, content, name=name)

    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()
    assert not MemberList.objects.exists()


@pytest.mark.parametrize("day", ["2999-01-01", "0001-01-01", "\0", "x" * 9999])
def test_a_paper_has_a_real_date(as_zhao, lin, there, day):
    answer = send(as_zhao, there, csv(f"{lin.number},林小港"), agreed_on=day)
    assert answer.status_code == 422
    assert not MemberList.objects.exists()


def test_no_file_at_all(as_zhao, there):
    assert as_zhao.post(there, {}).status_code == 422
    assert as_zhao.get(f"{there}{PRESS}/").status_code == 404


def test_another_organization_sees_no_list(as_zhao, lin, stranger, there):
    sent = send(as_zhao, there, csv(f"{lin.number},林小港"))
    other = signed_in(stranger)

    assert other.get(sent["Location"]).status_code == 404
    assert other.post(sent["Location"], {"act": "load"}).status_code == 404
    assert other.get(there).status_code == 404
    assert as_zhao.post(sent["Location"], {"act": "?"}).status_code == 400


def test_a_list_left_lying_goes_after_a_day(as_zhao, lin, there):
    sent = send(as_zhao, there, csv(f"{lin.number},林小港"))
    MemberList.objects.update(brought_at=timezone.now() - timedelta(days=2))

    assert as_zhao.post(sent["Location"], {"act": "load"}).status_code == 409
    assert not Invitation.objects.exists()
    forget_due(at=timezone.now())
    assert as_zhao.get(sent["Location"]).status_code == 404


def test_names_are_sealed_while_they_wait(as_zhao, lin, there):
    send(as_zhao, there, csv(f"{lin.number},林小港"))
    assert "林小港".encode() not in bytes(MemberList.objects.get().rows_sealed)


def test_so_many_lists_a_day(zhao, association):
    def bring():
        return members.bring_list(
            organization=association,
            file=io.BytesIO(csv("V,林")),
            name="a.csv",
            agreed_on=None,
            by=zhao,
            at=timezone.now(),
        )

    for _ in range(20):
        bring()
    with pytest.raises(TooManyLists):
        bring()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_who_carry_out_one_list_do_it_once(zhao, lin, mei, association):
    listed = members.bring_list(
        organization=association,
        file=io.BytesIO(csv(f"{mei.number},梅云台", f"{lin.number},林小港")),
        name="a.csv",
        agreed_on=timezone.localdate(),
        by=zhao,
        at=timezone.now(),
    )

    def load():
        try:
            members.load_list(listed=listed, by=zhao, at=timezone.now())
        except ListCarriedOut:
            return "carried out"

    assert all_at_once(load, load).count("carried out") == 1
    assert Membership.objects.current().count() == 2
