from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from needs.errors import NotYours
from needs.models import ContactLook, Order
from needs.permissions import contact_office
from volunteers.models import Account


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom it goes to; what was not said is empty. The phone is given as +86…"""

    name: str
    phone: str
    address: str
    beneficiary: str


@transaction.atomic
def look(*, order: Order, page: str, by: Account, at: datetime) -> Contact:
    """
    Show whom a need is of, and write down who looked, in which office, and when.

    :param page: the path of the page that it was asked from
    :raises NotYours: if no office of the account lets it see that now
    """
    office = contact_office(by, order)
    if office is None:
        raise NotYours
    ContactLook.objects.create(
        need=order.need,
        by=by,
        role=office.role,
        site=office.site,
        organization=office.organization,
        page=page,
        at=at,
    )
    need = order.need
    return Contact(
        name=need.contact_name,
        phone=need.contact_phone,
        address=need.address,
        beneficiary=need.beneficiary,
    )
