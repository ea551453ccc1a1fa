from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hours.models import Presence, Session, Status, Way
from hours.models.presence import PresenceQuerySet
from hours.presence.rules.closing import A_MINUTE, close_session, move
from hours.reasons import NOT_CHECKED_OUT
from hours.rules.tell import tell_people
from hours.telling import FORCED_OUT
from policies.reports import number
from volunteers.models import Volunteer
from volunteers.rules.join import lock_person

AT_ONCE = 500


def force_out(*, at: datetime) -> int:
    """
    Check out whoever did not, two hours after the shift or at midnight (L12).

    The session ends with the shift and is asked about: nothing counts until the
    organizer or the person says how long it was, and it is approved.

    :returns: how many
    """
    due = list(due_at(at).order_by("came_at").values_list("pk", "volunteer")[:AT_ONCE])
    for pk, volunteer in due:
        _force_out(pk, volunteer, at=at)
    return len(due)


def due_at(at: datetime) -> PresenceQuerySet:
    """Whoever is still checked in, so long after the shift."""
    after = number("forced_check_out_minutes", on=timezone.localdate(at))
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return Presence.objects.on_site().filter(
        Q(shift__ends_at__lte=at - timedelta(minutes=after))
        | Q(shift__ends_at__lte=today)
    )


@transaction.atomic
def _force_out(pk: UUID, volunteer: int, *, at: datetime) -> None:
    lock_person(Volunteer(pk=volunteer))
    now = due_at(at).with_names().select_related("by").filter(pk=pk).first()
    if now is None or now.session is None:  # checked out meanwhile
        return
    ended_at = now.shift.ends_at
    if ended_at - now.session.started_at < A_MINUTE:
        _take_back(now, now.session, at=at)
        return
    close_session(
        now,
        ended_at=ended_at,
        way=Way.TIME,
        by=now.by,
        at=at,
        status=Status.QUERIED,
        reason_code=NOT_CHECKED_OUT,
    )
    tell_people(event=FORCED_OUT, sessions=[now.session.pk], by=None, at=at)


def _take_back(presence: Presence, session: Session, *, at: datetime) -> None:
    """Of what lasted less than a minute nothing is left to ask about."""
    session = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    move(session, Status.WITHDRAWN, by=presence.by, at=at, reason_code=NOT_CHECKED_OUT)
    presence.left_at, presence.left_by = at, Way.TIME
    presence.save(update_fields=["left_at", "left_by"])
