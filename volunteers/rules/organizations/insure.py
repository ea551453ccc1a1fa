from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.credential_errors import EndsBeforeItBegins, HasRunOut, StatedAlready
from volunteers.insurance import Terms
from volunteers.models import Account, InsurancePolicy, Organization
from volunteers.rules.organizations.moving import require_administrator

# By these a policy is known; what else it says may then not be another.
KEY = ("insurer", "number", "covers_from")


@transaction.atomic
def insure(
    *, organization: Organization, terms: Terms, by: Account, at: datetime
) -> InsurancePolicy:
    """
    State a policy by which the organization insures who serves with it.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises EndsBeforeItBegins: if the days are out of order
    :raises HasRunOut: if its last day is over
    :raises StatedAlready: if it is stated, in these words or others
    """
    require_administrator(organization, by)
    policy, is_new = put_on_file(organization=organization, terms=terms, by=by, at=at)
    if not is_new:
        raise StatedAlready
    return policy


@transaction.atomic
def put_on_file(
    *, organization: Organization, terms: Terms, by: Account, at: datetime
) -> tuple[InsurancePolicy, bool]:
    """
    The policy of these terms, and whether it was not on file before; whoever calls
    has seen that ``by`` speaks for the organization.

    :raises EndsBeforeItBegins: if the days are out of order
    :raises HasRunOut: if its last day is over, and it is not on file
    :raises StatedAlready: if it is on file with other words
    """
    if terms.covers_until < terms.covers_from:
        raise EndsBeforeItBegins
    said = asdict(terms)
    kept = organization.insurance_policies.all().kept()
    key = {name: said.pop(name) for name in KEY}
    is_over = terms.covers_until < timezone.localdate(at)
    if is_over and not kept.filter(**key).exists():
        raise HasRunOut
    policy, is_new = kept.get_or_create(
        **key,
        taken_back_at=None,
        defaults={"organization": organization, "stated_by": by, "stated_at": at}
        | said,
    )
    if any(getattr(policy, name) != value for name, value in said.items()):
        raise StatedAlready
    return policy, is_new


def take_insurance_back(*, policy: InsurancePolicy, by: Account, at: datetime) -> None:
    """
    From now on it covers nobody any more; again: the same.

    :raises NotItsAdministrator: if the account does not run the organization
    """
    require_administrator(policy.organization, by)
    kept = InsurancePolicy.objects.kept().filter(pk=policy.pk)
    kept.update(taken_back_by=by, taken_back_at=at)
