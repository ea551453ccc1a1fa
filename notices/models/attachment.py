from django.db import models

from notices.models.thread import Message
from volunteers.models.naming import uuid7


class Attachment(models.Model):
    """
    A picture or a document that belongs to a message of a thread.

    Whoever may see the message's subject may see it; it has no address of its own.
    """

    class Kind(models.TextChoices):
        """By what it holds, whatever it was called."""

        JPEG = "image/jpeg"
        PNG = "image/png"
        WEBP = "image/webp"
        PDF = "application/pdf"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="attachments"
    )
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"attachment {self.pk}"

    @property
    def is_image(self) -> bool:
        return self.kind != Attachment.Kind.PDF


class AttachmentContent(models.Model):
    """What an attachment holds, apart: lists of attachments never read it."""

    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    content = models.BinaryField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"content of {self.pk}"
