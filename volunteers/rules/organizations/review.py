"""What the city does with an application: ask, approve, refuse."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from policies.reports import number
from volunteers.errors import WrongMoment
from volunteers.models import Account, Act, Organization, OrganizationStatus
from volunteers.rules.organizations.application import (
    application_of,
    require_active_company,
)
from volunteers.rules.organizations.moving import (
    lock,
    move,
    require_city,
    require_words,
)


@transaction.atomic
def approve(
    *, organization: Organization, by: Account, at: datetime, words: str = ""
) -> Organization:
    """
    Let the organization serve, for a term of a year (``organization_term_days``).

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WrongMoment: if it is decided already
    :raises SponsorNotActive, ParentNotActive: if such a one does not serve any more
    """
    require_city(organization, by)
    locked = lock(organization)
    if locked.is_applying:
        require_active_company(application_of(locked))
        return move(
            locked,
            to=OrganizationStatus.ACTIVE,
            act=Act.APPROVED,
            by=by,
            at=at,
            words=words,
            valid_until=end_of_term(timezone.localdate(at)),
        )
    raise WrongMoment(state=locked.get_status_display())


@transaction.atomic
def refuse(
    *, organization: Organization, words: str, by: Account, at: datetime
) -> Organization:
    """
    Do not accept the application; the applicant reads why, and may apply anew.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WordsNeeded: if no reason is given
    :raises WrongMoment: if it is decided already
    """
    require_city(organization, by)
    said = require_words(words)
    return move(
        lock(organization),
        to=OrganizationStatus.REJECTED,
        act=Act.REFUSED,
        by=by,
        at=at,
        words=said,
    )


@transaction.atomic
def ask(
    *, organization: Organization, words: str, by: Account, at: datetime
) -> Organization:
    """
    Ask the applicant back; the question stands in the application's thread.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WordsNeeded: if nothing is asked
    :raises WrongMoment: if it is decided, or a question is open
    """
    require_city(organization, by)
    said = require_words(words)
    return move(
        lock(organization),
        to=OrganizationStatus.QUERIED,
        act=Act.ASKED,
        by=by,
        at=at,
        words=said,
    )


@transaction.atomic
def take_back(*, organization: Organization, by: Account, at: datetime) -> Organization:
    """
    Take the city's question back: the application waits again.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WrongMoment: if no question is open
    """
    require_city(organization, by)
    return move(
        lock(organization),
        to=OrganizationStatus.PENDING,
        act=Act.TOOK_BACK,
        by=by,
        at=at,
    )


def end_of_term(begins_on: date) -> date:
    """The last local date of a term that begins on that date."""
    return begins_on + timedelta(days=number("organization_term_days", on=begins_on))
