"""Who somebody was whose account is closed: sealed, for nobody to use any more."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from volunteers.models.volunteer import DocumentType, Volunteer
from volunteers.sealing import seal, unseal


class ClosedRecord(models.Model):
    """
    That an account or a person's record was closed, and who it was of.

    What identified the person stands here alone, sealed as a whole, until the legal
    term is over (个人信息保护法 art. 47: nothing but kept and protected). Then the row
    goes. ``document_hash`` tells only whether the same document registers again.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="closed_record",
    )
    volunteer = models.OneToOneField(
        Volunteer, on_delete=models.PROTECT, null=True, related_name="closed_record"
    )
    said_sealed = models.BinaryField(editable=False)
    document_type = models.CharField(
        max_length=15, choices=DocumentType.choices, blank=True
    )
    document_hash = models.BinaryField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(volunteer__isnull=False),
                name="closed_record_is_of_somebody",
            )
        ]
        indexes = [
            # Whether a document was registered before.
            models.Index(
                fields=["document_hash"],
                condition=Q(document_hash__isnull=False),
                name="closed_record_by_document",
            ),
            # Whose term is over, oldest first.
            models.Index(fields=["closed_at"], name="closed_record_by_age"),
        ]

    def __str__(self) -> str:
        return f"closed {self.closed_at:%F}"

    @property
    def said(self) -> dict[str, Any]:
        """What identified the person, as plain values."""
        said: dict[str, Any] = json.loads(unseal(self.said_sealed))
        return said

    @said.setter
    def said(self, said: dict[str, Any]) -> None:
        self.said_sealed = seal(json.dumps(said))
