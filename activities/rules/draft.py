from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from activities.errors import PublishedAlready, WrongMoment
from activities.models import Activity
from activities.rules.locks import lock_activity, lock_shifts, require_organizer
from activities.rules.plan import (
    COLUMNS,
    PostPlan,
    Words,
    add_posts,
    check_posts,
    policy_of,
    say,
)
from activities.rules.publish import check_words
from volunteers.models import Account, Organization
from volunteers.rules.serving import require_active


@transaction.atomic
def draft(
    *,
    organization: Organization,
    words: Words,
    posts: Sequence[PostPlan] = (),
    by: Account,
    at: datetime,
) -> Activity:
    """
    Write an activity down, for its organizers alone until it is published.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises RuleBroken: if a shift makes no sense, see ``plan.check_posts``, or a policy
    """
    require_organizer(organization, by)
    require_active(organization)
    check_posts(posts)
    today = timezone.localdate(at)
    activity = Activity(organization=organization, starts_on=today, ends_on=today)
    say(activity, words)
    activity.policy = policy_of(organization, words, by=by, at=at)
    activity.save(force_insert=True)
    add_posts(activity, posts)
    activity.refresh_from_db(fields=["starts_on", "ends_on"])
    return activity


@transaction.atomic
def revise(
    *,
    activity: Activity,
    words: Words,
    posts: Sequence[PostPlan] | None = None,
    by: Account,
    at: datetime,
) -> Activity:
    """
    Say it otherwise. Of a draft all may change; of what is published only the words.

    :param posts: in place of the draft's; None leaves them as they are
    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises WrongMoment: if it was cancelled
    :raises PublishedAlready: if it is published, and other shifts are asked for
    :raises RuleBroken: if a shift makes no sense, or a published activity would not
        tell what it must, see ``publish``
    """
    require_organizer(activity.organization, by)
    policy = policy_of(activity.organization, words, by=by, at=at)
    now = lock_activity(activity)
    if now.is_cancelled:
        raise WrongMoment(state=now.get_state_display())
    say(now, words)
    now.policy = policy
    if not now.is_draft:
        if posts is not None:
            raise PublishedAlready
        check_words(now)
    elif posts is not None:
        check_posts(posts)
        now.posts.all().delete()
        add_posts(now, posts)
    # Its dates are the database's, from its shifts.
    now.save(update_fields=[*COLUMNS, "district", "policy"])
    now.refresh_from_db(fields=["starts_on", "ends_on"])
    return now


@transaction.atomic
def discard(*, activity: Activity, by: Account, at: datetime) -> None:
    """
    Throw a draft away, which nobody else has seen.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises WrongMoment: if it was published
    """
    require_organizer(activity.organization, by)
    now = lock_activity(activity)
    if not now.is_draft:
        raise WrongMoment(state=now.get_state_display())
    lock_shifts(now)
    now.delete()
