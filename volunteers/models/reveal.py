"""Who looked at whose personal data, and why. Added, never changed."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.models.appointment import Role
from volunteers.models.organization import Organization
from volunteers.models.place import Site
from volunteers.models.volunteer import Volunteer


class Kind(models.TextChoices):
    """What is masked until somebody asks for it with a reason."""

    NAME = "name", _("Whole name")
    PHONE = "phone", _("Phone")
    BIRTH_DATE = "birth_date", _("Date of birth")
    DOCUMENT = "document", _("Document number")


class Reason(models.TextChoices):
    """What personal data is looked at for."""

    CONTACT = "contact", _("To reach the person about service")
    IDENTITY = "identity", _("To check who the person is")
    RECORD = "record", _("To put the record right")
    EMERGENCY = "emergency", _("An emergency")
    ASKED = "asked", _("The person asked for it")
    DOUBT = "doubt", _("To look into a doubt about hours")
    OTHER = "other", _("Another reason")


# PIPL art. 56: what was done with sensitive data stays on record for three years.
KEPT = pgtrigger.Condition("OLD.at > now() - interval '3 years'")


class Look(models.Model):
    """Somebody in an office looked; ``page`` is the path they came from."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    page = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Reveal(Look):
    """That the holder of an office saw somebody's data unmasked."""

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="reveals", db_index=False
    )
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    kinds = ArrayField(models.CharField(max_length=10, choices=Kind.choices))
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.CharField(max_length=200, blank=True)
    age = models.PositiveSmallIntegerField()  # completed years of the person, then

    class Meta:
        default_permissions = ()
        indexes = [
            # Who looked at somebody's data, newest first.
            models.Index(fields=["volunteer", "-at"], name="reveal_of_volunteer")
        ]
        triggers = [
            Refuse(name="reveal_is_never_changed", operation=pgtrigger.Update),
            Refuse(
                name="reveal_is_kept_three_years",
                operation=pgtrigger.Delete,
                condition=KEPT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %R} {', '.join(self.kinds)}"


class PeopleSearch(Look):
    """
    That somebody looked for people by a name or phone.

    What was typed is kept as a keyed hash and masked. From the hash a person can
    tell whether it finds them (``volunteers.searches``); nobody reads a name in it.
    """

    class Way(models.TextChoices):
        NAME = "name", _("by name")
        INITIALS = "initials", _("by initials")
        LAST_DIGITS = "phone_last4", _("by the last digits of the phone")
        PHONE = "phone_hash", _("by the whole phone number")

    way = models.CharField(max_length=11, choices=Way.choices)
    term_print = models.BinaryField(max_length=32)
    masked = models.CharField(max_length=20)

    class Meta:
        default_permissions = ()
        indexes = [
            # The searches that find somebody, newest first.
            models.Index(fields=["term_print", "-at"], name="search_by_print")
        ]
        triggers = [
            Refuse(name="people_search_is_never_changed", operation=pgtrigger.Update),
            Refuse(
                name="people_search_is_kept_three_years",
                operation=pgtrigger.Delete,
                condition=KEPT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %R} {self.way}"
