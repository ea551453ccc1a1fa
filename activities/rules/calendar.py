from datetime import datetime

from django.db import transaction

from activities.models import CalendarAddress
from activities.models.calendar import new_secret
from volunteers.models import Account


@transaction.atomic
def renew_calendar(*, by: Account, at: datetime) -> CalendarAddress:
    """Give the account's calendar a new address; the one before leads nowhere."""
    address, _is_new = CalendarAddress.objects.update_or_create(
        account=by, defaults={"secret": new_secret(), "made_at": at}
    )
    return address


@transaction.atomic
def end_calendar(*, by: Account, at: datetime) -> None:
    """Let nobody read the account's calendar any more; again: the same."""
    CalendarAddress.objects.filter(account=by).delete()
