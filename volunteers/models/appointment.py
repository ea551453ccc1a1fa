from datetime import date, datetime
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.triggers import Guard, Refuse
from volunteers.models.organization import Organization
from volunteers.models.place import Site
from volunteers.models.volunteer import Volunteer


class Role(models.TextChoices):
    """What an account may be appointed to; the groups say where each belongs."""

    GUARDIAN = "guardian", _("Guardian")
    RECORDER = "recorder", _("Recorder")
    APPROVER = "approver", _("Approver")
    ADMIN = "admin", _("Administrator")
    CLERK = "clerk", _("Station clerk")
    DISPATCHER = "dispatcher", _("Dispatcher")
    STAFF = "staff", _("City staff")
    AUDITOR = "auditor", _("Auditor")


OF_AN_ORGANIZATION = (Role.RECORDER, Role.APPROVER, Role.ADMIN)
OF_A_SITE = (Role.CLERK, Role.DISPATCHER)
OF_THE_CITY = (Role.STAFF, Role.AUDITOR)
# Whose work goes on while they are away.
DELEGABLE = (Role.APPROVER, Role.ADMIN, Role.CLERK, Role.DISPATCHER, Role.STAFF)

_DAYS = Func("starts_on", "ends_on", Value("[]"), function="daterange")
_DAYS.output_field = DateRangeField()
# What an office is of, comparable where there is none.
_SCOPE = (
    (Coalesce("organization", Value(UUID(int=0))), "="),
    (Coalesce("site", Value(0)), "="),
)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, on: date) -> "AppointmentQuerySet":
        """
        Those that hold on the local date ``on``.

        A deputy's holds only while the one does that it stands in for.
        """
        away = Q(deputy_of__ended_at__isnull=True) & (
            Q(deputy_of__ends_on__isnull=True) | Q(deputy_of__ends_on__gte=on)
        )
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(deputy_of__isnull=True) | away,
            starts_on__lte=on,
            ended_at__isnull=True,
        )

    def held_at(self, at: datetime) -> "AppointmentQuerySet":
        """Those that held at a moment that is past, whatever became of them since."""
        on = timezone.localdate(at)
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            Q(ended_at__isnull=True) | Q(ended_at__gte=at),
            starts_on__lte=on,
        )

    def answering_for(self, organization: UUID | None) -> "AppointmentQuerySet":
        """Those of an organization, or of the one that succeeded it."""
        succeeded = Q(organization__succeeds=organization)
        return self.filter(Q(organization=organization) | succeeded)

    def in_their_own_right(self) -> "AppointmentQuerySet":
        """Those that stand in for nobody."""
        return self.filter(deputy_of__isnull=True)


class Appointment(models.Model):
    """
    A role of an account, with its scope: a ward, an organization, a site, or all.

    It holds from one local date to another, both included, unless ended at once
    (``ended_at``). A deputy has one like that of whom it stands in for. Nothing of it
    is changed but its end.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
    )
    ward = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guardianships",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    deputy_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies",
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=OF_AN_ORGANIZATION,
                    organization__isnull=False,
                    site=None,
                    ward=None,
                )
                | Q(
                    role__in=OF_A_SITE, site__isnull=False, organization=None, ward=None
                )
                | Q(role__in=OF_THE_CITY, organization=None, site=None, ward=None)
                | Q(role="guardian", ward__isnull=False, organization=None, site=None),
                name="role_has_the_scope_it_needs",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_starts_before_it_ends",
            ),
            ExclusionConstraint(
                expressions=[("account", "="), ("role", "="), *_SCOPE, (_DAYS, "&&")],
                condition=Q(deputy_of__isnull=True, ended_at__isnull=True)
                & ~Q(role="guardian"),
                name="account_is_appointed_once",
            ),
            models.UniqueConstraint(
                fields=["account", "ward"],
                condition=Q(role="guardian", ends_on__isnull=True),
                name="guardian_is_appointed_once",
            ),
            ExclusionConstraint(
                expressions=[("account", "="), ("deputy_of", "="), (_DAYS, "&&")],
                condition=Q(deputy_of__isnull=False, ended_at__isnull=True),
                name="deputy_stands_in_once",
            ),
            models.CheckConstraint(
                condition=Q(deputy_of__isnull=True)
                | Q(role__in=DELEGABLE, ends_on__isnull=False),
                name="deputy_stands_in_for_a_while",
            ),
        ]
        triggers = [
            Refuse(
                name="appointment_changes_nothing_but_its_end",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    " OR ".join(
                        f"NEW.{column} IS DISTINCT FROM OLD.{column}"
                        for column in (
                            "account_id",
                            "role",
                            "organization_id",
                            "site_id",
                            "ward_id",
                            "deputy_of_id",
                            "appointed_by_id",
                        )
                    )
                    # What has ended stays so.
                    + " OR (OLD.ended_at IS NOT NULL AND NEW IS DISTINCT FROM OLD)"
                ),
            ),
            Guard(
                name="nobody_appoints_themselves",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition(
                    "NEW.appointed_by_id = NEW.account_id AND NEW.role <> 'guardian'"
                ),
                sql="volunteers/sql/nobody_appoints_themselves.sql",
            ),
            Guard(
                name="deputy_holds_the_same_office",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.deputy_of_id IS NOT NULL"),
                sql="volunteers/sql/deputy_holds_the_same_office.sql",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"

    @property
    def is_delegable(self) -> bool:
        """Whether its holder may name a deputy: who stands in for another may not."""
        return self.deputy_of_id is None and self.role in DELEGABLE

    @property
    def place(self) -> Organization | Site | None:
        """What it is of, where it is not of a ward or the whole city."""
        return self.organization or self.site
