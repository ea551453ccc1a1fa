"""A file of people an organization invites, or who have agreed on paper."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from volunteers.models.naming import uuid7
from volunteers.models.organization import Organization
from volunteers.sealing import seal, unseal


class MemberList(models.Model):
    """
    Numbers and names that somebody brought: read, looked at, then carried out.

    Its rows are sealed and go with the act; a list left lying goes after a day.
    With ``agreed_on`` the organization keeps a paper of that local date for each.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="member_lists",
        db_index=False,
    )
    name = models.CharField(max_length=200)
    agreed_on = models.DateField(null=True)
    rows_sealed = models.BinaryField(null=True, editable=False)
    good = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    added = models.PositiveIntegerField(default=0)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    brought_at = models.DateTimeField()
    loaded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(loaded_at=None) | Q(rows_sealed=None),
                name="loaded_member_list_keeps_no_rows",
            )
        ]
        indexes = [
            models.Index(
                fields=["organization", "-id"], name="member_list_of_organization"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Line, number and name as written, and the code of what is wrong."""
        if not self.rows_sealed:
            return []
        rows: list[dict[str, Any]] = json.loads(unseal(self.rows_sealed))
        return rows

    @rows.setter
    def rows(self, rows: list[dict[str, Any]]) -> None:
        self.rows_sealed = seal(json.dumps(rows))
