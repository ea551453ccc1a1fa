import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from needs.deadlines import due, soon
from needs.errors import NotYourSite
from needs.models import Act, Category, Channel, Kind, Need, Order, State
from needs.models.need import LETTERS
from needs.permissions import kept_sites
from needs.photos import Picture
from needs.rules.moving import note, require_near
from needs.rules.photos import keep_photos
from needs.rules.tell import tell_keepers
from needs.telling import REPORTED
from volunteers.models import Account, Site

AT_A_SITE = (Channel.COUNTER, Channel.HOME_VISIT, Channel.PHONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    What somebody asks for, and where they are reached.

    ``phone`` is given as +86…; ``area`` says roughly where, ``address`` exactly, each
    as far as the person wants; ``wished_on`` is a local date. ``beneficiary`` is heard
    where ``proxy`` says that somebody asks for another.
    """

    category: Category
    text: str
    site: Site
    name: str
    phone: str
    channel: str
    kind: str = Kind.NEED
    area: str = ""
    address: str = ""
    urgent: bool = False
    wished_on: date | None = None
    proxy: str = ""
    beneficiary: str = ""
    photos: Sequence[Picture] = ()


@transaction.atomic
def report(*, asked: Asked, by: Account | None, at: datetime) -> Need:
    """
    Take a need in, and give it a number that anybody may follow.

    :param by: who keeps the site; None where the person asks with a proved phone
    :raises NotYourSite: if ``by`` does not keep the site
    :raises NotInTheComingYear: if the day wished for is over, or too far away
    :raises TooManyPhotos: if more than three were sent
    """
    is_taken_in = asked.channel in AT_A_SITE
    if is_taken_in and (
        by is None or not kept_sites(by).filter(pk=asked.site.pk).exists()
    ):
        raise NotYourSite
    require_near(asked.wished_on, at=at)
    need = Need(
        reference=_free_reference(at),
        category=asked.category,
        kind=asked.kind,
        text=asked.text,
        site=asked.site,
        area=asked.area,
        urgent=asked.urgent,
        wished_on=asked.wished_on,
        channel=asked.channel,
        proxy=asked.proxy,
        taken_by=by if is_taken_in else None,
        submitted_at=at,
    )
    need.contact_name, need.contact_phone = asked.name, asked.phone
    need.address = asked.address
    need.beneficiary = asked.beneficiary if asked.proxy else ""
    need.save(force_insert=True)
    keep_photos(need, asked.photos)
    order = Order(need=need, state=State.SUBMITTED, in_charge=asked.site, moved_at=at)
    order.due_at = due(order, at=at)
    order.remind_at = soon(order, at=at)
    order.save(force_insert=True)
    note(order, Act.SUBMIT, old="", by=by, at=at)
    tell_keepers(order, event=REPORTED, by=by, at=at)
    return need


def _free_reference(at: datetime) -> str:
    """One of twenty-five thousand million of the day."""
    while True:
        letters = "".join(secrets.choice(LETTERS) for _n in range(8))
        reference = f"{timezone.localdate(at):%Y%m%d}{letters}"
        if not Need.objects.filter(reference=reference).exists():
            return reference
