from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notices.models.notice import Notice
from volunteers.models.naming import uuid7


class Digest(models.Model):
    """The messages of one local day: they tell what was noted in (since, until]."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField()
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["day"], name="day_has_one_digest")
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, at: datetime) -> "DeliveryQuerySet":
        """Those whose turn has come, the longest waiting first."""
        waiting = self.filter(state=Delivery.State.DUE, due_at__lte=at)
        return waiting.order_by("due_at", "pk")


class Delivery(models.Model):
    """
    A message to be sent: a day's digest, or one question at once, by one channel.

    ``trying`` is what was about to be handed over. Who died then leaves it so, and
    nobody tries again, for it may have arrived.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("SMS")

    class State(models.TextChoices):
        DUE = "due", _("Due")
        TRYING = "trying", _("Handed over, without an answer")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Not taken")
        # It was read meanwhile, or nobody is there to tell.
        NEEDLESS = "needless", _("Not needed any more")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    channel = models.CharField(max_length=5, choices=Channel.choices)
    digest = models.ForeignKey(
        Digest, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.DUE)
    due_at = models.DateTimeField()

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__isnull=False, notice=None)
                | Q(digest=None, notice__isnull=False),
                name="delivery_is_of_a_digest_or_a_notice",
            ),
            # Both find what is deleted together with a digest or a notice, too.
            models.UniqueConstraint(
                fields=["digest", "recipient", "channel"],
                name="digest_goes_out_once_by_each_channel",
            ),
            models.UniqueConstraint(
                fields=["notice", "channel"],
                name="notice_goes_out_once_by_each_channel",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state="due"), name="delivery_due"
            ),
            models.Index(fields=["recipient", "-id"], name="delivery_to_account"),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Attempt(models.Model):
    """
    That a message was handed to a gateway; committed before it is.

    ``outcome`` is unknown until the gateway has said something, and stays so if it
    never did.
    """

    class Outcome(models.TextChoices):
        UNKNOWN = "unknown"
        TAKEN = "taken"
        REFUSED = "refused"

    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="attempts"
    )
    at = models.DateTimeField()
    outcome = models.CharField(
        max_length=7, choices=Outcome.choices, default=Outcome.UNKNOWN
    )
    why = models.CharField(max_length=50, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at:%F %R} {self.outcome}"
