import pgtrigger
from django.db import models

from config.triggers import Refuse
from needs.models.need import Need
from volunteers.models import Site
from volunteers.models.reveal import KEPT, Look


class ContactLook(Look):
    """That somebody saw the name, phone and address of whoever asked."""

    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="looks", db_index=False
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        default_permissions = ()
        indexes = [
            # Who looked, the latest first.
            models.Index(fields=["need", "-at"], name="look_at_need")
        ]
        triggers = [
            Refuse(name="contact_look_is_never_changed", operation=pgtrigger.Update),
            Refuse(
                name="contact_look_is_kept_three_years",
                operation=pgtrigger.Delete,
                condition=KEPT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %R}"
