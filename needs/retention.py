"""How long this room keeps what it knows of people."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from needs.models import ENDED, ContactLook, FollowUp, Need, Photo, Rating
from policies.retention import Term


@transaction.atomic
def forget_who_asked(before: datetime, most: int) -> int:
    """Who asked for what, where, in which words and photos, of what ended by then."""
    ended = Need.objects.known().filter(
        submitted_at__lt=before, order__state__in=ENDED, order__moved_at__lt=before
    )
    ids = list(ended.order_by("submitted_at").values_list("pk", flat=True)[:most])
    Rating.objects.filter(order__in=ids).exclude(words="").update(words="")
    Photo.objects.filter(need__in=ids).delete()
    FollowUp.objects.filter(order__in=ids).exclude(words="").update(words="")
    Need.objects.filter(pk__in=ids).update(
        contact_name_sealed=None,
        contact_phone_sealed=None,
        contact_phone_hash=None,
        contact_phone_last4="",
        address_sealed=None,
        beneficiary_sealed=None,
        text="",
        area="",
        forgotten_at=timezone.now(),
    )
    return len(ids)


def forget_looks(before: datetime, most: int) -> int:
    """Who looked at whose contact before that."""
    old = ContactLook.objects.filter(at__lt=before)
    ids = list(old.order_by("at").values_list("pk", flat=True)[:most])
    ContactLook.objects.filter(pk__in=ids).delete()
    return len(ids)


TERMS = (
    Term(
        code="need_days",
        what=_("Who asked for help: name, phone, address, words, photos"),
        purpose=_("To meet the need, and to answer questions about it"),
        basis=_("个人信息保护法 art. 19: the shortest time the purpose needs"),
        after=_("after the end of the order"),
        forget=forget_who_asked,
    ),
    Term(
        code="need_look_days",
        what=_("Who looked at the contact of whoever asked for help"),
        purpose=_("To show and to examine how personal data is used"),
        basis=_("个人信息保护法 art. 56: three years"),
        after=_("after the look"),
        forget=forget_looks,
    ),
)
