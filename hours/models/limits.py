import pgtrigger
from django.db import models

from config.history import changes_of
from config.triggers import Guard
from volunteers.models import Organization

# The numbers an organization may set stricter for itself: less of these,
LESS = ("day_minutes_organization", "retro_days_organization", "retro_days_parent")
# and more of these.
MORE = ("notice_working_days_entered",)
STRICTER = (*LESS, *MORE)


class OrganizationLimit(models.Model):
    """
    A number of the city, as an organization holds itself to it from a local date on.

    It binds where it is stricter than the city's of the same day, and only there.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.SlugField(max_length=50, db_index=False)
    holds_from = models.DateField()
    value = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code", "holds_from"],
                name="limit_changes_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(code__in=STRICTER),
                name="limit_is_one_that_organizations_set",
            ),
        ]
        triggers = [
            Guard(
                name="limit_is_no_looser_than_the_citys",
                operation=pgtrigger.Insert | pgtrigger.Update,
                sql="hours/sql/limit_is_no_looser.sql",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} = {self.value} from {self.holds_from}"


class OrganizationLimitEvent(
    changes_of(  # type: ignore[misc]
        OrganizationLimit, "insert", "update", "delete"
    ),
):
    """That an organization set, changed or took away a number of its own, by whom."""
