import pgtrigger
from django.conf import settings
from django.db import models

from config.triggers import Refuse
from hours.models.session import Session
from hours.models.states import Status
from volunteers.models import Volunteer


class Move(models.Model):
    """
    A step in a session's life that posted nothing: rejected, asked, answered.

    Together with the entries it is the session's history. Added, never changed.
    """

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="moves", db_index=False
    )
    old = models.CharField(max_length=9, choices=Status.choices)
    new = models.CharField(max_length=9, choices=Status.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()
    reason_code = models.SlugField(max_length=30, blank=True, db_index=False)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            # A session's history.
            models.Index(fields=["session"], name="move_of_session")
        ]
        triggers = [
            Refuse(
                name="move_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
