from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.errors import (
    InsuranceNeeded,
    LongerThanAYear,
    NotDeclared,
    PublishingWithheld,
    ShiftsNeeded,
    StartedAlready,
    WordsMissing,
    WrongMoment,
)
from activities.models import Activity, Shift, State
from activities.models.activity import A_YEAR
from activities.rules.locks import lock_activity, lock_shifts, require_organizer
from volunteers.models import Account, Organization, Restriction
from volunteers.rules.serving import require_active

# Organizations must tell these, and truly (志愿服务条例 art. 12); on a page they are
# called so as well.
TOLD = {
    "place": _("where it is"),
    "risks": _("what can be dangerous, or that nothing is"),
    "contact_name": _("whom to ask"),
}


@transaction.atomic
def publish(
    *, activity: Activity, declared: bool, by: Account, at: datetime
) -> Activity:
    """
    Let people find the activity and sign up; again: the same.

    :param declared: whether ``by`` says that it is volunteering (L21)
    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises WrongMoment: if it was closed or cancelled
    :raises PublishingWithheld: after hours there were proved not to be right (L34)
    :raises NotDeclared: unless somebody says so
    :raises WordsMissing: if people would not read where, with whom, and what to fear
    :raises ShiftsNeeded: if nobody is needed at any time
    :raises StartedAlready: if the first shift is under way or over (L09)
    :raises LongerThanAYear: if its shifts span more than a year (L09)
    :raises InsuranceNeeded: if it is dangerous and not insured on all its days (L24)
    """
    require_organizer(activity.organization, by)
    require_active(activity.organization)
    now = lock_activity(activity)
    if now.is_published:
        return now
    if not now.is_draft:
        raise WrongMoment(state=now.get_state_display())
    _check_restrictions(now.organization, at=at)
    if not declared:
        raise NotDeclared
    check_shifts(lock_shifts(now), at=at)
    check_words(now)
    now.state = State.PUBLISHED
    now.declared_by, now.declared_at, now.published_at = by, at, at
    now.save(update_fields=["state", "declared_by", "declared_at", "published_at"])
    return now


def _check_restrictions(organization: Organization, *, at: datetime) -> None:
    held = Restriction.objects.in_force(timezone.localdate(at))
    last = held.on_publishing(organization).order_by("-until").first()
    if last:
        raise PublishingWithheld(day=f"{last.until}")


def check_words(activity: Activity) -> None:
    """
    :raises WordsMissing: if people would not read what they must know
    :raises InsuranceNeeded: if it is dangerous and not insured on all its days
    """
    missing = {
        name: str(called)
        for name, called in TOLD.items()
        if not getattr(activity, name)
    }
    if missing:
        raise WordsMissing(fields=missing)
    check_insurance(activity, [activity.starts_on, activity.ends_on])


def check_insurance(activity: Activity, days: Sequence[date]) -> None:
    """
    :raises InsuranceNeeded: if it is dangerous, and its policy does not cover these
        local dates and those between
    """
    if not activity.hazard or not days:
        return
    policy = activity.policy if activity.is_insured else None
    if not (policy and policy.hazard and policy.covers(min(days), max(days))):
        raise InsuranceNeeded


def check_shifts(shifts: Sequence[Shift], *, at: datetime) -> None:
    """
    :raises ShiftsNeeded: if there is none
    :raises StartedAlready: if the first is under way or over
    :raises LongerThanAYear: if they span more than a year
    """
    if not shifts:
        raise ShiftsNeeded
    if shifts[0].has_started(at):
        raise StartedAlready
    check_span([shift.date for shift in shifts])


def check_span(days: Sequence[date]) -> None:
    """:raises LongerThanAYear: if these local dates span more than a year"""
    if max(days) - min(days) > A_YEAR:
        raise LongerThanAYear


@transaction.atomic
def close(*, activity: Activity, by: Account, at: datetime) -> Activity:
    """
    Let nobody else sign up; who has, comes. Again: the same.

    Whoever waits is still offered what becomes free.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises WrongMoment: if it is a draft, or cancelled
    """
    return _move(activity, State.PUBLISHED, State.CLOSED, by=by)


@transaction.atomic
def reopen(*, activity: Activity, by: Account, at: datetime) -> Activity:
    """
    Let people sign up again; again: the same.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises WrongMoment: if it is a draft, or cancelled
    """
    require_active(activity.organization)
    return _move(activity, State.CLOSED, State.PUBLISHED, by=by)


def _move(activity: Activity, old: State, new: State, *, by: Account) -> Activity:
    require_organizer(activity.organization, by)
    now = lock_activity(activity)
    if now.state == new:
        return now
    if now.state != old:
        raise WrongMoment(state=now.get_state_display())
    lock_shifts(now)
    now.state = new
    now.save(update_fields=["state"])
    return now
