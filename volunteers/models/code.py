from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a code is good for; the label completes “your code for …”."""

    SIGN_IN = "sign_in", _("signing in")
    CONFIRM = "confirm", _("confirming that it is you")
    RESET = "reset", _("a new password")
    CHANGE = "change", _("a new phone number or e-mail address")
    REGISTER = "register", _("registering")
    GUARDIAN = "guardian", _("agreeing as a guardian")
    CLAIM = "claim", _("taking over your record")
    NEED = "need", _("reporting or rating a need")


class Code(models.Model):
    """
    Six digits sent to a phone or e-mail address, to prove that it is one's own.

    Both are kept as keyed hashes only. ``volunteers.codes`` sends and takes them.
    """

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    to_hash = models.BinaryField(max_length=32)
    code_hash = models.BinaryField(max_length=32)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["to_hash", "purpose"], name="code_sent_to")]

    def __str__(self) -> str:
        return f"code {self.pk} for {self.purpose}"
