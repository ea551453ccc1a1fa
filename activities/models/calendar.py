import secrets

from django.conf import settings
from django.db import models

# Without what is easily mistaken; twenty-six of them make a hundred and thirty bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 26


def new_secret() -> str:
    """An address that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


class CalendarAddress(models.Model):
    """
    Under which address an account's own calendar is read by programs of theirs.

    Whoever knows it reads when and where somebody serves, and no name. Another one
    takes its place whenever the owner wishes; there is none until it is asked for.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="calendar_address",
    )
    secret = models.CharField(max_length=LENGTH, unique=True, default=new_secret)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "calendar addresses"
