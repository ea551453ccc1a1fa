from datetime import datetime

from django.db import transaction

from activities.errors import CancelReasonNeeded, WrongMoment
from activities.models import Activity, Seat, SignUp, State
from activities.models.sign_up import SignUpQuerySet
from activities.rules.locks import lock_activity, lock_shifts, require_organizer
from activities.rules.tell import tell_people
from activities.signals import activity_cancelled
from activities.telling import CANCELLED
from volunteers.models import Account

MOST_WORDS = 300  # of a reason


@transaction.atomic
def cancel(*, activity: Activity, reason: str, by: Account, at: datetime) -> Activity:
    """
    Call the activity off, and tell everybody who was coming or waiting. Again: the
    same.

    Of one that has begun the shifts to come are called off; what was served before
    can be logged as ever.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises WrongMoment: if it is a draft, which is thrown away instead
    :raises CancelReasonNeeded: if those who were coming would not read why
    """
    require_organizer(activity.organization, by)
    now = lock_activity(activity)
    if now.is_cancelled:
        return now
    if now.is_draft:
        raise WrongMoment(state=now.get_state_display())
    lock_shifts(now)
    if _coming(now, at=at).exists() and not reason.strip():
        raise CancelReasonNeeded
    return call_off(now, reason=reason, event=CANCELLED, by=by, at=at)


def call_off(
    activity: Activity, *, reason: str, event: str, by: Account | None, at: datetime
) -> Activity:
    """Let a locked activity, with its shifts, take place no more, and tell it."""
    activity.state = State.CANCELLED
    activity.cancelled_at, activity.cancel_reason = at, reason.strip()[:MOST_WORDS]
    activity.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    free_seats(activity, event=event, by=by, at=at)
    activity_cancelled.send(sender=Activity, activity=activity, by=by, at=at)
    return activity


def free_seats(
    activity: Activity, *, event: str, by: Account | None, at: datetime
) -> None:
    """End what people signed up for of a locked activity's shifts to come."""
    ended = list(_coming(activity, at=at).values_list("pk", flat=True))
    SignUp.objects.filter(pk__in=ended).update(state=Seat.CANCELLED, ended_at=at)
    tell_people(event=event, sign_ups=ended, by=by, at=at)


def _coming(activity: Activity, *, at: datetime) -> SignUpQuerySet:
    return SignUp.objects.living().filter(shift__activity=activity, starts_at__gt=at)
