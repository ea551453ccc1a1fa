"""Who may see which certificates in full."""

from recognition.models import Certificate
from recognition.models.certificate import CertificateQuerySet
from volunteers.models import Account
from volunteers.permissions import people_of


def held_certificates(account: Account) -> CertificateQuerySet:
    """Those the account holds, of records that were merged into its own as well."""
    people = [record for person in people_of(account) for record in person.all_records]
    return Certificate.objects.filter(volunteer__in=people)
