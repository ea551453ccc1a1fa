import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from activities.models import ServiceField
from config.triggers import Keep, Refuse
from hours.models.session import Session
from hours.models.states import Evidence
from volunteers.models import District, Organization, Site, Volunteer


class Entry(models.Model):
    """
    One line of the hours ledger. Lines are added, never changed.

    Approving posts the session's minutes, taking back posts the same minutes
    below zero. What totals are kept by stands on the line itself, and a trigger
    refuses a line that says anything else than its session. So neither that nor what
    it repeats needs a foreign key: the session has them, and is never deleted. A
    mistake is put right by a second line (see ``rules.reverse``); triggers refuse
    UPDATE and DELETE and keep the totals in step.
    """

    class Kind(models.TextChoices):
        APPROVE = "approve"
        REVERSE = "reverse"
        UNDO = "undo"
        MERGE = "merge"

    id = models.BigAutoField(primary_key=True)
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        related_name="entries",
        db_constraint=False,
        db_index=False,  # session_is_posted_once_a_round begins with it
    )
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        related_name="entries",
        db_constraint=False,
        db_index=False,
    )
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    minutes = models.IntegerField()
    service_date = models.DateField()
    evidence = models.CharField(max_length=9, choices=Evidence.choices)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    district = models.ForeignKey(
        District,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    service_field = models.ForeignKey(
        ServiceField,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    posted_at = models.DateTimeField(db_default=Now())
    reason_code = models.SlugField(max_length=30, blank=True, db_index=False)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "session", "round", "kind"],
                name="session_is_posted_once_a_round",
            ),
            models.CheckConstraint(
                condition=Q(kind="approve", minutes__gt=0)
                | (~Q(kind="approve") & Q(minutes__lt=0)),
                name="approving_adds_and_taking_back_subtracts",
            ),
        ]
        indexes = [
            # The totals as of a past moment: what was posted after it.
            models.Index(fields=["posted_at"], name="entry_posted_at"),
        ]
        triggers = [
            Refuse(
                name="entry_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
            Keep(
                name="entry_repeats_its_session",
                operation=pgtrigger.Insert,
                new="posted",
                sql="hours/sql/entry_repeats_its_session.sql",
            ),
            Keep(
                name="totals_follow_the_ledger",
                operation=pgtrigger.Insert,
                new="posted",
                sql=[
                    "hours/sql/begin_volunteer_year.sql",
                    "hours/sql/add_to_volunteer_year.sql",
                    "hours/sql/add_to_volunteer_organization_year.sql",
                    "hours/sql/add_to_organization_month.sql",
                    "hours/sql/add_to_site_month.sql",
                    "hours/sql/add_to_organization_year.sql",
                    "hours/sql/add_to_city_month.sql",
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.minutes:+}"
