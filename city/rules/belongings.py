"""What the record that is given up leaves to the one that goes on, but for hours."""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q
from django.utils import timezone

from activities.rules import hand_over_seats
from city.errors import OperatorSignsIn, SignInNeeded
from city.models import Merge, Side
from recognition.rules import hand_over_stars
from volunteers.models import (
    Account,
    Appointment,
    Consent,
    Volunteer,
)
from volunteers.models.appointment import OF_THE_CITY
from volunteers.rules import end_sign_in
from volunteers.rules.join import let_go
from volunteers.rules.restrict import hand_on

PHONE = ["phone_sealed", "phone_hash", "phone_last4"]
_Row = TypeVar("_Row", bound=Model)


def hand_over(merge: Merge, *, sign_in: str) -> None:
    """
    Close the record given up, and let the other have its sign-in, offices and places.

    The merge, not saved yet, is told whose account stays and which one ends.

    :raises SignInNeeded: if both have an account and none was chosen
    :raises OperatorSignsIn: if the account that would end is the operator's
    """
    given, kept = merge.given, merge.kept
    today = timezone.localdate(merge.at)
    merge.sign_in = whose_sign_in(given, kept, sign_in)
    accounts = {Side.GIVEN: given.account, Side.KEPT: kept.account}
    stays = accounts.pop(Side(merge.sign_in)) if merge.sign_in else None
    ends = next(filter(None, accounts.values()), None)
    _close(given, kept)
    _take_over(kept, given, account=stays)
    if ends and stays:
        merge.ended_account = ends
        _hand_offices(ends, stays, by=merge.by, today=today)
        end_sign_in(account=ends)
    _hand_guardians(given, kept, by=merge.by, today=today)
    _hand_family(given, kept)
    let_go(given, by=merge.by, at=merge.at)
    hand_over_seats(given=given, kept=kept, by=merge.by, at=merge.at)
    _hand_memberships(given, kept, today=today)
    _hand_consents(given, kept)
    hand_over_stars(given=given, kept=kept)
    hand_on(given=[given.pk], kept=kept, at=merge.at)


def whose_sign_in(given: Volunteer, kept: Volunteer, chosen: str) -> str:
    """
    The ``Side`` whose account stays; empty where neither has one.

    :raises SignInNeeded: if both have an account and none was chosen
    :raises OperatorSignsIn: if the account that would end is the operator's
    """
    if not given.account or not kept.account:
        return Side.GIVEN if given.account else Side.KEPT if kept.account else ""
    if chosen not in Side.values:
        raise SignInNeeded
    ends = kept.account if chosen == Side.GIVEN else given.account
    if ends.is_staff or ends.is_superuser:
        raise OperatorSignsIn
    return chosen


def _close(given: Volunteer, kept: Volunteer) -> None:
    given.status = Volunteer.Status.CLOSED
    given.merged_into = kept
    given.account = None
    given.save(update_fields=["status", "merged_into", "account"])


def _take_over(kept: Volunteer, given: Volunteer, *, account: Account | None) -> None:
    kept.account = account
    if not kept.phone_hash:
        for column in PHONE:
            setattr(kept, column, getattr(given, column))
    kept.save(update_fields=["account", *PHONE])


def _hand_offices(ends: Account, stays: Account, *, by: Account, today: date) -> None:
    """Of the city's offices none: who works for the city is appointed, never merged."""
    for held in _in_force(Q(account=ends), today):
        _end(held, today)
        if held.role not in OF_THE_CITY:
            _appoint(held, by=by, today=today, account_id=stays.pk)


def _hand_guardians(
    given: Volunteer, kept: Volunteer, *, by: Account, today: date
) -> None:
    for held in _in_force(Q(ward=given), today):
        _end(held, today)
        _appoint(held, by=by, today=today, ward_id=kept.pk)


def _hand_family(given: Volunteer, kept: Volunteer) -> None:
    """The guardians who were named, unless the other record knows them as well."""
    for one in given.guardians.order_by("pk"):
        known = kept.guardians.filter(account=one.account_id, account__isnull=False)
        if one.phone:
            known |= kept.guardians.reached_at(one.phone)
        if not known.exists():
            one.ward = kept
            one.save(update_fields=["ward"])


def _in_force(whose: Q, today: date) -> list[Appointment]:
    open_ended = Q(ends_on=None) | Q(ends_on__gte=today)
    return list(Appointment.objects.filter(whose & open_ended).order_by("pk"))


def _end(held: Appointment, today: date) -> None:
    """From today on it is another's; one that begins later never was in force."""
    until = max(held.starts_on, today - timedelta(days=1))
    Appointment.objects.filter(pk=held.pk).update(ends_on=until)


def _appoint(held: Appointment, *, by: Account, today: date, **whose: int) -> None:
    scope = {
        name: getattr(held, name)
        for name in ("account_id", "role", "organization_id", "site_id", "ward_id")
    } | whose
    if not Appointment.objects.filter(ends_on=None, **scope).exists():
        starts_on = max(held.starts_on, today)
        _copy(held, **whose, starts_on=starts_on, appointed_by_id=by.pk).save()


def _hand_memberships(given: Volunteer, kept: Volunteer, *, today: date) -> None:
    """The kept record is a member since the other was; what ended stays as it is."""
    already = kept.memberships.filter(left_on=None).values("organization")
    for held in given.memberships.filter(left_on=None).order_by("pk"):
        is_new = not already.filter(organization=held.organization_id).exists()
        again = _copy(held, volunteer_id=kept.pk)
        held.left_on = max(held.joined_on, today)
        held.save(update_fields=["left_on"])
        if is_new:
            again.save()


def _hand_consents(given: Volunteer, kept: Volunteer) -> None:
    """Only for purposes of which the kept record says nothing, neither yes nor no."""
    said = kept.consents.values("purpose")
    Consent.objects.bulk_create(
        _copy(one, volunteer_id=kept.pk)
        for one in given.consents.in_force().exclude(purpose__in=said)
    )


def _copy(row: _Row, **changes: Any) -> _Row:
    """A row that says the same but for the changes, not saved yet."""
    fields = [one for one in row._meta.concrete_fields if not one.primary_key]
    return type(row)(
        **{one.attname: getattr(row, one.attname) for one in fields} | changes
    )
