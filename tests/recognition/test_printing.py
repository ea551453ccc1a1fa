"""The certificate on paper, and the statement within it."""

import json
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from recognition.certifying.printing import as_pdf
from recognition.certifying.reading import ATTACHED, NoStatement, signed_in
from recognition.certifying.signing import signed_text
from tests.factories import EVENING, make_volunteer

pytestmark = pytest.mark.django_db

# Names that common fonts do not have: an extension of Unicode each, and a long one.
RARE = ("㛃", "𠅤", "𫖯", "𬬭", "𱁬", "·")


def pages(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


@pytest.fixture
def certificate(served, certify, association):
    return certify(organization=association)


def verified(path, *words):
    told = StringIO()
    try:
        call_command("verify_certificate", path, *words, stdout=told)
    except SystemExit as ended:
        return ended.code, told.getvalue()
    return 0, told.getvalue()


def test_it_is_one_page_that_carries_its_statement(certificate):
    pdf = as_pdf(certificate)

    assert pages(pdf) == 1
    assert signed_in(pdf) == signed_text(certificate)
    assert as_pdf(certificate) == pdf  # whenever it is printed
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "pdfaid:part" in opened.open_metadata()


def test_a_rare_name_is_set(certificate, lin):
    lin.name = "林" + "".join(RARE)
    lin.save()
    certificate.volunteer.refresh_from_db()
    with pikepdf.open(BytesIO(as_pdf(certificate))) as pdf:
        fonts = pdf.pages[0].Resources.Font
    # What no font had would be set in none; each character has one of the three.
    assert 2 <= len(fonts) <= 4


def test_a_collection_of_many_organizations_goes_on_over_pages(certify, served):
    assert pages(as_pdf(certify())) == 1


def test_a_file_is_verified_without_network(certificate, tmp_path):
    pdf = tmp_path / "mine.pdf"
    pdf.write_bytes(as_pdf(certificate))
    code, told = verified(pdf)
    assert code == 0
    assert certificate.number in told
    assert "3.50 hours" in told

    keys = tmp_path / "keys.json"
    keys.write_bytes(Client().get("/verify/keys.json").content)
    assert verified(pdf, "--keys", str(keys)) == (code, told)


def test_a_file_that_was_tampered_with_is_not(certificate, tmp_path):
    pdf = tmp_path / "mine.pdf"
    with pikepdf.open(BytesIO(as_pdf(certificate))) as opened:
        text = signed_text(certificate).replace("A", "B", 1)
        spec = pikepdf.AttachedFileSpec(opened, text.encode())
        opened.attachments[ATTACHED] = spec
        opened.save(pdf)
    assert verified(pdf)[0] == 1

    for content in (b"%PDF-1.7 nothing", b"\xff\xfe", b"HH1.a.b", b""):
        pdf.write_bytes(content)
        code, told = verified(pdf)
        assert code == 1
        assert told.startswith("Not valid")
    with pytest.raises(CommandError):
        verified(tmp_path / "nowhere.pdf")
    with pytest.raises(NoStatement):
        signed_in(b"%PDF-1.7")
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": []}))
    pdf.write_bytes(as_pdf(certificate))
    assert verified(pdf, "--keys", str(keys))[0] == 1


def test_who_has_another_name_by_now_is_printed_with_it(certificate, lin):
    before = as_pdf(certificate)
    lin.name = "林海港"
    lin.save()
    certificate.volunteer.refresh_from_db()
    assert as_pdf(certificate) != before


def test_nobody_prints_another_s(certificate, lin, mei, wang):
    url = f"/me/certificates/{certificate.code}/certificate.pdf"
    other = make_volunteer("other").account
    for account, status in ((lin.account, 200), (mei.account, 404), (other, 404)):
        client = Client()
        client.force_login(account)
        answer = client.get(url)
        assert answer.status_code == status
    assert EVENING  # printed at any time
