"""How long this room keeps what it knows of people."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from activities.models import SignUp
from policies.retention import Term


def forget_ended(before: datetime, most: int) -> int:
    """Who gave up, or waited in vain, for shifts that were over by then."""
    ended = SignUp.objects.exclude(ended_at=None).filter(ends_at__lt=before)
    ids = list(ended.order_by("ends_at").values_list("pk", flat=True)[:most])
    SignUp.objects.filter(pk__in=ids).delete()
    return len(ids)


TERMS = (
    Term(
        code="sign_up_days",
        what=_("Who signed up for a shift and did not come to have a seat"),
        purpose=_("To pass seats on fairly, and to answer who asks why"),
        basis=_("个人信息保护法 art. 19: the shortest time the purpose needs"),
        after=_("after the shift"),
        forget=forget_ended,
    ),
)
