"""How long this room keeps what it knows of people."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from activities.models import Absence, SignUp
from policies.retention import Term


def forget_ended(before: datetime, most: int) -> int:
    """Who gave up, or waited in vain, for shifts that were over by then."""
    ended = SignUp.objects.exclude(ended_at=None).filter(ends_at__lt=before)
    ids = list(ended.order_by("ends_at").values_list("pk", flat=True)[:most])
    SignUp.objects.filter(pk__in=ids).delete()
    return len(ids)


def forget_absences(before: datetime, most: int) -> int:
    """That people did not come to shifts that were over by then."""
    old = Absence.objects.filter(sign_up__ends_at__lt=before)
    ids = list(old.order_by("pk").values_list("pk", flat=True)[:most])
    Absence.objects.filter(pk__in=ids).delete()
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
    Term(
        code="absence_days",
        what=_("Who had a seat and did not come, and why"),
        purpose=_("To know how many people come, and to hear why others did not"),
        basis=_("志愿服务条例 art. 22; 个人信息保护法 art. 19: the shortest time"),
        after=_("after the shift"),
        forget=forget_absences,
    ),
)
