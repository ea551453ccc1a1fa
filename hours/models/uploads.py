from datetime import datetime

from django.conf import settings
from django.db import models

from config.models import Job
from hours.models.imports import Import
from volunteers.models import Organization
from volunteers.models.naming import uuid7


class UploadQuerySet(models.QuerySet["Upload"]):
    def newest_first(self) -> "UploadQuerySet":
        return self.order_by("-id")

    def unread(self, since: datetime) -> "UploadQuerySet":
        """Those sent since then that are no import, yet or ever."""
        return self.filter(imported=None, created_at__gte=since)


class Upload(models.Model):
    """
    A file too long to be read at once, on its way to becoming an import.

    Its content is in the database, for the worker may run on another machine, and
    only until it has been read. ``problem`` says by language why it could not be.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=200)
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    imported = models.ForeignKey(
        Import, on_delete=models.CASCADE, null=True, related_name="+"
    )
    problem = models.JSONField(null=True)
    created_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            # What an organization has sent in, newest first.
            models.Index(fields=["organization", "-id"], name="upload_of_organization"),
            # What upkeep looks for, oldest first.
            models.Index(fields=["created_at"], name="upload_by_age"),
        ]

    def __str__(self) -> str:
        return self.name


class UploadPiece(models.Model):
    """Some bytes of an upload; ``place`` is their order."""

    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="pieces", db_index=False
    )
    place = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "place"], name="upload_has_each_piece_once"
            )
        ]
