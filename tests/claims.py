"""Granny Zhou, whom the station registered without an account, and her own phone."""

from django.test import RequestFactory

from tests.codes import code_sent_to
from tests.factories import appoint, make_account, make_volunteer
from volunteers import rules
from volunteers.consent_texts import FIRST_VERSION
from volunteers.models import Account, Consent, Reception, Site, Volunteer
from volunteers.sealing import fingerprint

PHONE = "+8613900139001"
OTHER_PHONE = "+8613900139002"
AGREED = {"registration": FIRST_VERSION}


def make_center(code: str = "320706C", district: str = "320706") -> Site:
    return Site.objects.create(
        code=code, kind="center", name="海州区中心", district_id=district
    )


def make_managed(
    site: Site, *, phone: str = PHONE, phone_is: str = "own", **fields
) -> Volunteer:
    """Somebody registered at the site's desk, who agreed on paper."""
    person = make_volunteer(home_site=site, **{"name": "周阿婆"} | fields)
    if phone:
        person.phone = phone
    else:
        person.phone_sealed = person.phone_hash = None
        person.phone_last4 = ""
    person.save()
    clerk = Account.objects.filter(username="sun").first() or appoint(
        make_account("sun"), "clerk", site=site
    )
    Reception.objects.create(
        volunteer=person,
        site=site,
        phone_is=phone_is if phone else "",
        consented="paper",
        by=clerk,
        at=person.registered_at,
    )
    Consent.objects.create(
        volunteer=person,
        purpose="registration",
        version=f"paper {FIRST_VERSION}",
        given_at=person.registered_at,
    )
    return person


def claimant(person: Volunteer, **changes) -> rules.Claimant:
    said = {
        "name": person.name,
        "document_type": person.document_type,
        "document_number": person.document_number,
        "birth_date": person.birth_date,
        "phone": PHONE,
        "consents": AGREED,
    }
    return rules.Claimant(**said | changes)


def a_request():
    return RequestFactory().post("/people/")


def let(person: Volunteer, by: Account, at, to: str = PHONE, **changes) -> Account:
    """Send the code to the phone or e-mail, and type it."""
    rules.offer_sign_in(person=person, to=to, by=by, request=a_request(), at=at)
    return type_code(person, by, at, to, **changes)


def type_code(person: Volunteer, by: Account, at, to: str = PHONE, **changes):
    said = {"code": code_sent_to(to), "consents": AGREED} | changes
    return rules.let_sign_in(
        person=person, to=to, by=by, request=a_request(), at=at, **said
    )


def accounts_at(phone: str) -> int:
    return Account.objects.filter(phone_hash=fingerprint(phone)).count()
