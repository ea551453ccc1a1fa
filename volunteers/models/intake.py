from django.conf import settings
from django.db import models


class Intake(models.Model):
    """
    That somebody registered the people of a file, and vouches for their consent.

    The counts are of rows: ``rows`` = ``added`` + ``known`` + ``bad``. Whoever was
    added has ``loaded_at`` as the moment of registration.
    """

    name = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)
    consent_version = models.CharField(max_length=20)
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="intakes"
    )
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
