"""Who may see which certificates in full."""

from recognition.models import Certificate
from recognition.models.certificate import CertificateQuerySet
from volunteers.models import Account, Organization
from volunteers.permissions import administered_organizations, people_of


def held_certificates(account: Account) -> CertificateQuerySet:
    """Those the account holds, of records that were merged into its own as well."""
    people = [record for person in people_of(account) for record in person.all_records]
    return Certificate.objects.filter(volunteer__in=people)


def good_certificates(account: Account) -> CertificateQuerySet:
    """Those of them that are still good: what is not is given out in no form."""
    held = held_certificates(account).with_names()
    return held.filter(revoked_at=None, superseded_by=None)


def may_certify(account: Account, organization: Organization) -> bool:
    """Whether the account makes certificates of what the organization recorded."""
    runs = organization.pk in administered_organizations(account)
    return runs and organization.is_active
