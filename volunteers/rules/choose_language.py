from django.db import transaction

from volunteers.models import Account


@transaction.atomic
def choose_language(*, account: Account, language: str) -> Account:
    """Speak to the account in ``language`` from now on, wherever it signs in."""
    account.language = language
    account.save(update_fields=["language"])
    return account
