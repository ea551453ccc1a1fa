"""Who may see which certificates in full."""

from recognition.models import Certificate
from recognition.models.certificate import CertificateQuerySet
from volunteers.models import Account, Volunteer
from volunteers.permissions import wards_acted_for


def people_certified_by(account: Account) -> list[Volunteer]:
    """For whom the account asks for certificates: itself, and children it acts for."""
    own = account.as_volunteer
    return [*([own] if own else []), *wards_acted_for(account)]


def held_certificates(account: Account) -> CertificateQuerySet:
    """Those the account holds, of records that were merged into its own as well."""
    people = [
        record
        for person in people_certified_by(account)
        for record in person.all_records
    ]
    return Certificate.objects.filter(volunteer__in=people)
