from django.conf import settings
from django.db import models

from volunteers.models import Organization

USED_LAST = ""


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def named(self) -> "SavedViewQuerySet":
        """Those kept under a name."""
        return self.exclude(name=USED_LAST)


class SavedView(models.Model):
    """
    A filter of the desk somebody keeps under a name, for an organization's desk or
    (``organization`` None) the city's. The one without a name is what they narrowed
    that desk by last: it opens so.

    ``query`` is the address of the list without the organization; of no person.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organization", "name"],
                nulls_distinct=False,
                name="view_has_a_name_of_its_own",
            )
        ]

    def __str__(self) -> str:
        return self.name
