import pgtrigger
from django.db import models
from django.db.models import Q

from config.triggers import Refuse
from needs.models.need import Need
from volunteers.models.naming import uuid7


class Photo(models.Model):
    """
    A picture of what is needed, or of what was done about it.

    Whoever may read the words of the need may see it, and it is forgotten with them.
    ``round`` says at which time it was done; none is of what came with the report.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    need = models.ForeignKey(
        Need, on_delete=models.PROTECT, related_name="photos", db_index=False
    )
    round = models.PositiveSmallIntegerField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(round=None) | Q(round__gte=1),
                name="photo_is_of_the_need_or_of_a_time",
            )
        ]
        indexes = [models.Index(fields=["need", "id"], name="photo_of_need")]
        triggers = [
            Refuse(name="photo_is_never_another", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"photo {self.pk}"


class PhotoContent(models.Model):
    """What a photo shows, large and small, as JPEG; apart, so that no list reads it."""

    photo = models.OneToOneField(
        Photo, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    large = models.BinaryField()
    small = models.BinaryField()

    class Meta:
        default_permissions = ()
        triggers = [
            Refuse(name="photo_shows_what_it_showed", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"content of {self.pk}"
