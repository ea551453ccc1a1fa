"""What is signed cannot be changed, by whoever and however."""

import base64
import json
from dataclasses import asdict

import pytest

from recognition import rules
from recognition.certifying.signing import (
    NotSigned,
    newest_key,
    public_keys,
    read_signed,
    signed_text,
    statement_of,
)
from recognition.models.certificate import LENGTH, LETTERS, new_code
from tests.factories import EVENING

pytestmark = pytest.mark.django_db


def encoded(statement):
    said = json.dumps(statement, ensure_ascii=False, sort_keys=True)
    content = said.replace(": ", ":").replace(", ", ",").encode()
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


@pytest.fixture
def certificate(served, certify, association):
    return certify(organization=association)


def test_what_was_signed_is_read(certificate, association):
    told = read_signed(signed_text(certificate), keys=public_keys())

    assert told == statement_of(certificate)
    assert (told.name, told.issuer) == ("林*", association.name)
    assert (told.first, told.last, told.minutes) == ("2020-01-01", "2020-12-31", 210)


def test_no_field_can_be_changed(certificate):
    version, said, signature = signed_text(certificate).split(".")
    statement = asdict(statement_of(certificate))
    assert encoded(statement) == said  # so what follows differs by the change alone
    for name, value in statement.items():
        forged = statement | {
            name: value + 1 if isinstance(value, int) else f"{value}1"
        }
        with pytest.raises(NotSigned):
            read_signed(
                ".".join([version, encoded(forged), signature]), keys=public_keys()
            )


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text[:-1], id="a letter less"),
        pytest.param(lambda text: text[: len(text) // 2], id="half"),
        pytest.param(lambda text: text + "A", id="a letter more"),
        pytest.param(lambda text: "HH2" + text[3:], id="another version"),
        pytest.param(lambda text: text.replace(".", "", 1), id="in one piece"),
        pytest.param(lambda text: "", id="nothing"),
        pytest.param(lambda text: "HH1.bnVsbA.AAAA", id="no statement"),
        pytest.param(lambda text: "HH1." + "A" * 100_000, id="far too long"),
    ],
)
def test_what_is_not_whole_is_refused(certificate, spoil):
    with pytest.raises(NotSigned):
        read_signed(spoil(signed_text(certificate)), keys=public_keys())


def test_an_older_key_stays_good_and_signs_nothing_more(certificate, certify):
    text = signed_text(certificate)
    first = newest_key().number
    for _ in range(2):  # again: the same
        assert rules.renew_key(after=first, at=EVENING).number == first + 1

    assert read_signed(text, keys=public_keys()).number == certificate.number
    assert certify(at=EVENING).key_id == first + 1
    with pytest.raises(NotSigned):
        read_signed(text, keys={first: public_keys()[first + 1]})


def test_codes_are_too_many_to_be_guessed():
    assert len(LETTERS) ** LENGTH > 2**128
    assert len({new_code() for _ in range(1_000)}) == 1_000
