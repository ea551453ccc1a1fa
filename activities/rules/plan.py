"""What an organizer writes of an activity before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from activities.errors import (
    NoSeats,
    ShiftCrossesMidnight,
    ShiftEndsFirst,
    TooManyFields,
    TooManyShifts,
)
from activities.models import Activity, Audience, Post, ServiceField, Shift
from activities.models.activity import MOST_FIELDS
from volunteers.insurance import Terms
from volunteers.models import (
    Account,
    CredentialKind,
    District,
    InsurancePolicy,
    Organization,
    Site,
)
from volunteers.models.naming import uuid7
from volunteers.rules.organizations import put_on_file

MOST_SEATS = 10_000
MOST_SHIFTS = 400
MOST_GIVE_UP_HOURS = 336  # two weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """
    All that is said of an activity, but for its shifts.

    Its hours count in the ``service_field``; people also find it by the codes of the
    ``further_fields``. Without a ``district`` it is the site's, else that of the
    organization; the point is of what is held elsewhere than at the site. Minutes are
    whole minutes, moments aware.
    The ``policy`` is one that the organization has on file, or the terms of one, which
    is put there.
    """

    title: str
    service_field: ServiceField
    further_fields: Sequence[str] = ()
    title_en: str = ""
    summary: str = ""
    place: str = ""
    site: Site | None = None
    latitude: float | None = None
    longitude: float | None = None
    district: District | None = None
    risks: str = ""
    recipients: Sequence[str] = ()
    guarantees: Sequence[str] = ()
    accessible: bool = False
    contact_name: str = ""
    contact_name_is_public: bool = True
    contact_phone: str = ""
    contact_phone_is_public: bool = False
    audience: str = Audience.PUBLIC
    recruits_from: datetime | None = None
    recruits_until: datetime | None = None
    min_minutes: int = 0
    give_up_hours: int = 0
    hazard: bool = False
    emergency: bool = False
    policy: InsurancePolicy | Terms | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """From when to when how many people are needed."""

    starts_at: datetime
    ends_at: datetime
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPlan:
    """A post and its shifts; where all do the same, the one without a name."""

    shifts: Sequence[Times]
    name: str = ""
    description: str = ""
    min_age: int = 0
    skill: str = ""
    credential: CredentialKind | None = None


# What of the words stands in columns of the same name, some of it as lists.
COLUMNS = tuple(
    name for name in Words.__dataclass_fields__ if name not in ("district", "policy")
)
LISTS = ("further_fields", "recipients", "guarantees")


def say(activity: Activity, words: Words) -> None:
    """
    Put the words on an activity that knows its organization; nothing is saved.

    :raises TooManyFields: if it would be of more than four fields of service
    """
    for name in COLUMNS:
        value = getattr(words, name)
        if isinstance(value, str):
            value = value.strip()
        setattr(activity, name, list(value) if name in LISTS else value)
    activity.further_fields = _further(words)
    activity.district_id = _district(activity, words)


def _further(words: Words) -> list[str]:
    """Each once, and the one that its hours count in not again."""
    others = {*words.further_fields} - {words.service_field.pk}
    if len(others) >= MOST_FIELDS:
        raise TooManyFields(most=MOST_FIELDS)
    return sorted(others)


def policy_of(
    organization: Organization, words: Words, *, by: Account, at: datetime
) -> InsurancePolicy | None:
    """
    The policy that the words name, on file from now on.

    :raises RuleBroken: if it cannot be put on file, see ``organizations.put_on_file``
    """
    said = words.policy
    if isinstance(said, Terms):
        said, _ = put_on_file(organization=organization, terms=said, by=by, at=at)
    return said


def _district(activity: Activity, words: Words) -> str:
    if words.district:
        return words.district.pk
    return (words.site or activity.organization).district_id


def own_district(activity: Activity) -> District | None:
    """Its district, where neither its site nor its organization says so."""
    at_home = (activity.site or activity.organization).district_id
    return None if activity.district_id == at_home else activity.district


def check_times(times: Times) -> None:
    """
    :raises ShiftEndsFirst: if the end is not later than the start
    :raises ShiftCrossesMidnight: if it does not stay within one local day
    :raises NoSeats: if there is no seat, or too many
    """
    if times.ends_at <= times.starts_at:
        raise ShiftEndsFirst
    last = times.ends_at - timedelta(microseconds=1)
    if timezone.localdate(times.starts_at) != timezone.localdate(last):
        raise ShiftCrossesMidnight
    if not 1 <= times.seats <= MOST_SEATS:
        raise NoSeats(most=MOST_SEATS)


def check_posts(posts: Sequence[PostPlan], *, besides: int = 0) -> None:
    """
    :param besides: how many shifts there are already
    :raises RuleBroken: as ``check_times``
    :raises TooManyShifts: if an activity would have more than 400
    """
    all_times = [times for post in posts for times in post.shifts]
    if len(all_times) + besides > MOST_SHIFTS:
        raise TooManyShifts(most=MOST_SHIFTS)
    for times in all_times:
        check_times(times)


def add_posts(activity: Activity, posts: Sequence[PostPlan]) -> list[Shift]:
    """Add the posts with their shifts; one that is there by that name gets them."""
    known = {post.name: post for post in activity.posts.all()}
    shifts = []
    for plan in posts:
        post = known.get(plan.name.strip())
        if post is None:
            post = known[plan.name.strip()] = Post.objects.create(
                activity=activity,
                name=plan.name.strip(),
                description=plan.description.strip(),
                min_age=plan.min_age,
                skill=plan.skill.strip(),
                credential=plan.credential,
            )
        shifts += [_shift(post, times) for times in plan.shifts]
    return Shift.objects.bulk_create(shifts)


def _shift(post: Post, times: Times) -> Shift:
    return Shift(
        id=uuid7(),
        activity_id=post.activity_id,
        post=post,
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        seats=times.seats,
    )
