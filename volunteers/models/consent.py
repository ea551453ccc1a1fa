from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from volunteers.models.volunteer import Volunteer


class ConsentPurpose(models.TextChoices):
    """What personal data is used for; each is agreed to by itself (PIPL art. 23)."""

    REGISTRATION = "registration", _("Registration and hours")
    HONOURS = "honours", _("Publishing honours")
    PROVINCE = "province", _("Passing data to the provincial system")
    LOCATION = "location", _("Location at check-in")
    GUARDIAN = "guardian", _("A guardian's consent")


# Without it nobody can be registered; the others are free to choose (PIPL art. 16).
NECESSARY = ConsentPurpose.REGISTRATION
CHOSEN_FREELY = (
    ConsentPurpose.HONOURS,
    ConsentPurpose.PROVINCE,
    ConsentPurpose.LOCATION,
)


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def current(self, on: date) -> "ConsentTextQuerySet":
        """Of each purpose the newest that holds on the local date, in one language."""
        language = "en" if get_language() == "en" else "zh-hans"
        held = self.filter(language=language, since__lte=on)
        return held.order_by("purpose", "-since", "-id").distinct("purpose")


class ConsentText(models.Model):
    """
    The wording of one purpose in one language (个人信息保护法 art. 17).

    It says who uses what for what, how long, and what rights one has. A wording
    that anybody may have agreed to is never changed: another one is a new version.
    """

    purpose = models.CharField(max_length=30, choices=ConsentPurpose.choices)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=7)
    since = models.DateField()
    title = models.CharField(max_length=100)
    short = models.TextField()
    who = models.TextField()
    what_for = models.TextField()
    kinds = models.TextField()
    retention = models.TextField()
    rights = models.TextField()
    if_withdrawn = models.TextField()

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version", "language"],
                name="consent_text_is_one_per_version_and_language",
            )
        ]
        triggers = [
            Refuse(
                name="consent_text_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} {self.language}"

    @property
    def is_necessary(self) -> bool:
        return self.purpose == NECESSARY

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """What the law wants to be told, each with its heading."""
        return [
            (str(_("Who uses it")), self.who),
            (str(_("What for")), self.what_for),
            (str(_("Which data")), self.kinds),
            (str(_("How long")), self.retention),
            (str(_("Your rights")), self.rights),
            (str(_("If you take it back")), self.if_withdrawn),
        ]


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """That a volunteer agreed to one purpose, in one wording (PIPL art. 14)."""

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="consents", db_index=False
    )
    purpose = models.SlugField(max_length=30, db_index=False)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_at__gte=F("given_at")),
                name="consent_is_given_before_it_is_withdrawn",
            )
        ]
        indexes = [
            # What somebody agreed to.
            models.Index(fields=["volunteer"], name="consent_of_volunteer")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"

    @property
    def wording(self) -> str:
        """The version without the word that says it was on paper, or spoken."""
        return self.version.rpartition(" ")[2]
