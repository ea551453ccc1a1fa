from datetime import datetime

from notices.models import Choice, Wanted
from volunteers.models import Account


def choose(*, account: Account, email: Wanted, sms: Wanted, at: datetime) -> Choice:
    """Tell an account from now on as it wants: what is under way goes on."""
    values = {"email": email, "sms": sms, "changed_at": at}
    choice, _is_new = Choice.objects.update_or_create(account=account, defaults=values)
    return choice


def choice_of(account: Account) -> Choice:
    """What the account chose, or what holds for who never did."""
    chosen = Choice.objects.filter(account=account).first()
    return chosen or Choice(account=account)
