from uuid import UUID

from django.conf import settings
from django.db import models


class MessageQuerySet(models.QuerySet["Message"]):
    def about(self, subject: UUID) -> "MessageQuerySet":
        """The thread on one subject, in the order in which it was said."""
        return self.filter(about=subject).order_by("said_at", "id")


class Message(models.Model):
    """
    Something one account said about a subject, for those who see that subject.

    ``about`` is the subject's id, today a service session's: a room below the
    others cannot name them. Messages are added, never changed.
    """

    about = models.UUIDField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    text = models.TextField(max_length=1000)
    said_at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            # A thread, in the order in which it was said.
            models.Index(fields=["about", "said_at", "id"], name="message_of_thread")
        ]

    def __str__(self) -> str:
        return f"{self.said_at:%F %R}"
