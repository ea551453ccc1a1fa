"""Who may give and end which offices; who is meant by a number or login."""

from config.limits import spend
from volunteers.identifiers import fold
from volunteers.models import Account, Appointment, Organization, Role, Site, Volunteer
from volunteers.models.appointment import OF_A_SITE, OF_AN_ORGANIZATION, OF_THE_CITY
from volunteers.office_errors import NoSuchAppointee, TooManyNames
from volunteers.permissions import appointments_of

NAMES_A_DAY = 60  # of one account, so that nobody tries out who is there
DAY = 24 * 3600


def may_appoint(
    account: Account,
    role: str,
    *,
    organization: Organization | None = None,
    site: Site | None = None,
) -> bool:
    """
    Whether the account gives and ends that office.

    An organization's administrators theirs; city staff those of any organization and
    site, and the city's own; the operator the city's. Deputies none: what they gave
    would outlast them.
    """
    own = [one for one in appointments_of(account) if one.deputy_of_id is None]
    if any(one.role == Role.STAFF for one in own):
        return role != Role.GUARDIAN
    if role in OF_THE_CITY:
        return account.is_superuser
    return role in OF_AN_ORGANIZATION and any(
        one.role == Role.ADMIN
        and organization
        and one.organization_id == organization.pk
        for one in own
    )


def may_end(account: Account, appointment: Appointment) -> bool:
    """Whoever may give it, whoever holds it, and whom a deputy stands in for."""
    away = appointment.deputy_of
    return (
        appointment.account_id == account.pk
        or (away is not None and away.account_id == account.pk)
        or may_appoint(
            account,
            appointment.role,
            organization=appointment.organization,
            site=appointment.site,
        )
    )


def roles_given_by(
    account: Account,
    *,
    organization: Organization | None = None,
    site: Site | None = None,
) -> list[Role]:
    """The roles the account gives there, the least first."""
    roles = OF_AN_ORGANIZATION if organization else OF_A_SITE if site else OF_THE_CITY
    return [
        role
        for role in roles
        if may_appoint(account, role, organization=organization, site=site)
    ]


def account_named(text: str, *, by: Account) -> Account:
    """
    Whoever signs in as ``text`` or has it as volunteer number.

    :raises TooManyNames: if ``by`` named sixty that day
    :raises NoSuchAppointee: if nobody does, whatever the reason
    """
    if wait := spend(f"appointee:{by.pk}", limit=NAMES_A_DAY, seconds=DAY):
        raise TooManyNames(minutes=-(-wait // 60))
    person = Volunteer.objects.filter(number=fold(text)).select_related("account")
    known = person.first()
    if known:
        found = known.account if known.is_registered else None
    else:
        found = _by_login(text)
    if found is None or not found.is_active:
        raise NoSuchAppointee
    return found


def _by_login(text: str) -> Account | None:
    try:
        return Account.objects.get_by_natural_key(text)
    except Account.DoesNotExist:
        return None
