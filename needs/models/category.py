from django.db import models

from activities.models import ServiceField
from volunteers.models.naming import Named


class Category(Named):
    """
    One of the city's 23 kinds of need, and ``other``.

    The flags say what it usually brings: a visit at home, minors, somebody who is
    qualified, danger.
    """

    code = models.SlugField(max_length=20, primary_key=True)
    number = models.PositiveSmallIntegerField(unique=True)
    service_field = models.ForeignKey(
        ServiceField, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at_home = models.BooleanField(default=False)
    with_minors = models.BooleanField(default=False)
    needs_credential = models.BooleanField(default=False)
    hazard = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "categories"
