from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Collate, Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.triggers import Keep, Refuse
from volunteers.masking import CLOSED_NAME, mask_name
from volunteers.models.organization import Organization
from volunteers.models.place import District, Site
from volunteers.sealing import fingerprint, next_fingerprint, seal, unseal

if TYPE_CHECKING:
    from volunteers.models.identity import Identity
    from volunteers.models.team import Team


class DocumentType(models.TextChoices):
    RESIDENT_ID = "resident_id", _("Resident identity card")
    HK_MACAU_PERMIT = "hk_macau_permit", _("Hong Kong or Macau permit")
    TAIWAN_PERMIT = "taiwan_permit", _("Taiwan permit")
    PASSPORT = "passport", _("Passport")
    OTHER = "other", _("Other document")


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def registered(self) -> "VolunteerQuerySet":
        return self.filter(status=Volunteer.Status.REGISTERED)

    def members_of(self, organization: Organization) -> "VolunteerQuerySet":
        """Whoever belongs to the organization now."""
        # Not a join: a list in order of people keeps to its index.
        belongs = organization.memberships.filter(
            volunteer=OuterRef("pk"), left_on=None
        )
        return self.filter(Exists(belongs))

    def in_team(
        self, team: "Team", *, organization: Organization
    ) -> "VolunteerQuerySet":
        """Whoever is in the team of the organization now."""
        held = organization.memberships.filter(
            volunteer=OuterRef("pk"), places__team=team, places__until=None
        )
        return self.filter(Exists(held))

    def led_by(
        self, leader: "Volunteer | None", *, organization: Organization
    ) -> "VolunteerQuerySet":
        """Whoever is in a team of the organization that the person leads now."""
        if leader is None:
            return self.none()
        going = organization.teams.filter(closed_at=None)
        led = going.filter(
            places__membership__volunteer=leader, places__leads=True, places__until=None
        )
        held = organization.memberships.filter(
            volunteer=OuterRef("pk"), places__team__in=led, places__until=None
        )
        return self.filter(Exists(held))


