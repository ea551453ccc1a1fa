import uuid

import uuid_utils
from django.db import models
from django.utils.translation import get_language


def uuid7() -> uuid.UUID:
    """A new id that sorts by time, so that indexes grow at one end."""
    return uuid.UUID(bytes=uuid_utils.uuid7().bytes)


class Named(models.Model):
    """Something with a Chinese name and, where there is one, an English name."""

    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=150, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if get_language() == "en" and self.name_en else self.name
