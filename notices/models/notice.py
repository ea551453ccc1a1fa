from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from volunteers.models import Account


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, account: "Account") -> "NoticeQuerySet":
        return self.filter(recipient=account)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)

    def newest_first(self) -> "NoticeQuerySet":
        return self.order_by("-pk")


class Notice(models.Model):
    """
    That an account is told of something that happened, once.

    It is written in the transaction of the act that causes it, and worded when it is
    read or sent, in the reader's language: ``event`` is a code of ``notices.events``,
    ``subject`` the id of what it happened to, and ``data`` numbers that are the
    reader's own.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    event = models.SlugField(max_length=30, db_index=False)
    subject = models.UUIDField()
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "event", "subject", "at"],
                name="notice_is_written_once",
            )
        ]
        indexes = [
            # The page of notices, newest first.
            models.Index(fields=["recipient", "-id"], name="notice_of_account"),
            # The number in the frame of every page.
            models.Index(
                fields=["recipient"],
                condition=Q(read_at__isnull=True),
                name="notice_unread",
            ),
            # What is past its term, and what a day's message tells.
            models.Index(fields=["at"], name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"
