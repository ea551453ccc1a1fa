from django.db import models

from volunteers.models.naming import Named


class ServiceField(Named):
    """A field of service, by the code of the national system (0006: environment)."""

    code = models.CharField(max_length=4, primary_key=True)

    class Meta:
        ordering = ["code"]