class Volunteer(models.Model):
    """
    A registered person who serves (志愿服务条例 art. 6–7).

    Known to others by the number, never by the document. A volunteer may have
    no account: a station or organization then acts for the person.
    """

    class Status(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        SUSPENDED = "suspended", _("Suspended")
        CLOSED = "closed", _("Closed")

    # Compared byte by byte: one index knows it whole and finds how it begins.
    number = models.CharField(max_length=18, db_collation="C")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteer",
    )
    name = models.CharField(max_length=50)
    # In pinyin; compared byte by byte, so that an index finds how they begin.
    initials = models.CharField(
        max_length=50, default="", db_default="", db_collation="C", editable=False
    )
    document_type = models.CharField(max_length=15, choices=DocumentType.choices)
    # Of a closed record, in ``ClosedRecord`` alone, or erased.
    document_sealed = models.BinaryField(null=True, editable=False)
    document_hash = models.BinaryField(null=True, editable=False)
    # While the hash key is changed.
    document_hash_next = models.BinaryField(null=True, editable=False)
    document_last4 = models.CharField(max_length=4, blank=True, editable=False)
    phone_sealed = models.BinaryField(null=True, editable=False)
    phone_hash = models.BinaryField(null=True, editable=False)
    phone_last4 = models.CharField(max_length=4, blank=True, editable=False)
    birth_date = models.DateField()
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="volunteers", db_index=False
    )
    home_site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteers",
        db_index=False,
    )
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.REGISTERED
    )
    registered_at = models.DateTimeField(db_default=Now())
    # The record of the same person that goes on, where this one was given up.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        db_index=False,
    )
    # Whose earlier record is closed: hours before this are that record's.
    counts_from = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], name="number_is_given_to_one_volunteer"
            ),
            models.UniqueConstraint(
                fields=["document_type", "document_hash"],
                name="document_registers_one_volunteer",
            ),
            models.UniqueConstraint(
                fields=["document_type", "document_hash_next"],
                condition=Q(document_hash_next__isnull=False),
                name="document_registers_one_volunteer_by_next_key",
            ),
            models.CheckConstraint(
                condition=Q(document_hash_next=None) | Q(document_hash__isnull=False),
                name="forgotten_document_is_forgotten_by_next_key",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(status="closed"),
                name="merged_record_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(status="closed")
                | Q(document_sealed__isnull=False, document_hash__isnull=False),
                name="volunteer_is_known_by_a_document",
            ),
        ]
        indexes = [
            # Finds people who may be the same: "same name, birth date and phone".
            models.Index(fields=["phone_hash"], name="volunteer_by_phone"),
            # The searches for people: how the initials or the name begin, and the
            # phone's last digits, each page in the order of its index.
            models.Index(fields=["initials", "id"], name="volunteer_by_initials"),
            models.Index(Collate("name", "C"), "id", name="volunteer_by_name"),
            models.Index(fields=["phone_last4", "id"], name="volunteer_by_last_digits"),
            # The records that were given up for one that goes on.
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="volunteer_merged_into",
            ),
        ]
        triggers = [
            Keep(
                name="registered_counts_grow",
                operation=pgtrigger.Insert,
                new="now_known",
                sql=[
                    "volunteers/sql/registered_counts_grow.sql",
                    "volunteers/sql/registered_months_grow.sql",
                ],
            ),
            Keep(
                name="registered_counts_move",
                operation=pgtrigger.Update,
                old="before",
                new="after",
                sql=[
                    "volunteers/sql/registered_counts_move.sql",
                    "volunteers/sql/registered_months_move.sql",
                ],
            ),
            Refuse(name="volunteer_is_never_deleted", operation=pgtrigger.Delete),
            Refuse(
                name="merged_record_stays_given_up",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.merged_into_id IS NOT NULL"
                    " AND (OLD.merged_into_id, OLD.status)"
                    " IS DISTINCT FROM (NEW.merged_into_id, NEW.status)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def masked_name(self) -> str:
        if self.name == CLOSED_NAME:
            return gettext("Closed record")
        return mask_name(self.name)

    @property
    def identity(self) -> "Identity":
        """How sure the city is of who this is, by the latest look."""
        from volunteers.models.identity import Identity

        latest = self.identity_checks.first()
        return Identity(latest.state) if latest else Identity.UNVERIFIED

    @property
    def is_registered(self) -> bool:
        return self.status == self.Status.REGISTERED

    @property
    def goes_on_as(self) -> "Volunteer":
        """The record of the person that is in use: this one, unless it was given up."""
        record = self
        while record.merged_into:
            record = record.merged_into
        return record

    @cached_property
    def all_records(self) -> list[int]:
        """The keys of this record and of those given up for it, also one by one."""
        return list(records_given_up_for([self.pk]))

    @property
    def is_closed(self) -> bool:
        """Whether the person has left; a record merged into another goes on there."""
        return self.status == self.Status.CLOSED and self.merged_into_id is None

    @property
    def document_number(self) -> str:
        """The number of the document, empty where a closed record has none."""
        return unseal(self.document_sealed) if self.document_sealed else ""

    @document_number.setter
    def document_number(self, number: str) -> None:
        self.document_sealed = seal(number)
        self.document_hash = fingerprint(number)
        self.document_hash_next = next_fingerprint(number)
        self.document_last4 = number[-4:]

    @property
    def phone(self) -> str:
        """The phone number as +86…, empty where none is known."""
        return unseal(self.phone_sealed) if self.phone_sealed else ""

    @phone.setter
    def phone(self, number: str) -> None:
        self.phone_sealed = seal(number)
        self.phone_hash = fingerprint(number)
        self.phone_last4 = number[-4:]


def records_given_up_for(people: Collection[int]) -> dict[int, int]:
    """The keys of these records and of those given up for them: for which of these."""
    latest = {pk: pk for pk in people}
    found = dict(latest)
    while latest:
        given_up = Volunteer.objects.filter(merged_into__in=list(latest))
        rows = given_up.order_by("pk").values_list("pk", "merged_into")
        latest = {pk: latest[into] for pk, into in rows if into}
        found |= latest
    return found


class NumberSeries(models.Model):
    """The last serial given out to volunteers of one area in one month."""

    area = models.CharField(max_length=6)
    month = models.CharField(max_length=4)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "number series"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month"], name="numbers_of_a_month_are_one_series"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}-{self.month}"
