"""Activities with shifts, as organizers make them; NOON is Friday, 6 March 2020."""

from datetime import date, timedelta
from typing import Any

from activities import rules
from activities.models import Activity, ServiceField, Shift, SignUp
from activities.rules import PostPlan, Times, Words
from tests.factories import NOON, make_volunteer, moment
from volunteers.insurance import Terms
from volunteers.models import (
    Account,
    Credential,
    CredentialKind,
    Organization,
    Volunteer,
)
from volunteers.rules import confirm_credential, state_credential

SATURDAY = "2020-03-14 09:00"


def words(**changes: Any) -> Words:
    said: dict[str, Any] = {
        "title": "花果山景区文明引导",
        "title_en": "Huaguo Hill guide",
        "place": "景区南大门游客中心",
        "risks": "台阶多，雨天路滑",
        "contact_name": "王老师",
        "contact_phone": "0518-85800000",
    }
    said["service_field"] = ServiceField.objects.get(pk="0016")
    return Words(**said | changes)


def terms(**changes: Any) -> Terms:
    """A policy that covers danger from the day of NOON to the end of that year."""
    said: dict[str, Any] = {
        "insurer": "人保",
        "number": "PEAC2020320700001",
        "covers_from": date(2020, 3, 6),
        "covers_until": date(2020, 12, 31),
        "people": 50,
        "hazard": True,
    }
    return Terms(**said | changes)


def holds(
    volunteer: Volunteer, kind: str = "first_aid", *, by: Account, **changes: Any
) -> Credential:
    """The volunteer states a paper of the kind, and ``by`` has seen it."""
    said: dict[str, Any] = {
        "number": "7788",
        "issuer": "连云港市红十字会",
        "valid_from": date(2020, 1, 1),
        "valid_until": date(2020, 12, 31),
    }
    credential = state_credential(
        volunteer=volunteer,
        kind=CredentialKind.objects.get(pk=kind),
        by=volunteer.account or by,
        at=NOON,
        **said | changes,
    )
    confirm_credential(credential=credential, by=by, at=NOON)
    return credential


def times(start: str = SATURDAY, *, minutes: int = 180, seats: int = 2) -> Times:
    starts_at = moment(start)
    ends_at = starts_at + timedelta(minutes=minutes)
    return Times(starts_at=starts_at, ends_at=ends_at, seats=seats)


def draft(
    organization: Organization,
    by: Account,
    *all_times: Times,
    posts: list[PostPlan] | None = None,
    **changes: Any,
) -> Activity:
    return rules.draft(
        organization=organization,
        words=words(**changes),
        posts=posts or [PostPlan(shifts=all_times or [times()])],
        by=by,
        at=NOON,
    )


def publish(
    organization: Organization, by: Account, *all_times: Times, **changes: Any
) -> Activity:
    activity = draft(organization, by, *all_times, **changes)
    return rules.publish(activity=activity, declared=True, by=by, at=NOON)


def shift_of(activity: Activity, place: int = 0) -> Shift:
    """As it is now."""
    return activity.shifts.with_names().in_order()[place]


def people(count: int) -> list[Volunteer]:
    return [make_volunteer(f"person{n}") for n in range(count)]


def sign_up(shift: Shift, *volunteers: Volunteer, at: Any = NOON) -> list[SignUp]:
    """One after the other."""
    return [
        rules.sign_up(shift=shift, volunteer=one, by=one.account, at=at)[0]
        for one in volunteers
    ]


def now(sign_up: SignUp) -> SignUp:
    return SignUp.objects.with_names().get(pk=sign_up.pk)


def states(shift: Shift) -> list[str]:
    """What became of everybody, in the order in which they came."""
    return list(shift.sign_ups.in_order().values_list("state", flat=True))
