from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Wanted(models.TextChoices):
    """How often somebody wants to be told by one channel."""

    NEVER = "never", _("Not at all")
    DAILY = "daily", _("Once a day")
    AT_ONCE = "at_once", _("Questions at once, all else once a day")


class Choice(models.Model):
    """
    How an account wants to be told beside the page of notices.

    Who never chose has no row, and is told as the defaults say.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="+",
    )
    email = models.CharField(max_length=7, choices=Wanted.choices, default=Wanted.DAILY)
    sms = models.CharField(max_length=7, choices=Wanted.choices, default=Wanted.NEVER)
    changed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"choice of {self.pk}"
