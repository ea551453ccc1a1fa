"""Two records of one person become one, by posting (L32)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from city import errors
from city.models import Merge, TwoPeople
from city.rules.belongings import hand_over, whose_sign_in
from city.rules.overlaps import Plan, plan_of
from city.rules.pairs import check_in_use, check_right, locked
from config import jobs
from config.jobs import Progress
from config.models import Job
from hours.models import Presence
from hours.rules import lock_timelines, post_again
from volunteers.models import Account, Volunteer

# Totals shared by organizations are never locked for longer than this many take.
AT_ONCE = 1_000
_PROGRESS = [
    "choices",
    "total",
    "sessions",
    "minutes",
    "left_out",
    "minutes_left_out",
    "finished_at",
]


@transaction.atomic
def merge(
    *,
    given: Volunteer,
    kept: Volunteer,
    choices: Mapping[str, str],
    sign_in: str = "",
    reason: str,
    by: Account,
    at: datetime,
) -> Merge:
    """
    Give one record of a person up for another, which takes over all there is.

    Counted hours are reversed (kind ``merge``) and counted again for the kept record,
    undecided ones withdrawn and entered anew; decided otherwise, they stay as history.
    Up to 1,000 sessions go over at once, more by a job, 1,000 in each of its steps.

    :param choices: for each overlap, by its key, the ``Side`` whose hours count
    :param sign_in: the ``Side`` whose account stays, where both have one
    :raises NotForTheCity: unless by city staff
    :raises ReasonNeeded: if no reason is given
    :raises OneRecord: if both are the same
    :raises OwnRecord: if one of them is the account's own
    :raises RecordClosed: if one of them is not in use any more
    :raises SaidToBeTwo: if they are said to be two people
    :raises KeptNotRegistered: if the one to go on is not registered
    :raises OnSite: if the one given up is checked in at an activity
    :raises MergeUnderWay: if hours of one of them are being posted again
    :raises SignInNeeded: if both have an account and none was chosen
    :raises OperatorSignsIn: if the account that would end is the operator's
    :raises OverlapsToResolve: if there is an overlap without a choice
    """
    check_right(given, kept, reason=reason, by=by)
    given, kept = locked(given, kept)
    _check_records(given, kept)
    lock_timelines(given, kept)
    plan = plan_of(given=given, kept=kept)
    _check_choices(plan, choices)
    merged = Merge(
        given=given,
        kept=kept,
        choices=dict(choices),
        reason=reason.strip(),
        by=by,
        at=at,
        total=plan.size(choices),
    )
    # First: registers are written before totals, as by whoever moves home.
    hand_over(merged, sign_in=sign_in)
    merged.save(force_insert=True)
    _post(merged, plan, at=at)
    return merged


def check(
    *, given: Volunteer, kept: Volunteer, sign_in: str = "", reason: str, by: Account
) -> None:
    """
    Refuse what ``merge`` would refuse whatever the hours are; nothing is changed.

    :raises RuleBroken: as ``merge`` does, but for overlaps
    """
    check_right(given, kept, reason=reason, by=by)
    _check_records(given, kept)
    whose_sign_in(given, kept, sign_in)


@transaction.atomic
def go_on(
    *, merge: Merge, choices: Mapping[str, str], by: Account, at: datetime
) -> Merge:
    """
    Go on with records whose hours stopped half-way, as where new hours overlap.

    :raises NotForTheCity: unless by city staff
    :raises OwnRecord: if one of the records is the account's own
    :raises MergeUnderWay: if its job is at work
    :raises OverlapsToResolve: if there is an overlap without a choice
    """
    check_right(merge.given, merge.kept, reason=merge.reason, by=by)
    merge = _locked_merge(merge.pk)
    if merge.is_finished:
        return merge
    if not merge.is_stopped:
        raise errors.MergeUnderWay
    plan = plan_of(given=merge.given, kept=merge.kept)
    merge.choices |= choices
    _check_choices(plan, merge.choices)
    merge.total = merge.done + plan.size(merge.choices)
    _post(merge, plan, at=at)
    return merge


def merge_next(job: Job) -> Progress:
    """The next 1,000 sessions of a merge that began with more."""
    merge = _locked_merge(
        UUID(Job.objects.values_list("arguments__merge", flat=True).get(pk=job.pk))
    )
    before = merge.done
    plan = plan_of(given=merge.given, kept=merge.kept)
    _check_choices(plan, merge.choices)
    _post_share(merge, plan, at=timezone.now())
    return Progress(
        done=merge.done - before,
        result={"merge": str(merge.pk)},
        is_last=merge.is_finished,
    )


def _check_records(given: Volunteer, kept: Volunteer) -> None:
    check_in_use(given, kept)
    if TwoPeople.objects.in_force().about(given, kept).exists():
        raise errors.SaidToBeTwo
    if not kept.is_registered:
        raise errors.KeptNotRegistered(number=kept.number)
    if Presence.objects.on_site().filter(volunteer=given).exists():
        raise errors.OnSite(number=given.number)
    # The one given up could be the one that another goes into.
    if Merge.objects.filter(kept__in=[given, kept], finished_at=None).exists():
        raise errors.MergeUnderWay


def _check_choices(plan: Plan, choices: Mapping[str, str]) -> None:
    if remain := plan.open(choices):
        raise errors.OverlapsToResolve(count=len(remain))


def _locked_merge(pk: UUID) -> Merge:
    """The merge as it is now, its people and their time locked before it."""
    found = Merge.objects.select_related("given", "kept").get(pk=pk)
    given, kept = locked(found.given, found.kept)
    lock_timelines(given, kept)
    merge = Merge.objects.select_for_update(no_key=True).get(pk=pk)
    merge.given, merge.kept = given, kept
    return merge


def _post(merge: Merge, plan: Plan, *, at: datetime) -> None:
    """Post the first share; what remains is a job's."""
    _post_share(merge, plan, at=at)
    if merge.is_finished:
        return
    merge.job = jobs.start(
        kind="merge",
        by=merge.by,
        at=at,
        arguments={"merge": str(merge.pk)},
        total=merge.total - merge.done,
    )
    merge.save(update_fields=["job"])


def _post_share(merge: Merge, plan: Plan, *, at: datetime) -> None:
    share = plan.share(merge.choices, size=AT_ONCE)
    own = [pk for pk in (merge.kept.account_id, merge.ended_account_id) if pk]
    posted = post_again(
        sessions=share.again,
        left_out=share.left_out,
        kept=merge.kept,
        own=own,
        by=merge.by,
        at=at,
    )
    merge.sessions += posted.sessions
    merge.minutes += posted.minutes
    merge.left_out += posted.left_out
    merge.minutes_left_out += posted.minutes_left_out
    if len(share.again) + len(share.left_out) >= plan.size(merge.choices):
        merge.finished_at = at
    merge.save(update_fields=_PROGRESS)
