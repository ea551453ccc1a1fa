from allauth.usersessions.models import UserSession
from django.db import transaction

from volunteers.models import Account, Token


@transaction.atomic
def end_sign_in(*, account: Account) -> None:
    """Let the account sign in no more: its sessions and tokens end at once."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    Token.objects.filter(user=account).delete()
    for session in UserSession.objects.filter(user=account):
        session.end()
