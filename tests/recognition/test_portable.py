"""A certificate as other programs read it: a badge, its status, its sessions."""

import base64
import gzip
import json

import jwt
import pytest
from django.test import Client

from hours import rules as hours_rules
from hours.rules import object_to
from recognition.models import SigningKey
from tests.factories import EVENING, log_session

pytestmark = pytest.mark.django_db


def here(account=None):
    visitor = Client()
    if account:
        visitor.force_login(account)
    return visitor


def path_of(link):
    return "/" + link.split("/", 3)[3]


def verified(token):
    """What it says, by a program that knows nothing but what the token leads to."""
    link = jwt.get_unverified_header(token)["kid"]
    key = jwt.PyJWK(here().get(path_of(link)).json(), algorithm="EdDSA")
    return jwt.decode(token, key, algorithms=["EdDSA"])


def is_revoked(badge):
    place = badge["credentialStatus"]
    answer = here().get(path_of(place["statusListCredential"]))
    listed = verified(answer.content.decode())["credentialSubject"]["encodedList"]
    packed = base64.urlsafe_b64decode(listed[1:] + "=" * (-len(listed[1:]) % 4))
    byte, bit = divmod(int(place["statusListIndex"]), 8)
    return bool(gzip.decompress(packed)[byte] & 0x80 >> bit)


def badge_of(certificate, account):
    answer = here(account).get(f"/me/certificates/{certificate.code}/badge.jwt")
    assert answer["Content-Type"] == "application/vc+jwt"
    return answer.content.decode()


@pytest.fixture
def certificate(served, certify, association):
    return certify(organization=association)


def test_a_stranger_s_program_verifies_the_badge(certificate, lin, association):
    told = verified(badge_of(certificate, lin.account))

    subject = told["credentialSubject"]
    assert told["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert told["evidence"][0]["name"] == certificate.number
    assert {one["identityHash"] for one in subject["identifier"]} == {
        lin.name,
        lin.number,
    }
    assert subject["achievement"]["creator"]["name"] == association.name
    assert subject["result"][0]["value"] == "3.50"
    assert subject["activityEndDate"] == "2020-12-31T00:00:00+08:00"
    assert here().get(path_of(told["issuer"]["id"])).json()["id"] == told["iss"]


def test_a_changed_badge_and_a_foreign_key_are_refused(certificate, lin):
    token = badge_of(certificate, lin.account)
    head, said, signature = token.split(".")
    content = base64.urlsafe_b64decode(said + "=" * (-len(said) % 4))
    forged = base64.urlsafe_b64encode(content.replace(b'"3.50"', b'"9.50"'))
    with pytest.raises(jwt.InvalidSignatureError):
        verified(f"{head}.{forged.decode().rstrip('=')}.{signature}")

    SigningKey.objects.create(
        number=certificate.key_id + 1,
        public=b"\1" * 32,
        private_sealed=b"-",
        made_at=EVENING,
    )
    other = jwt.PyJWK(
        here().get(f"/verify/keys/{certificate.key_id + 1}/").json(),
        algorithm="EdDSA",
    )
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, other, algorithms=["EdDSA"])
    assert here().get("/verify/keys/99/").status_code == 404


def test_the_list_says_at_once_what_was_revoked(served, certificate, lin, zhao):
    badge = verified(badge_of(certificate, lin.account))
    assert not is_revoked(badge)

    hours_rules.reverse(
        sessions=[served[0]], by=zhao, reason_code="not_present", at=EVENING
    )

    assert is_revoked(badge)
    page = f"/me/certificates/{certificate.code}/"
    for name in ("badge.jwt", "record.json"):
        assert here(lin.account).get(page + name).status_code == 404
    assert here().get("/verify/status/1/").status_code == 404


def test_the_record_holds_the_sessions_that_make_its_sum(
    certificate, lin, association, zhao
):
    later = log_session(
        volunteer=lin, organization=association, start="2020-03-05 08:00"
    )
    hours_rules.approve(sessions=[later], by=zhao, at=EVENING)

    answer = here(lin.account).get(f"/me/certificates/{certificate.code}/record.json")
    told = json.loads(answer.content)

    records = told["records"]
    assert told["certificate"]["minutes"] == sum(one["minutes"] for one in records)
    assert told["certificate"]["sessions"] == len(records) == 2
    assert records[0]["started_at"].startswith("2020-03-03T09:00:00")
    assert (records[0]["team"], records[0]["status"]) == (association.name, "已生效")
    assert records[0]["source"] == "个人申请"
    assert told["signed"].startswith("HH1.")


def test_what_was_objected_to_when_it_was_made_is_not_behind_it(
    served, certify, lin, association
):
    object_to(session=served[0], by=lin.account, words="It was longer.", at=EVENING)
    certificate = certify(organization=association, at=EVENING)

    answer = here(lin.account).get(f"/me/certificates/{certificate.code}/record.json")

    assert [one["minutes"] for one in answer.json()["records"]] == [90]


def test_nobody_else_gets_them(certificate, mei):
    page = f"/me/certificates/{certificate.code}/"
    for name in ("badge.jwt", "record.json"):
        assert here(mei.account).get(page + name).status_code == 404
        assert here().get(page + name).status_code == 302
