from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from volunteers.codes import use_code
from volunteers.errors import NoSuchRegistration, VisitADesk
from volunteers.models import PendingRegistration, Purpose, Volunteer
from volunteers.rules.ask_to_register import contact, registration_of
from volunteers.rules.claim import claim_by_registering
from volunteers.rules.register import register


def prove(
    *, pending: PendingRegistration, code: str, request: HttpRequest, at: datetime
) -> Volunteer:
    """
    Register who has read the code that was sent; only now conflicts are looked for.

    Whom an office has registered with that phone as their own, by the very same name
    and document, gets that record as their own in place of a new one.

    Code and registration are used up, whatever comes of it: to look for another
    document takes another message to the same phone.

    :raises NoSuchRegistration: if it has been used or is too old
    :raises WrongCode: if another code was sent, or it is too old
    :raises TooManyTries: after five wrong codes from an address
    :raises RegisteredAlready: if this very person signs in by this phone or e-mail
    :raises VisitADesk: if anything else of it is already known
    """
    if pending.expires_at <= at:
        raise NoSuchRegistration
    registration = registration_of(pending)
    # Not in the transaction: a wrong try must count.
    use_code(
        to=contact(registration),
        purpose=Purpose.REGISTER,
        code=code,
        request=request,
        at=at,
    )
    with transaction.atomic():
        # The phone that was proved is the one that is said: nobody changes it now.
        kept = PendingRegistration.objects.select_for_update().filter(pk=pending.pk)
        found = kept.first()
        if found is None or bytes(found.said_sealed) != bytes(pending.said_sealed):
            raise NoSuchRegistration
        kept.delete()
        try:
            claimed = claim_by_registering(registration=registration, at=at)
            return claimed or register(registration=registration, at=at)
        except VisitADesk as conflict:
            met = conflict
    raise met
