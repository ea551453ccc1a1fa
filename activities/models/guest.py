from django.conf import settings
from django.db import models

from activities.models.activity import Activity
from volunteers.models import Volunteer
from volunteers.models.naming import uuid7


class Guest(models.Model):
    """
    That somebody may sign up for what is for the invited only. It holds no seat:
    nobody is sent anywhere (志愿服务条例 art. 25).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="guests", db_index=False
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="invited_to"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    invited_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "volunteer"], name="guest_is_invited_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} to {self.activity_id}"
