from datetime import datetime

from django.db import transaction

from activities.errors import CancelReasonNeeded, WrongMoment
from activities.models import Activity, Seat, SignUp, State
from activities.rules.locks import lock_activity, lock_shifts, require_organizer
from activities.rules.tell import tell_people
from activities.signals import activity_cancelled
from activities.telling import CANCELLED
from volunteers.models import Account


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
    coming = SignUp.objects.living().filter(shift__activity=now, starts_at__gt=at)
    called_off = list(coming.values_list("pk", flat=True))
    if called_off and not reason.strip():
        raise CancelReasonNeeded
    now.state = State.CANCELLED
    now.cancelled_at, now.cancel_reason = at, reason.strip()
    now.save(update_fields=["state", "cancelled_at", "cancel_reason"])
    SignUp.objects.filter(pk__in=called_off).update(state=Seat.CANCELLED, ended_at=at)
    tell_people(event=CANCELLED, sign_ups=called_off, by=by, at=at)
    activity_cancelled.send(sender=Activity, activity=now, by=by, at=at)
    return now
