from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from config.triggers import read_sql
from hours.models import Entry, Session, Status
from hours.models.queries import as_array
from hours.models.states import TAKES_TIME
from hours.rules.judging import (
    Outcome,
    decided,
    higher_level,
    lock_and_judge,
    not_in_office,
    settled,
)
from policies.reports import number
from volunteers.models import Account, Volunteer

REVOCABLE = (Status.APPROVED, Status.REJECTED, Status.QUERIED)


@transaction.atomic
def undo(*, sessions: Iterable[UUID | Session], by: Account, at: datetime) -> Outcome:
    """
    Take one's own decision back within ten minutes: the sessions wait again.

    What was counted is posted back (kind ``undo``); what was asked is no longer
    asked. A rejected session stays rejected if its time has been taken since, or if
    with it the person's day would be longer than its level may decide (L07).
    """
    wanted = [one.pk if isinstance(one, Session) else one for one in sessions]
    # A rejected session takes its person's time again, so the person comes first.
    _lock_people_of(wanted)
    earliest = undo_begins(at)
    free, refused = lock_and_judge(
        wanted,
        not_in_office(by, at=at),
        higher_level(by, at=at),
        When(~Q(status__in=REVOCABLE), then=Value("nothing_to_undo")),
        When(~Q(decided_by=by), then=Value("not_your_decision")),
        When(decided_at__lt=earliest, then=Value("too_late_to_undo")),
        When(
            Q(status=Status.REJECTED) & Exists(_taken_since(wanted, by, earliest)),
            then=Value("overlaps"),
        ),
        When(pk__any_of=_longer_again(wanted, by, earliest), then=Value("day_is_full")),
    )
    counted = set(
        Session.objects.filter(pk__any_of=free, status=Status.APPROVED).values_list(
            "pk", flat=True
        )
    )
    values = {"new": Status.SUBMITTED, **decided(by, at, "", "")}
    posted_back = settled(
        "take_back",
        free=[pk for pk in free if pk in counted],
        refused=refused,
        kind=Entry.Kind.UNDO,
        **values,
    )
    moved_back = settled(
        "move", free=[pk for pk in free if pk not in counted], refused=[], **values
    )
    return posted_back + moved_back


def _lock_people_of(sessions: list[UUID]) -> None:
    people = Session.objects.filter(pk__any_of=sessions).values("volunteer")
    list(
        Volunteer.objects.filter(pk__in=people)
        .select_for_update(no_key=True)
        .order_by("pk")
        .values_list("pk")
    )


def _longer_again(wanted: list[UUID], by: Account, earliest: datetime) -> list[UUID]:
    about: dict[str, Any] = {"ids": as_array(wanted), "by": by.pk, "earliest": earliest}
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/longer_again.sql"), about)
        return [pk for (pk,) in cursor.fetchall()]


def undo_begins(at: datetime) -> datetime:
    """The earliest moment whose decisions may still be taken back."""
    return at - timedelta(minutes=number("undo_minutes", on=timezone.localdate(at)))


def _taken_since(
    wanted: list[UUID], by: Account, earliest: datetime
) -> QuerySet[Session]:
    """Another session that takes the time of a rejected one, or is about to."""
    returns_first = Q(
        pk__any_of=wanted,
        pk__lt=OuterRef("pk"),
        status=Status.REJECTED,
        decided_by=by,
        decided_at__gte=earliest,
    )
    return (
        Session.objects.filter(
            Q(status__in=TAKES_TIME) | returns_first, volunteer=OuterRef("volunteer")
        )
        .exclude(pk=OuterRef("pk"))
        .overlapping(OuterRef("started_at"), OuterRef("ended_at"))
    )
