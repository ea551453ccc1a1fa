"""What stands before a membership: that somebody asks to join, or is invited."""

import secrets
from datetime import datetime
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.models.account import Account
from volunteers.models.naming import uuid7
from volunteers.models.organization import Organization
from volunteers.models.volunteer import Volunteer
from volunteers.sealing import fingerprints

# Without what is easily mistaken on paper; twenty of them make a hundred bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 20


def _account(**more: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        **more,
    )


def _organization(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name=name, db_index=False
    )


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> "JoinRequestQuerySet":
        return self.filter(state=JoinRequest.State.WAITING)


class JoinRequest(models.Model):
    """
    That a volunteer asks to join an organization; its administrators decide once.

    ``words`` are the volunteer's, ``reason`` is what the organization answers.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for the organization")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        related_name="join_requests",
        db_index=False,
    )
    organization = _organization("join_requests")
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    asked_by = _account()
    asked_at = models.DateTimeField()
    decided_by = _account(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "organization"],
                condition=Q(state="waiting"),
                name="volunteer_asks_to_join_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="join_request_says_when_it_was_decided",
            ),
        ]
        indexes = [
            # Ids sort by time: whoever asked first comes first.
            models.Index(
                fields=["organization", "id"],
                condition=Q(state="waiting"),
                name="join_request_waiting",
            ),
            models.Index(fields=["volunteer", "-id"], name="join_request_of_volunteer"),
        ]
        triggers = [
            Refuse(
                name="join_request_is_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'waiting' AND NEW.state IS DISTINCT FROM OLD.state"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} to {self.organization_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def was_declined(self) -> bool:
        return self.state == self.State.DECLINED


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        return self.filter(state=Invitation.State.WAITING)

    def open_at(self, at: datetime) -> "InvitationQuerySet":
        """Those that can still be answered."""
        return self.waiting().filter(expires_at__gt=at)

    def for_account(self, account: Account) -> "InvitationQuerySet":
        """Those for its person and their wards, or for the phone it has proved."""
        from volunteers.permissions import people_of

        mine = Q()
        if people := people_of(account):
            mine |= Q(volunteer__in=people)
        if account.phone:
            mine |= Q(phone_hash__in=fingerprints(account.phone))
        return self.filter(mine) if mine else self.none()


class Invitation(models.Model):
    """
    That an organization invites somebody, by volunteer number or by phone.

    Of a phone its keyed hash is kept and the last digits, so that the organization
    knows whom it invited; whether anybody is registered with it, nobody is told.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        REVOKED = "revoked", _("Taken back")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = _organization("invitations")
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        null=True,
        related_name="invitations",
        db_index=False,
    )
    phone_hash = models.BinaryField(max_length=32, null=True, editable=False)
    # While the hash key is changed.
    phone_hash_next = models.BinaryField(max_length=32, null=True, editable=False)
    phone_last4 = models.CharField(max_length=4, blank=True, editable=False)
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_by = _account(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(volunteer__isnull=False, phone_hash=None)
                | Q(volunteer=None, phone_hash__isnull=False),
                name="invitation_is_for_one_person_or_phone",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None)
                | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="invitation_says_when_it_was_answered",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "organization"],
                condition=Q(state="waiting"),
                name="volunteer_is_invited_once",
            ),
            models.UniqueConstraint(
                fields=["phone_hash", "organization"],
                condition=Q(state="waiting"),
                name="phone_is_invited_once",
            ),
            models.UniqueConstraint(
                fields=["phone_hash_next", "organization"],
                condition=Q(state="waiting", phone_hash_next__isnull=False),
                name="phone_is_invited_once_by_next_key",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organization", "-id"], name="invitation_of_organization"
            )
        ]
        triggers = [
            Refuse(
                name="invitation_is_answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state <> 'waiting' AND NEW.state IS DISTINCT FROM OLD.state"
                ),
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def is_open(self, at: datetime) -> bool:
        """Whether it can still be answered; ``open_at`` says it of many."""
        return self.state == self.State.WAITING and self.expires_at > at


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


class InvitationLinkQuerySet(models.QuerySet["InvitationLink"]):
    def open_at(self, at: datetime) -> "InvitationLinkQuerySet":
        """Those by which somebody can still join."""
        left = Q(used__lt=models.F("most"))
        return self.filter(left, revoked_at=None, expires_at__gt=at)


class InvitationLink(models.Model):
    """
    A random code that lets a class or a village join, until a moment, up to so many.

    Kept in the clear: it opens nothing but the question whether one would join.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = _organization("invitation_links")
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, unique=True)
    name = models.CharField(max_length=50)
    most = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = _account(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(used__lte=models.F("most")),
                name="link_is_used_as_often_as_it_says",
            )
        ]
        indexes = [
            models.Index(fields=["organization", "-id"], name="link_of_organization")
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"

    def is_open(self, at: datetime) -> bool:
        """Whether somebody can still join by it; ``open_at`` says it of many."""
        still = self.revoked_at is None and self.expires_at > at
        return still and self.used < self.most
