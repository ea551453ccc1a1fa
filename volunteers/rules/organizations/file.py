"""Data stated anew: to change it, or to renew for another year."""

import json
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from config.constraints import broken_constraint
from policies.reports import number
from volunteers.errors import FilingDecided, FilingWaiting, ParentIsBelow, WrongMoment
from volunteers.models import (
    Account,
    Act,
    Filing,
    Organization,
    OrganizationStatus,
)
from volunteers.rules.organizations.application import (
    Application,
    application_from,
    require_active_company,
    write,
)
from volunteers.rules.organizations.moving import (
    lock,
    move,
    note,
    require_administrator,
    require_city,
    require_words,
)
from volunteers.rules.organizations.review import end_of_term
from volunteers.sealing import seal, unseal

FILED = {
    Filing.Purpose.CHANGE: Act.FILED_CHANGE,
    Filing.Purpose.RENEWAL: Act.FILED_RENEWAL,
}


def is_due(organization: Organization, *, on: date) -> bool:
    """Whether its term ends within the days in which it may be renewed, or ended."""
    if organization.valid_until is None or not organization.may_restate:
        return False
    days = timedelta(days=number("organization_renewal_days", on=on))
    return on >= organization.valid_until - days


@transaction.atomic
def file(
    *, organization: Organization, application: Application, by: Account, at: datetime
) -> Filing:
    """
    State the organization's data anew: a renewal where that is due, else a change.

    Nothing changes until the city accepts it. The same again: the one that waits.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises WrongMoment: unless it serves or pauses
    :raises FilingWaiting: if something else is under review
    :raises SponsorNotActive, ParentNotActive: if such a one does not serve
    """
    require_administrator(organization, by)
    locked = lock(organization)
    if not locked.may_restate:
        raise WrongMoment(state=locked.get_status_display())
    require_active_company(application)
    waiting = locked.filings.filter(state=Filing.State.WAITING).first()
    if waiting:
        if said_in(waiting) == application:
            return waiting
        raise FilingWaiting
    due = is_due(locked, on=timezone.localdate(at))
    purpose = Filing.Purpose.RENEWAL if due else Filing.Purpose.CHANGE
    filing = Filing.objects.create(
        organization=locked,
        purpose=purpose,
        said_sealed=seal(json.dumps(application.as_json())),
        said_by=by,
        said_at=at,
    )
    note(locked, act=FILED[purpose], by=by, at=at)
    return filing


def said_in(filing: Filing) -> Application:
    """The data that was stated."""
    return application_from(json.loads(unseal(filing.said_sealed)))


@transaction.atomic
def accept_filing(
    *, filing: Filing, by: Account, at: datetime, words: str = ""
) -> Organization:
    """
    Let the stated data hold; a renewal adds a term to the one that ends.

    Whoever was suspended only because the term had ended, serves again.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises FilingDecided: if somebody has decided
    :raises RuleBroken: whatever stands against the data by now
    """
    require_city(filing.organization, by)
    organization = lock(filing.organization)
    _decide(filing, Filing.State.ACCEPTED, by, at)
    if not organization.may_restate:
        raise WrongMoment(state=organization.get_status_display())
    application = said_in(filing)
    require_active_company(application)
    try:
        with transaction.atomic():
            write(organization, application)
    except IntegrityError as error:
        if broken_constraint(error) not in CIRCLES or application.parent is None:
            raise
        raise ParentIsBelow(name=application.parent.label) from error
    if filing.purpose == Filing.Purpose.RENEWAL:
        return _renew(organization, by=by, at=at, words=words)
    note(organization, act=Act.ACCEPTED_CHANGE, by=by, at=at, words=words)
    return organization


CIRCLES = ("organization_is_never_above_itself", "organization_is_not_its_own_parent")


@transaction.atomic
def refuse_filing(
    *, filing: Filing, words: str, by: Account, at: datetime
) -> Organization:
    """
    Leave everything as it was; the organization reads why and may state it anew.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WordsNeeded: if no reason is given
    :raises FilingDecided: if somebody has decided
    """
    require_city(filing.organization, by)
    said = require_words(words)
    organization = lock(filing.organization)
    _decide(filing, Filing.State.REFUSED, by, at)
    note(organization, act=Act.REFUSED_FILING, by=by, at=at, words=said)
    return organization


def _decide(filing: Filing, state: str, by: Account, at: datetime) -> None:
    # The organization is locked, so nobody else decides meanwhile.
    decided = Filing.objects.filter(pk=filing.pk, state=Filing.State.WAITING).update(
        state=state, decided_by=by, decided_at=at
    )
    if not decided:
        raise FilingDecided


def _renew(
    organization: Organization, *, by: Account, at: datetime, words: str
) -> Organization:
    today = timezone.localdate(at)
    ends_on = organization.valid_until or today
    organization.valid_until = end_of_term(max(ends_on, today))
    organization.save(update_fields=["valid_until"])
    note(organization, act=Act.RENEWED, by=by, at=at, words=words)
    last = organization.steps.filter(new=OrganizationStatus.SUSPENDED).exclude(
        old=OrganizationStatus.SUSPENDED
    )
    paused = last.last()
    if organization.is_suspended and paused and paused.act == Act.EXPIRED:
        return move(
            organization, to=OrganizationStatus.ACTIVE, act=Act.LIFTED, by=by, at=at
        )
    return organization
