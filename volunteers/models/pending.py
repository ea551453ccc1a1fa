import json
import uuid
from datetime import datetime
from typing import Any

from django.db import models

from volunteers.sealing import seal, unseal


class PendingRegistrationQuerySet(models.QuerySet["PendingRegistration"]):
    def alive(self, at: datetime) -> "PendingRegistrationQuerySet":
        return self.filter(expires_at__gt=at)


class PendingRegistration(models.Model):
    """
    What somebody has said of themselves, until they have proved their phone or e-mail.

    Sealed as a whole, the password hashed before; kept half an hour. The id is known
    to whoever sent the form, and to nobody else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    said_sealed = models.BinaryField(editable=False)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = PendingRegistrationQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(unseal(self.said_sealed))
        return said

    @said.setter
    def said(self, said: dict[str, Any]) -> None:
        self.said_sealed = seal(json.dumps(said))
