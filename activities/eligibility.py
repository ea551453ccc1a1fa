"""
Whether somebody may come to a shift: what the activity, the law and the city ask.

Looked at under the lock of the person, for which agreeing and closing wait as well.
"""

from datetime import datetime, time

from django.utils import timezone

from activities import errors
from activities.models import Activity, Shift
from activities.other_seats import check_other_seats, longest_day
from activities.served import minutes_of
from config.durations import decimal_hours
from policies.reports import number
from volunteers.ages import age_on
from volunteers.credentials import holds_credential
from volunteers.guardians import awaits, is_minor
from volunteers.insurance import uncovered
from volunteers.models import Identity, Volunteer

# Nobody under 18 serves between these (domain: minors).
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)


def check_may_come(volunteer: Volunteer, shift: Shift, *, at: datetime) -> None:
    """
    :raises ShiftStarted: if the shift is under way or over
    :raises NotEligible: for the first thing that stands against it
    :raises RuleBroken: if the person's other seats do, see ``other_seats``
    """
    if shift.has_started(at):
        raise errors.ShiftStarted
    check_activity(shift.activity, at=at)
    check_person(volunteer, shift, at=at)
    check_other_seats(volunteer, shift)


def check_activity(activity: Activity, *, at: datetime) -> None:
    """:raises NotEligible: if nobody can sign up for the activity now"""
    if not activity.is_published:
        raise errors.NotRecruiting(state=activity.get_state_display())
    if not activity.organization.is_active:
        raise errors.OrganizationPauses
    if activity.recruits_from and at < activity.recruits_from:
        raise errors.RecruitingBeginsLater(moment=_moment(activity.recruits_from))
    if activity.recruits_until and at >= activity.recruits_until:
        raise errors.RecruitingIsOver(moment=_moment(activity.recruits_until))


def check_person(volunteer: Volunteer, shift: Shift, *, at: datetime) -> None:
    """:raises NotEligible: if the shift is not for this person"""
    activity = shift.activity
    if not volunteer.is_registered:
        raise errors.NotRegistered
    _check_identity(volunteer, at=at)
    _check_audience(volunteer, activity)
    _check_age(volunteer, shift)
    if activity.hazard and uncovered(activity.policy_id, [shift.date]):
        raise errors.NotInsured
    kind = shift.post.credential
    if kind and not holds_credential(volunteer, kind.pk, shift.date):
        raise errors.CredentialNeeded(kind=kind.label)
    if activity.min_minutes and (served := minutes_of(volunteer)) < (
        activity.min_minutes
    ):
        raise errors.ExperienceNeeded(
            needed=decimal_hours(activity.min_minutes), served=decimal_hours(served)
        )


def _check_identity(volunteer: Volunteer, *, at: datetime) -> None:
    """The city may ask that somebody has looked; a failed look always counts (L20)."""
    identity = volunteer.identity
    wanted = number("verified_to_sign_up", on=timezone.localdate(at))
    if identity == Identity.FAILED or (wanted and identity == Identity.UNVERIFIED):
        raise errors.IdentityNotVerified


def _check_audience(volunteer: Volunteer, activity: Activity) -> None:
    if activity.is_for_invited and not _is_guest(volunteer, activity):
        raise errors.InvitedOnly
    if activity.is_for_members:
        own = volunteer.memberships.current().filter(organization=activity.organization)
        if not own.exists():
            raise errors.MembersOnly(organization=activity.organization.label)


def _is_guest(volunteer: Volunteer, activity: Activity) -> bool:
    return activity.guests.filter(volunteer=volunteer).exists()


def _check_age(volunteer: Volunteer, shift: Shift) -> None:
    """By the age on the day of the shift, not today's (domain: minors)."""
    age = age_on(shift.date, born=volunteer.birth_date)
    least = number("minimum_age_with_guardian", on=shift.date)
    if age < max(shift.post.min_age, least):
        raise errors.TooYoung(age=max(shift.post.min_age, least))
    if not is_minor(volunteer, on=shift.date):
        return
    if awaits(volunteer, on=shift.date):
        raise errors.GuardianHasNotAgreed
    if shift.activity.hazard:
        raise errors.TooDangerousForMinors
    if _is_at_night(shift):
        raise errors.TooLateForMinors
    longest = longest_day(age, on=shift.date)
    if shift.minutes > longest:
        raise errors.TooLongForMinors(hours=longest // 60)


def _is_at_night(shift: Shift) -> bool:
    """Whether it begins before six or ends after ten, within its local day."""
    begins = timezone.localtime(shift.starts_at)
    ends = timezone.localtime(shift.ends_at)
    is_over_by_night = ends.date() == begins.date() and ends.time() <= NIGHT_BEGINS
    return begins.time() < NIGHT_ENDS or not is_over_by_night


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
