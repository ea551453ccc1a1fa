"""What is told once a day, from the ledger and the queues, and not act by act."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Min
from django.utils import timezone

from config.triggers import read_sql
from hours.models import Session
from hours.telling import AT_THE_DESK, COUNTED, COUNTED_OF_WARDS
from notices.models import Notice
from policies.calendar import working_days_between
from volunteers.ages import OF_AGE, born_by
from volunteers.models import Account, Appointment, Role

NOTE_COUNTED = "hours/sql/note_counted.sql"


def note_counted(*, digest: UUID, since: datetime, until: datetime) -> None:
    """
    Tell each person, and a child's guardians, how much was counted.

    Approving itself writes no notice, so that it costs what it posts.
    """
    today = timezone.localdate(until)
    values: dict[str, Any] = {
        "own": COUNTED,
        "of_wards": COUNTED_OF_WARDS,
        "digest": digest,
        "since": since,
        "until": until,
        "today": today,
        "of_age_if_born_by": born_by(today, age=OF_AGE),
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql(NOTE_COUNTED), values)


def note_waiting(*, digest: UUID, since: datetime, until: datetime) -> None:
    """Tell approvers how much waits at their desk; yesterday's figure goes."""
    Notice.objects.filter(event=AT_THE_DESK).delete()
    Notice.objects.bulk_create(
        Notice(
            recipient=approver, event=AT_THE_DESK, subject=digest, at=until, data=data
        )
        for approver in _approvers(until)
        if (data := _waiting_for(approver, until))
    )


def _approvers(at: datetime) -> list[Account]:
    today = timezone.localdate(at)
    offices = Appointment.objects.in_force(today).filter(role=Role.APPROVER)
    found = Account.objects.filter(pk__in=offices.values("account"), is_active=True)
    return list(found.order_by("pk"))


def _waiting_for(approver: Account, at: datetime) -> dict[str, int]:
    """How much waits, and for how many working days the oldest has; else nothing."""
    waiting = Session.objects.decidable_by(approver).submitted()
    sums = waiting.aggregate(count=Count("pk"), oldest=Min("submitted_at"))
    if not sums["count"]:
        return {}
    since, today = timezone.localdate(sums["oldest"]), timezone.localdate(at)
    return {"count": sums["count"], "days": working_days_between(since, today)}
