from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower, Now
from knox.models import AbstractAuthToken, AuthTokenManager

from volunteers.identifiers import Malformed, read_phone
from volunteers.sealing import (
    fingerprint,
    fingerprints,
    next_fingerprint,
    seal,
    unseal,
)

if TYPE_CHECKING:
    from volunteers.models.appointment import Appointment
    from volunteers.models.volunteer import Volunteer


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, *, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(**fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, **fields: Any) -> "Account":
        return self.create_user(is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Account":
        """
        The account that signs in as ``username``: a phone, e-mail or user name.

        :raises Account.DoesNotExist: if nobody does
        """
        login = (username or "").strip()
        # Each is looked up in its own index; "iexact" would read all accounts.
        named = Q(username=login) | Q(lower_email=Lower(Value(login)))
        with suppress(Malformed):
            named |= Q(phone_hash__in=fingerprints(read_phone(login)))
        return self.alias(lower_email=Lower("email")).get(named)


class Account(AbstractBaseUser, PermissionsMixin):
    """
    Someone who signs in, by phone, e-mail or user name.

    The person who serves is a ``Volunteer``; an account has at most one.
    """

    username = models.CharField(max_length=50, null=True, blank=True)
    email = models.EmailField(null=True, blank=True)
    phone_sealed = models.BinaryField(null=True, editable=False)
    phone_hash = models.BinaryField(null=True, unique=True, editable=False)
    # While the hash key is changed.
    phone_hash_next = models.BinaryField(null=True, editable=False)
    phone_last4 = models.CharField(max_length=4, blank=True, editable=False)
    language = models.CharField(max_length=7, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    volunteer: "Volunteer"
    # Read once, see ``volunteers.permissions``.
    appointments_today: "list[Appointment] | None" = None

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["username"], name="user_name_signs_in_one_account"
            ),
            models.UniqueConstraint(Lower("email"), name="email_signs_in_one_account"),
            models.UniqueConstraint(
                fields=["phone_hash_next"],
                condition=Q(phone_hash_next__isnull=False),
                name="phone_signs_in_one_account_by_next_key",
            ),
            models.CheckConstraint(
                condition=Q(username__isnull=False)
                | Q(email__isnull=False)
                | Q(phone_hash__isnull=False),
                name="account_can_sign_in_by_something",
            ),
            # A name that looks like another's phone or e-mail would sign in as it.
            models.CheckConstraint(
                condition=Q(username__isnull=True)
                | Q(username__regex=r"^[A-Za-z_][A-Za-z0-9_.-]*$"),
                name="user_name_is_no_phone_and_no_email",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(
                    email=None,
                    phone_sealed=None,
                    phone_hash=None,
                    phone_hash_next=None,
                    is_active=False,
                    is_staff=False,
                    is_superuser=False,
                ),
                name="closed_account_reaches_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.username or f"account {self.pk}"

    @property
    def phone(self) -> str:
        """The phone number as +86…, empty where none is known."""
        return unseal(self.phone_sealed) if self.phone_sealed else ""

    @phone.setter
    def phone(self, number: str) -> None:
        self.phone_sealed = seal(number)
        self.phone_hash = fingerprint(number)
        self.phone_hash_next = next_fingerprint(number)
        self.phone_last4 = number[-4:]

    @property
    def as_volunteer(self) -> "Volunteer | None":
        """The person behind the account, where that person is registered."""
        return getattr(self, "volunteer", None)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def needs_second_factor(self) -> bool:
        """Whether this account opens nothing without a second factor."""
        from volunteers.permissions import needs_second_factor

        return needs_second_factor(self)

    @property
    def login(self) -> str:
        """What the account signs in as: user name, phone or e-mail address."""
        return self.username or self.phone or self.email or ""

    @property
    def reached_at(self) -> str:
        """Where codes for the account go: its phone, else its e-mail address."""
        return self.phone or self.email or ""

    @property
    def display_name(self) -> str:
        person = self.as_volunteer
        return person.name if person else str(self)

    @property
    def masked_name(self) -> str:
        """As others read it; a user name is no personal name."""
        person = self.as_volunteer
        return person.masked_name if person else str(self)


class Token(AbstractAuthToken):
    """What an API client signs in with; its scopes are all it may do."""

    scopes = ArrayField(models.CharField(max_length=10), default=list)

    objects = AuthTokenManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__contained_by=["read", "log", "decide"]),
                name="token_scopes_are_known",
            )
        ]
