from datetime import datetime

from notices.models import Choice, Delivery, Digest, Notice
from volunteers.models import Account


def forget_notices(before: datetime, most: int) -> int:
    """Forget what people were told before then, and say of how much."""
    old = (
        Notice.objects.filter(at__lt=before).order_by("at").values_list("pk", flat=True)
    )
    ids = list(old[:most])
    Notice.objects.filter(pk__in=ids).delete()
    return len(ids)


def forget_messages(before: datetime, most: int) -> int:
    """Forget that messages went out before then, and say of how many."""
    old = Delivery.objects.filter(due_at__lt=before).order_by("pk")
    ids = list(old.values_list("pk", flat=True)[:most])
    Delivery.objects.filter(pk__in=ids).delete()
    if len(ids) < most:
        Digest.objects.filter(until__lt=before).delete()
    return len(ids)


def forget_account(account: Account) -> None:
    """Forget what somebody was told, and how, who closes the account."""
    Delivery.objects.filter(recipient=account).delete()
    Notice.objects.of(account).delete()
    Choice.objects.filter(account=account).delete()
