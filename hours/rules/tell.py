"""Tell people what was done to their sessions, in the transaction that does it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from hours.models import Session
from notices import rules as notices
from volunteers.ages import OF_AGE, born_by
from volunteers.models import Account, Appointment, Role, Volunteer


def tell_people(
    *,
    event: str,
    sessions: Iterable[UUID],
    by: Account,
    at: datetime,
    about: UUID | None = None,
    told_otherwise: Account | None = None,
) -> None:
    """
    Tell whose sessions they are; of a child who signs in nowhere, the guardians.

    Whoever acts is not told of it.

    :param about: what all of them are told of once, instead of each of their sessions
    :param told_otherwise: who hears of it by another notice, and not by two
    """
    ids = list(sessions)
    people = _people_of(ids, at=at) if ids else []
    apart = {one.pk for one in (by, told_otherwise) if one}
    told = [
        (account, about or session)
        for account, session in people
        if account not in apart
    ]
    notices.tell(event=event, whom=told, at=at)


def accounts_for(volunteer: Volunteer, *, at: datetime) -> list[int]:
    """The accounts of who answers for a person: their own, or their guardians'."""
    if volunteer.account_id:
        return [volunteer.account_id]
    today = timezone.localdate(at)
    guardians = Appointment.objects.in_force(today).filter(
        role=Role.GUARDIAN,
        ward=volunteer,
        ward__birth_date__gt=born_by(today, age=OF_AGE),
    )
    return list(guardians.values_list("account", flat=True))


def _people_of(sessions: list[UUID], *, at: datetime) -> list[tuple[int, UUID]]:
    """For each session the accounts of who answers for it."""
    today = timezone.localdate(at)
    theirs = Session.objects.filter(pk__any_of=sessions).order_by()
    own = theirs.filter(volunteer__account__isnull=False)
    guardians = Appointment.objects.in_force(today).filter(
        role=Role.GUARDIAN,
        ward__account=None,
        ward__birth_date__gt=born_by(today, age=OF_AGE),
    )
    of_wards = theirs.filter(volunteer__guardianships__in=guardians)
    return list(
        own.values_list("volunteer__account", "pk").union(
            of_wards.values_list("volunteer__guardianships__account", "pk")
        )
    )
