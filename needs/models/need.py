import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from config.triggers import Refuse
from needs.models.category import Category
from needs.models.words import Channel, Kind, Proxy
from volunteers.masking import mask_name, mask_phone_end
from volunteers.models import Site
from volunteers.models.naming import uuid7
from volunteers.sealing import fingerprint, fingerprints, seal, unseal

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so that they make no word


class NeedQuerySet(models.QuerySet["Need"]):
    def of_phone(self, phone: str) -> "NeedQuerySet":
        """Those whose contact is reached at the number (+86…)."""
        return self.filter(contact_phone_hash__in=fingerprints(phone))

    def known(self) -> "NeedQuerySet":
        """Those of which it is still known who asked."""
        return self.filter(forgotten_at=None)


class Need(models.Model):
    """
    What somebody asks for, and where they are reached (点单).

    The ``reference`` is public: the local date and eight letters. Name, phone,
    address and beneficiary are sealed; ``area`` says roughly where, as far as the
    person wants. What was said never changes; in the end it is forgotten. Where it
    stands is its ``order``'s.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(max_length=16, unique=True, db_collation="C")
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="needs", db_index=False
    )
    kind = models.CharField(max_length=4, choices=Kind.choices, default=Kind.NEED)
    text = models.CharField(max_length=500)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="needs")
    area = models.CharField(max_length=100, blank=True)
    urgent = models.BooleanField(default=False)
    wished_on = models.DateField(null=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    proxy = models.CharField(max_length=5, choices=Proxy.choices, blank=True)
    contact_name_sealed = models.BinaryField(null=True, editable=False)
    contact_phone_sealed = models.BinaryField(null=True, editable=False)
    contact_phone_hash = models.BinaryField(null=True, editable=False)
    contact_phone_last4 = models.CharField(max_length=4, blank=True, editable=False)
    address_sealed = models.BinaryField(null=True, editable=False)
    beneficiary_sealed = models.BinaryField(null=True, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    submitted_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reference__regex=rf"^[0-9]{{8}}[{LETTERS}]{{8}}$"),
                name="need_is_known_by_a_day_and_eight_letters",
            ),
            models.CheckConstraint(
                condition=Q(
                    forgotten_at=None,
                    contact_name_sealed__isnull=False,
                    contact_phone_sealed__isnull=False,
                    contact_phone_hash__isnull=False,
                )
                | Q(
                    forgotten_at__isnull=False,
                    contact_name_sealed=None,
                    contact_phone_sealed=None,
                    contact_phone_hash=None,
                    contact_phone_last4="",
                    address_sealed=None,
                    beneficiary_sealed=None,
                    text="",
                    area="",
                ),
                name="need_is_forgotten_wholly",
            ),
        ]
        indexes = [
            # What was asked for from one phone.
            models.Index(fields=["contact_phone_hash"], name="need_by_phone"),
            # What is still known, the oldest first.
            models.Index(
                fields=["submitted_at"],
                condition=Q(forgotten_at=None),
                name="need_to_forget",
            ),
        ]
        triggers = [
            Refuse(
                name="need_is_never_another",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "ROW(OLD.id, OLD.reference, OLD.category_id, OLD.kind, OLD.site_id,"
                    " OLD.urgent, OLD.wished_on, OLD.channel, OLD.proxy,"
                    " OLD.taken_by_id, OLD.submitted_at) IS DISTINCT FROM"
                    " ROW(NEW.id, NEW.reference, NEW.category_id, NEW.kind,"
                    " NEW.site_id, NEW.urgent, NEW.wished_on, NEW.channel, NEW.proxy,"
                    " NEW.taken_by_id, NEW.submitted_at)"
                    " OR (NEW.forgotten_at IS NULL"
                    " AND ROW(OLD.text, OLD.area) IS DISTINCT FROM"
                    " ROW(NEW.text, NEW.area))"
                ),
            ),
            Refuse(name="need_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def number(self) -> str:
        """The reference as people read it: 20261130-KXMP-QRTV."""
        return f"{self.reference[:8]}-{self.reference[8:12]}-{self.reference[12:]}"

    @property
    def is_wish(self) -> bool:
        return self.kind == Kind.WISH

    @property
    def is_forgotten(self) -> bool:
        """Whether it is not known any more who asked for what."""
        return self.forgotten_at is not None

    @property
    def masked_name(self) -> str:
        return mask_name(self.contact_name) if self.contact_name else ""

    @property
    def masked_phone(self) -> str:
        return mask_phone_end(self.contact_phone_last4)

    # Sealed

    @property
    def contact_name(self) -> str:
        return _opened(self.contact_name_sealed)

    @contact_name.setter
    def contact_name(self, name: str) -> None:
        self.contact_name_sealed = seal(name)

    @property
    def contact_phone(self) -> str:
        """The number as +86…, empty once it is forgotten."""
        return _opened(self.contact_phone_sealed)

    @contact_phone.setter
    def contact_phone(self, number: str) -> None:
        self.contact_phone_sealed = seal(number)
        self.contact_phone_hash = fingerprint(number)
        self.contact_phone_last4 = number[-4:]

    @property
    def address(self) -> str:
        return _opened(self.address_sealed)

    @address.setter
    def address(self, words: str) -> None:
        self.address_sealed = seal(words) if words else None

    @property
    def beneficiary(self) -> str:
        """Whom it is for, where somebody else asks."""
        return _opened(self.beneficiary_sealed)

    @beneficiary.setter
    def beneficiary(self, name: str) -> None:
        self.beneficiary_sealed = seal(name) if name else None


def _opened(sealed: bytes | memoryview | None) -> str:
    return unseal(sealed) if sealed else ""
