"""Activities with shifts, as organizers make them; NOON is Friday, 6 March 2020."""

from datetime import timedelta
from typing import Any

from activities import rules
from activities.models import Activity, ServiceField, Shift, SignUp
from activities.rules import PostPlan, Times, Words
from tests.factories import NOON, make_volunteer, moment
from volunteers.models import Account, Organization, Volunteer

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
