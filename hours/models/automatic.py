"""Rules by which hours are approved without a look, and what each of them did."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from config.triggers import Refuse
from hours.models.session import Session
from hours.models.states import Evidence
from volunteers.models import Organization, Volunteer
from volunteers.models.naming import uuid7

# What a rule may ask for, the strongest first. Hours entered later are not among them:
# no rule approves those.
GRADES = (Evidence.TIMED, Evidence.WITNESSED, Evidence.DECLARED)
A_DAY = 1440  # minutes


class ApprovalRule(models.Model):
    """
    What hours must be like for an organization to approve them without a look.

    Never changed: another rule is the organization's next ``version``. ``most_minutes``
    are whole; ``most_days_outside`` are days before or after the activity's own,
    ``member_days`` since joining, each None if it does not matter. Of a hundred that
    match, ``share`` go to a person; ``seed`` draws them, and stays in the program.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField()
    least_evidence = models.CharField(
        max_length=9, choices=[(one.value, one.label) for one in GRADES]
    )
    most_minutes = models.PositiveSmallIntegerField()
    needs_activity = models.BooleanField()
    most_days_outside = models.PositiveSmallIntegerField(null=True)
    member_days = models.PositiveSmallIntegerField(null=True)
    share = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "version"], name="rules_are_numbered"
            ),
            models.CheckConstraint(
                condition=Q(least_evidence__in=GRADES),
                name="no_rule_takes_hours_entered_later",
            ),
            models.CheckConstraint(
                condition=Q(most_minutes__range=(1, A_DAY), share__range=(1, 100)),
                name="rule_leaves_a_share_to_people",
            ),
        ]
        triggers = [
            Refuse(
                name="approval_rule_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} {self.version}"


class RuleSwitchQuerySet(models.QuerySet["RuleSwitch"]):
    def latest_of(self, organization: Organization) -> "RuleSwitch | None":
        """How the organization's rules stand; None if none was ever switched on."""
        of_it = self.filter(organization=organization).order_by("-pk")
        return of_it.select_related("rule", "by__volunteer", "organization").first()

    def on(self) -> "RuleSwitchQuerySet":
        """Of each organization the latest one, where that switched a rule on."""
        latest = self.order_by("organization_id", "-pk").distinct("organization_id")
        return self.filter(pk__in=latest.values("pk"), is_on=True).order_by("pk")


class RuleSwitch(models.Model):
    """
    That a rule was switched on or off, and by whom. The organization's latest holds.

    Whoever switched a rule on is who decides by it: it works as long as they have the
    office.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rule = models.ForeignKey(
        ApprovalRule,
        on_delete=models.PROTECT,
        related_name="switches",
        db_index=False,
    )
    is_on = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()

    objects = RuleSwitchQuerySet.as_manager()

    class Meta:
        indexes = [
            # How an organization's rules stand.
            models.Index(fields=["organization", "-id"], name="latest_rule_switch")
        ]
        triggers = [
            Refuse(
                name="rule_switch_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {'on' if self.is_on else 'off'}"


class AutomaticDecision(models.Model):
    """
    What a rule made of a session, and the facts it saw. Added, never changed.

    A session is judged so once: what chance has left to a person, no later rule takes.
    ``switch`` says by which rule, and who had switched it on. ``chance`` is 0 to 99;
    below ``share`` a person looks. ``facts`` are those that may look otherwise later.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Approved")
        HELD = "held", _("Left to a person")

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    switch = models.ForeignKey(
        RuleSwitch, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    evidence = models.CharField(max_length=9, choices=Evidence.choices)
    minutes = models.PositiveSmallIntegerField()
    chance = models.PositiveSmallIntegerField()
    share = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            # By the volunteer first, as on everything that is kept by volunteer.
            models.UniqueConstraint(
                fields=["volunteer", "session"], name="rule_judges_a_session_once"
            ),
            models.CheckConstraint(
                condition=Q(evidence__in=GRADES),
                name="hours_entered_later_are_decided_by_people",
            ),
            models.CheckConstraint(
                condition=Q(outcome="held", chance__lt=F("share"))
                | Q(outcome="approved", chance__gte=F("share")),
                name="chance_says_what_a_person_looks_at",
            ),
        ]
        indexes = [
            # What an organization's rules did, the last first.
            models.Index(
                fields=["organization", "-id"], name="automatic_of_organization"
            )
        ]
        triggers = [
            Refuse(
                name="automatic_decision_is_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.outcome}"

    @property
    def is_approved(self) -> bool:
        return self.outcome == self.Outcome.APPROVED
