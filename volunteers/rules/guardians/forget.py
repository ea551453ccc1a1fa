from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.ages import OF_AGE, born_by
from volunteers.models import Guardian


@transaction.atomic
def forget_phones(*, at: datetime) -> None:
    """Keep no phone of whoever was the guardian of somebody who is 18 by now."""
    grown = born_by(timezone.localdate(at), age=OF_AGE)
    over = Guardian.objects.filter(ward__birth_date__lte=grown)
    over.filter(account=None, agreements=None).delete()
    over.exclude(phone_hash=None).update(
        phone_sealed=None, phone_hash=None, phone_last4=""
    )
