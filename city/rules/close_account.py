from contextlib import suppress
from datetime import datetime

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.rules import end_calendar
from activities.rules import let_go as give_up_seats
from city.errors import (
    ClosedAlready,
    MergeUnderWay,
    MustHandOver,
    NotYoursToClose,
    SignsInThemselves,
)
from city.models import Merge
from city.rules.handover import in_hand, lock
from config import sms
from hours.rules import withdraw_waiting
from hours.rules.saved_views import forget_views
from notices.rules import forget_account
from volunteers.models import Account, ClosedRecord, Volunteer
from volunteers.permissions import is_staff
from volunteers.rules import close_record


@transaction.atomic
def close_account(
    *, account: Account | None, volunteer: Volunteer | None, by: Account, at: datetime
) -> ClosedRecord:
    """
    End an account and the record of the person behind it, with all merged into it.

    Hours that count stay, without the name; hours that wait are withdrawn, for nobody
    could say any more whose they are. Who it was is kept sealed to the end of the
    legal term. Past figures do not move; the register counts one less from today on.

    :param account: what is signed in with; None of somebody who never did
    :param volunteer: who serves; None of an account that only holds offices
    :raises ClosedAlready: if it is
    :raises MergeUnderWay: if hours of one of the records are being posted again
    :raises MustHandOver: if somebody or something has nobody else to act for it
    """
    records, earlier = _locked_records(volunteer)
    owner = _locked_account(account)
    if owner:
        lock(owner)
        if held := in_hand(owner, on=timezone.localdate(at)):
            raise MustHandOver(what=_(", ").join(one.what for one in held))
    reached_at = owner.reached_at if owner else ""
    person = records[0] if records else None
    if person and person.account_id and owner is None:
        raise SignsInThemselves  # since a moment ago
    if person:
        give_up_seats(volunteer=person, at=at)
        withdraw_waiting(volunteer=person, by=by, at=at)
    for one in (owner, *earlier):
        if one:
            forget_account(one)
            forget_views(one)
            end_calendar(by=one, at=at)
    closed = close_record(account=owner, volunteer=person, by=by, at=at)
    for record in records[1:]:
        close_record(account=None, volunteer=record, by=by, at=at)
    for one in earlier:
        close_record(account=one, volunteer=None, by=by, at=at)
    if reached_at:
        transaction.on_commit(lambda: _tell(reached_at))
    return closed


def close_for(*, volunteer: Volunteer, by: Account, at: datetime) -> ClosedRecord:
    """
    Close the record of somebody who asked for it at a desk and never signed in.

    :raises NotYoursToClose: unless by city staff
    :raises SignsInThemselves: if the person has an account, and so closes it alone
    :raises ClosedAlready: if it is
    :raises MergeUnderWay: if hours of one of the records are being posted again
    """
    if not is_staff(by):
        raise NotYoursToClose
    if volunteer.account_id:
        raise SignsInThemselves
    return close_account(account=None, volunteer=volunteer, by=by, at=at)


def _locked_records(
    volunteer: Volunteer | None,
) -> tuple[list[Volunteer], list[Account]]:
    """
    The person's record as it is now, those merged into it, and accounts ended by that.

    :raises ClosedAlready: if the record is closed or was given up for another
    :raises MergeUnderWay: if hours of one of them are being posted again
    """
    if volunteer is None:
        return [], []
    ids, found = {volunteer.pk}, {volunteer.pk}
    while found:
        given = Volunteer.objects.filter(merged_into__in=found)
        found = {*given.values_list("pk", flat=True)} - ids
        ids |= found
    people = Volunteer.objects.filter(pk__in=ids).order_by("pk")
    records = people.select_for_update(no_key=True, of=("self",)).in_bulk()
    if records[volunteer.pk].status == Volunteer.Status.CLOSED:
        raise ClosedAlready
    merges = Merge.objects.filter(Q(given__in=ids) | Q(kept__in=ids))
    if merges.filter(finished_at=None).exists():
        raise MergeUnderWay
    ended = merges.exclude(ended_account=None).values("ended_account")
    return (
        [records.pop(volunteer.pk), *records.values()],
        list(Account.objects.filter(pk__in=ended, closed_at=None).order_by("pk")),
    )


def _locked_account(account: Account | None) -> Account | None:
    """
    The account as it is now; whoever changes it meanwhile waits.

    :raises ClosedAlready: if it is closed
    """
    if account is None:
        return None
    found = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if found.is_closed:
        raise ClosedAlready
    return found


def _tell(reached_at: str) -> None:
    """The last message: whoever did not ask for it can still object at a desk."""
    text = _("Your account is closed. If that was not you, please call at any station.")
    with suppress(sms.NotDelivered, OSError):
        if "@" in reached_at:
            send_mail(_("Harbor Hours"), text, None, [reached_at])
        else:
            sms.send(to=reached_at, text=text)
