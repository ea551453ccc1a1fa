from django.contrib.auth.backends import ModelBackend
from django.db.models import Expression

from volunteers.models import Account

_along: dict[str, Expression] = {}


def read_along(name: str, expression: Expression) -> None:
    """
    Let an account know something more whenever it is read for a request.

    For what the frame round every page shows: no page asks once more for it.
    """
    _along[name] = expression


class AnyLogin(ModelBackend):
    """
    Signs in by phone, e-mail or user name.

    ``Account.objects.get_by_natural_key`` finds the account; the rest is Django's,
    which hashes a password even where nobody is found, so that both take as long.
    """

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.annotate(**_along).filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None
