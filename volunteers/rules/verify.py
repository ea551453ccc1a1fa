from datetime import datetime

from volunteers.errors import NotAnOfficial
from volunteers.models import Account, Identity, IdentityCheck, Volunteer
from volunteers.scopes import attended, is_official
from volunteers.verifying import verifier


def check_number(*, volunteer: Volunteer, at: datetime) -> Identity:
    """Ask the city's verifier; what it cannot tell leaves no trace."""
    state = verifier()(volunteer)
    if state != Identity.UNVERIFIED:
        IdentityCheck.objects.create(volunteer=volunteer, state=state, at=at)
    return state


def verify_on_sight(
    *, volunteer: Volunteer, matches: bool, by: Account, at: datetime
) -> IdentityCheck:
    """
    Say that one has held the person's document, and whether it is theirs.

    :raises NotAnOfficial: unless by a clerk who attends to the person, or city staff
    """
    if not is_official(by) or not attended(by).filter(pk=volunteer.pk).exists():
        raise NotAnOfficial
    state = Identity.SEEN if matches else Identity.FAILED
    return IdentityCheck.objects.create(volunteer=volunteer, state=state, by=by, at=at)
