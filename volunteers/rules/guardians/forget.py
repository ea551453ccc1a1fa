from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.ages import OF_AGE, born_by
from volunteers.models import Guardian

NO_PHONE = {"phone_sealed": None, "phone_hash": None, "phone_last4": ""}


@transaction.atomic
def forget_phones(before: datetime, most: int) -> int:
    """Up to ``most`` phones of guardians whose wards were 18 by then."""
    grown = born_by(timezone.localdate(before), age=OF_AGE)
    over = Guardian.objects.filter(ward__birth_date__lte=grown)
    due = list(
        over.exclude(phone_hash=None).order_by("pk").values_list("pk", flat=True)[:most]
    )
    found = Guardian.objects.filter(pk__in=due)
    found.filter(account=None, agreements=None).delete()
    found.update(**NO_PHONE)
    return len(due)
