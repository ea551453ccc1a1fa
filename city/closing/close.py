from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from city.closing.errors import ClosedAlready, MustHandOver
from city.closing.handover import in_hand, lock
from config import sms
from hours.rules import withdraw_waiting
from volunteers.models import Account, ClosedRecord, Volunteer
from volunteers.rules import close_record

One = TypeVar("One", Account, Volunteer)


@transaction.atomic
def close_account(
    *, account: Account | None, volunteer: Volunteer | None, by: Account, at: datetime
) -> ClosedRecord:
    """
    End an account and the record of the person behind it.

    Hours that count stay, without the name; hours that wait are withdrawn, for nobody
    could say any more whose they are. Who it was is kept sealed to the end of the
    legal term. Past figures do not move; the register counts one less from today on.

    :param account: what is signed in with; None of somebody who never did
    :param volunteer: who serves; None of an account that only holds offices
    :raises ClosedAlready: if it is
    :raises MustHandOver: if somebody or something has nobody else to act for it
    """
    person = _locked(Volunteer, volunteer)
    owner = _locked(Account, account)
    if owner:
        lock(owner)
        if held := in_hand(owner, on=timezone.localdate(at)):
            raise MustHandOver(what=_(", ").join(one.what for one in held))
    if person:
        withdraw_waiting(volunteer=person, by=by, at=at)
    reached_at = owner.reached_at if owner else ""
    record = close_record(account=owner, volunteer=person, by=by, at=at)
    if reached_at:
        transaction.on_commit(lambda: _tell(reached_at))
    return record


def _locked(model: type[One], one: One | None) -> One | None:
    """
    The same as it is now; whoever changes it meanwhile waits.

    :raises ClosedAlready: if it is closed
    """
    if one is None:
        return None
    found = model._default_manager.select_for_update(no_key=True).get(pk=one.pk)
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
