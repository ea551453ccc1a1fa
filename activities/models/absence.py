from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, Q

from activities.models.sign_up import SignUp
from volunteers.models.naming import uuid7

COUNTED_FOR = timedelta(days=365)


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def counting(self, at: datetime) -> "AbsenceQuerySet":
        """Those of the last twelve months that nobody has excused."""
        since = at - COUNTED_FOR
        return self.filter(excused_at=None, sign_up__starts_at__gt=since)

    def by_person(self, people: list[int]) -> dict[int, int]:
        """How many each of these has; who has none is not there."""
        theirs = self.filter(sign_up__volunteer__in=people)
        counted = theirs.values("sign_up__volunteer").annotate(n=Count("pk"))
        return dict(counted.values_list("sign_up__volunteer", "n"))

    def with_names(self) -> "AbsenceQuerySet":
        return self.select_related(
            "sign_up__volunteer", "sign_up__shift__activity__organization"
        )


class Absence(models.Model):
    """
    That somebody who had a seat did not come, and what they say to it.

    ``marked_by`` is empty where nobody said so, but nobody checked in either. One that
    is excused counts for nothing. It is known to the person and to organizers at whose
    activities the person has a seat, and to nobody else; and forgotten after a year.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sign_up = models.OneToOneField(
        SignUp, on_delete=models.CASCADE, related_name="absence"
    )
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    marked_at = models.DateTimeField()
    words = models.CharField(max_length=300, blank=True, db_default="")
    explained_at = models.DateTimeField(null=True)
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    excused_at = models.DateTimeField(null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(explained_at=None, words="")
                | (Q(explained_at__isnull=False) & ~Q(words="")),
                name="absence_is_explained_in_words",
            ),
            models.CheckConstraint(
                condition=Q(excused_at=None, excused_by=None)
                | Q(
                    excused_at__isnull=False,
                    excused_by__isnull=False,
                    explained_at__isnull=False,
                ),
                name="absence_is_excused_once_it_is_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign_up_id}"

    @property
    def is_explained(self) -> bool:
        return self.explained_at is not None

    @property
    def is_excused(self) -> bool:
        return self.excused_at is not None
