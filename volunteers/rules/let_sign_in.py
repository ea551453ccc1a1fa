"""An office, or a guardian, lets somebody beside them sign in to their own record."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from volunteers.ages import OF_AGE
from volunteers.claim_errors import (
    GuardiansNumber,
    NotTheirDesk,
    RecordNotInUse,
    SignsInAlready,
)
from volunteers.codes import send_code, use_code
from volunteers.errors import TogetherWithGuardian
from volunteers.guardians import awaits, is_minor
from volunteers.models import Account, Purpose, Volunteer
from volunteers.offers import offer, withdraw
from volunteers.permissions import acts_for
from volunteers.rules.claim import (
    open_account,
    refuse_too_young,
    seen_by,
    signs_in_by,
)
from volunteers.rules.guardians.agree import lock
from volunteers.rules.guardians.desk import Beside, sign
from volunteers.rules.sign_in import account_at
from volunteers.scopes import attended


def offer_sign_in(
    *, person: Volunteer, to: str, by: Account, request: HttpRequest, at: datetime
) -> None:
    """
    Send a code to the phone (+86…) or e-mail that the person beside one has given.

    Where it is another's already, that one is told, and nobody sees a difference.
    Else they may go on with it in their own hand: see ``volunteers.offers``.

    :raises NotTheirDesk: unless by who attends to the person, or acts for the child
    :raises SignsInAlready: if the person has an account
    :raises RecordNotInUse: if the record is closed, merged or suspended
    :raises SignsInLater: under 14
    :raises GuardiansNumber: if it is a guardian's, of somebody under 18
    :raises TooManyTries: as ``codes.send_code``
    """
    _check_right(person, by)
    _check_record(person, to, at=at)
    taken = account_at(to) is not None
    send_code(
        to=to,
        purpose=Purpose.CLAIM,
        request=request,
        at=at,
        beside=True,
        instead=_("Somebody wanted to sign in with this. It stays with your account.")
        if taken
        else "",
    )
    if not taken:
        offer(to=to, person=person.pk, by=by.pk)


def let_sign_in(
    *,
    person: Volunteer,
    to: str,
    code: str,
    consents: Mapping[str, str],
    guardian: Beside | None = None,
    by: Account,
    request: HttpRequest,
    at: datetime,
) -> Account:
    """
    Open the account of the person beside one, who has read the code; again: the same.

    An official has looked at the document, so who it is is seen by that.

    :param consents: what the person agrees to themselves now: versions by purpose
    :param guardian: who has signed for them at the desk, under 18
    :raises TogetherWithGuardian: under 18, where at a desk no guardian has signed; or
        where one acts who has taken the consent back
    :raises WrongCode: if another code was sent, or it is too old
    :raises LoginTaken: if somebody else signs in by the phone or e-mail
    :raises RuleBroken: whatever ``offer_sign_in`` refuses
    """
    _check_right(person, by)
    if person.account and signs_in_by(person, to):
        return person.account
    _check_record(person, to, at=at)
    _check_guardian(person, guardian, by, at=at)
    # Not in the transaction: a wrong try must count.
    use_code(to=to, purpose=Purpose.CLAIM, code=code, request=request, at=at)
    with transaction.atomic():
        kept = lock(person.pk)
        if kept.account and signs_in_by(kept, to):
            return kept.account
        _check_record(kept, to, at=at)
        _check_guardian(kept, guardian, by, at=at)
        account = open_account(kept, to=to, consents=consents, by=by, at=at)
        if guardian and is_minor(kept, on=timezone.localdate(at)):
            sign(ward=kept, guardian=guardian, by=by, at=at)
        seen_by(by, kept, at=at)
    withdraw(to)
    return account


def _check_right(person: Volunteer, by: Account) -> None:
    here = attended(by).filter(pk=person.pk).exists()
    if not here and not acts_for(by, person):
        raise NotTheirDesk


def _check_record(person: Volunteer, to: str, *, at: datetime) -> None:
    if person.account_id:
        raise SignsInAlready
    if not person.is_registered:
        raise RecordNotInUse(state=person.get_status_display())
    today = timezone.localdate(at)
    refuse_too_young(person, on=today)
    minor = is_minor(person, on=today)
    if minor and "@" not in to and person.guardians.reached_at(to).exists():
        raise GuardiansNumber


def _check_guardian(
    person: Volunteer, guardian: Beside | None, by: Account, *, at: datetime
) -> None:
    today = timezone.localdate(at)
    if not is_minor(person, on=today) or guardian:
        return
    if not acts_for(by, person) or awaits(person, on=today):
        raise TogetherWithGuardian(age=OF_AGE)
