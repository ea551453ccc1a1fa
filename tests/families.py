"""Lin is grown up; Xiaoxiao is a child of the family, Xiaohai a youth."""

from datetime import date, datetime, timedelta

from django.test import RequestFactory
from django.utils import timezone

from tests.factories import make_account, make_volunteer
from volunteers import rules
from volunteers.ages import born_by
from volunteers.consent_texts import FIRST_VERSION
from volunteers.models import Account, Agreement, District, Guardian, Volunteer
from volunteers.rules import Registration, Ward

VERSION = FIRST_VERSION
MOTHERS_PHONE = "+8613900139000"


def days_ago(days: int, hour: int = 12) -> datetime:
    """An hour of the local day so many days before today: charges end by today."""
    now = timezone.localtime()
    start = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return start - timedelta(days=days)


def born(years: int, *, days: int = 0) -> date:
    """The birth date of who completes these years so many days from today."""
    return born_by(timezone.localdate() + timedelta(days=days), age=years)


def about_a_child(years: int = 10, **changes) -> Registration:
    said = {
        "name": "许小小",
        "document_type": "passport",
        "document_number": "E55556666",
        "birth_date": born(years),
        "consents": {"registration": VERSION},
    }
    said["district"] = District.objects.get(pk="320706")
    return Registration(**said | changes)


def register_child(
    by: Account, years: int = 10, at: datetime | None = None, **changes
) -> Volunteer:
    child = about_a_child(years, **changes)
    ward = Ward(registration=child, relation="parent", version=VERSION)
    return rules.register_ward(ward=ward, by=by, at=at or timezone.now())


def make_youth(years: int = 16, username: str = "xiaohai", **fields) -> Volunteer:
    """Somebody who has registered alone, and waits for a guardian."""
    fields = {"birth_date": born(years), "name": "许小海"} | fields
    return make_volunteer(username, **fields)


def name_mother(youth: Volunteer, phone: str = MOTHERS_PHONE) -> Guardian:
    request = RequestFactory().post("/me/guardian/")
    return rules.name_guardian(
        volunteer=youth, phone=phone, request=request, at=timezone.now()
    )


def mother_agrees(guardian: Guardian, at: datetime | None = None, **changes):
    said = {"ward_name": guardian.ward.name, "name": "许海燕", "relation": "parent"}
    return rules.agree_by_phone(
        guardian=guardian,
        signature=rules.Signature(**said | changes),
        version=VERSION,
        at=at or timezone.now(),
    )


def signed_at_a_desk(youth: Volunteer, at: datetime) -> Guardian:
    """A guardian of theirs has agreed, at that moment."""
    guardian = Guardian.objects.create(ward=youth, name="许海燕", named_at=at)
    rules.agree(
        guardian=guardian,
        version=VERSION,
        way=Agreement.Way.DESK,
        by=make_account(f"clerk{guardian.pk}"),
        at=at,
    )
    return guardian
