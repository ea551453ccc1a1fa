"""What an organization says of itself, and what was said before the city decided."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.models.organization import Organization
from volunteers.models.organization_states import Act, OrganizationStatus
from volunteers.sealing import seal, unseal

# The codes of the national system; their names belong to the activities.
SERVICE_FIELD_CODES = (*(f"{n:04d}" for n in range(1, 21)), "0099")


class UnitType(models.TextChoices):
    """What kind of unit stands behind it, as the national system asks."""

    GOVERNMENT = "government", _("Party or state organ")
    INSTITUTION = "institution", _("Public institution")
    MASS_ORGANIZATION = "mass", _("Mass organization")
    ASSOCIATION = "association", _("Social association")
    SERVICE_AGENCY = "agency", _("Social service agency")
    FOUNDATION = "foundation", _("Foundation")
    RESIDENTS = "residents", _("Residents' committee")
    VILLAGERS = "villagers", _("Villagers' committee")
    STATE_COMPANY = "state_company", _("State-owned company")
    COMPANY = "company", _("Private company")
    SCHOOL = "school", _("School or university")
    OTHER = "other", _("Other")


class Profile(models.Model):
    """
    Who answers for an organization and what it is for (志愿服务条例 art. 7, 8).

    The contact's phone is sealed; it and the names are public only where the
    organization says so.
    """

    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, primary_key=True
    )
    unit_type = models.CharField(max_length=13, choices=UnitType.choices, blank=True)
    purpose = models.TextField(max_length=500, blank=True)
    service_fields = ArrayField(models.CharField(max_length=4), default=list)
    address = models.CharField(max_length=200, blank=True)
    person_in_charge = models.CharField(max_length=50, blank=True)
    contact_name = models.CharField(max_length=50, blank=True)
    phone_sealed = models.BinaryField(null=True, editable=False)
    shows_person = models.BooleanField(default=False)
    shows_contact = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(service_fields__contained_by=list(SERVICE_FIELD_CODES)),
                name="organization_serves_in_known_fields",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}"

    @property
    def contact_phone(self) -> str:
        """The phone number as +86…, empty where none was given."""
        return unseal(self.phone_sealed) if self.phone_sealed else ""

    @contact_phone.setter
    def contact_phone(self, number: str) -> None:
        self.phone_sealed = seal(number) if number else None


class OrganizationStep(models.Model):
    """
    One thing done to an organization: when, by whom, with which words.

    All of them are its history, and those with words the thread between the city
    and the applicant. ``by`` is nobody where the calendar did it. Added, never
    changed.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    act = models.CharField(max_length=15, choices=Act.choices)
    old = models.CharField(max_length=9, choices=OrganizationStatus.choices, blank=True)
    new = models.CharField(max_length=9, choices=OrganizationStatus.choices)
    words = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            # An organization's history, in order.
            models.Index(fields=["organization", "at", "id"], name="step_of_history")
        ]
        triggers = [
            Refuse(
                name="organization_step_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %R} {self.act}"


class Filing(models.Model):
    """
    An organization's data stated anew, to change it or for another year.

    ``said_sealed`` is what the form took, as JSON; it holds once staff accept it.
    """

    class Purpose(models.TextChoices):
        CHANGE = "change", _("Change of data")
        RENEWAL = "renewal", _("Yearly renewal")

    class State(models.TextChoices):
        WAITING = "waiting", _("Under review")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Not accepted")

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="filings"
    )
    purpose = models.CharField(max_length=7, choices=Purpose.choices)
    said_sealed = models.BinaryField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state="waiting"),
                name="organization_files_one_thing_at_a_time",
            )
        ]
        indexes = [
            # The city's queue.
            models.Index(
                fields=["said_at", "id"],
                condition=Q(state="waiting"),
                name="filing_waiting",
            )
        ]
        triggers = [
            Refuse(
                name="filing_is_decided_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state <> 'waiting'"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.organization_id}"


class Draft(models.Model):
    """What somebody has typed of an application so far: sealed JSON, theirs alone."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True
    )
    said_sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id}"
