from django.db import transaction

from hours.imports.errors import MayNotImport
from hours.models import Import
from hours.permissions import may_import
from volunteers.models import Account


@transaction.atomic
def discard(*, imported: Import, by: Account) -> None:
    """
    Forget a file of which nothing was loaded; one that was loaded stays as it is.

    :raises MayNotImport: if the account may not bring hours for the organization
    """
    if not may_import(by, imported.organization):
        raise MayNotImport
    # Waits for whoever loads it at this moment, and then finds it loaded.
    locked = Import.objects.select_for_update().filter(pk=imported.pk).first()
    if locked is not None and locked.is_waiting:
        locked.delete()
