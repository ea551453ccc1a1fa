from datetime import date, timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language

from activities.models.field import ServiceField
from activities.models.words import (
    ACTIVITY_NEXT,
    HELD,
    Audience,
    Guarantee,
    Recipient,
    State,
)
from config.moments import LocalDate
from config.triggers import Guard, Refuse, forbidden_moves
from volunteers.models import District, InsurancePolicy, Organization, Site
from volunteers.models.naming import uuid7
from volunteers.models.point import OnTheMap, is_a_point

A_YEAR = timedelta(days=365)
MOST_FIELDS = 4  # of service, as in the national system


class ActivityQuerySet(models.QuerySet["Activity"]):
    def held(self) -> "ActivityQuerySet":
        """Those that take place: neither a draft nor cancelled."""
        return self.filter(state__in=HELD)

    def taking_hours(self) -> "ActivityQuerySet":
        """Those held, and those that had begun when they were cancelled."""
        had_begun = Q(state=State.CANCELLED, cancelled_at__date__gte=F("starts_on"))
        return self.filter(Q(state__in=HELD) | had_begun)

    def running(self, on: date) -> "ActivityQuerySet":
        """Those that take place on the local date ``on``."""
        return self.held().filter(starts_on__lte=on, ends_on__gte=on)

    def known_to_all(self) -> "ActivityQuerySet":
        """What anyone may read: whatever was published, cancelled ones as well."""
        return self.exclude(state=State.DRAFT).exclude(audience=Audience.INVITED)


class Activity(OnTheMap):
    """
    What an organization does, where, and between which local dates.

    Volunteers find it by its shifts, which also give it its dates. It is published
    before it starts, lasts a year at most (L09), and with somebody's word that it is
    volunteering (L21). Those without ``published_at`` were loaded, or are older than
    that rule. Without a point of its own it is where its site is. The contact's
    phone is a work number that the organization publishes on purpose; what is not
    public is shown to those who have signed up.
    """

    State = State
    Audience = Audience

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(max_length=50)
    title_en = models.CharField(max_length=100, blank=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="activities"
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="activities"
    )
    service_field = models.ForeignKey(
        ServiceField, on_delete=models.PROTECT, related_name="activities"
    )
    # By which it is found as well; its hours count in the one above.
    further_fields = ArrayField(
        models.CharField(max_length=4), default=list, blank=True, db_default=[]
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    # What people read before they come (志愿服务条例 art. 12: true, with the risks)
    summary = models.CharField(max_length=2000, blank=True, db_default="")
    place = models.CharField(max_length=200, blank=True, db_default="")
    risks = models.CharField(max_length=1000, blank=True, db_default="")
    recipients = ArrayField(
        models.CharField(max_length=2, choices=Recipient.choices),
        default=list,
        blank=True,
        db_default=[],
    )
    guarantees = ArrayField(
        models.CharField(max_length=12, choices=Guarantee.choices),
        default=list,
        blank=True,
        db_default=[],
    )
    accessible = models.BooleanField(default=False, db_default=False)
    contact_name = models.CharField(max_length=50, blank=True, db_default="")
    contact_name_is_public = models.BooleanField(default=True, db_default=True)
    contact_phone = models.CharField(max_length=20, blank=True, db_default="")
    contact_phone_is_public = models.BooleanField(default=False, db_default=False)

    # Who may come
    audience = models.CharField(
        max_length=7,
        choices=Audience.choices,
        default=Audience.PUBLIC,
        db_default=Audience.PUBLIC,
    )
    recruits_from = models.DateTimeField(null=True, blank=True)
    recruits_until = models.DateTimeField(null=True, blank=True)
    min_minutes = models.PositiveIntegerField(default=0, db_default=0)
    # Until so many hours before it a seat is given up without a word.
    give_up_hours = models.PositiveSmallIntegerField(default=0, db_default=0)

    # Danger, and the insurance that it needs (art. 17)
    hazard = models.BooleanField(default=False, db_default=False)
    emergency = models.BooleanField(default=False, db_default=False)
    policy = models.ForeignKey(
        InsurancePolicy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    # Its life
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    declared_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True, db_default="")
    # Whoever comes to one of these does not come to it.
    excludes = models.ManyToManyField("self", blank=True)
    copied_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="activity_starts_before_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(further_fields__len__lt=MOST_FIELDS),
                name="activity_is_of_four_fields_at_most",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(ends_on__lte=F("starts_on") + A_YEAR),
                name="published_activity_lasts_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(starts_on__gte=LocalDate(F("published_at"))),
                name="activity_is_published_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | (
                    Q(declared_by__isnull=False, declared_at__isnull=False)
                    & ~Q(risks="")
                    & ~Q(place="")
                ),
                name="published_activity_is_declared_and_tells_its_risks",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DRAFT) | Q(published_at=None),
                name="draft_was_never_published",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(hazard=False)
                | Q(policy__isnull=False),
                name="dangerous_activity_is_insured",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=State.CANCELLED) & Q(cancelled_at=None)),
                name="cancelled_activity_says_when",
            ),
            models.CheckConstraint(
                condition=Q(recruits_from=None)
                | Q(recruits_until=None)
                | Q(recruits_until__gt=F("recruits_from")),
                name="recruiting_begins_before_it_ends",
            ),
            is_a_point("activity_is_at_a_point"),
        ]
        indexes = [
            # What an organization's volunteers can log against.
            models.Index(
                fields=["organization", "ends_on"], name="activity_of_organization"
            ),
            # What is near, of those that have a point of their own.
            models.Index(
                fields=["latitude", "longitude"],
                condition=Q(latitude__isnull=False),
                name="activity_on_the_map",
            ),
        ]
        triggers = [
            Guard(
                name="activity_is_covered_by_its_policy",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.policy_id IS NOT NULL"),
                sql="activities/sql/activity_is_covered_by_its_policy.sql",
            ),
            Guard(
                name="further_fields_are_others",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.further_fields <> '{}'"),
                sql="activities/sql/further_fields_are_others.sql",
            ),
            Refuse(
                name="activity_moves_as_the_table_allows",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    forbidden_moves(ACTIVITY_NEXT, column="state")
                ),
            ),
            Refuse(
                name="activity_is_published_at_a_moment",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state = 'draft' AND NEW.state <> 'draft'"
                    " AND NEW.published_at IS NULL"
                ),
            ),
            Refuse(
                name="only_a_draft_is_thrown_away",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.state <> 'draft'"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """The title in the language of the reader."""
        if get_language() == "en" and self.title_en:
            return self.title_en
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether people may sign up."""
        return self.state == State.PUBLISHED

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def is_held(self) -> bool:
        """Whether it takes place; ``held`` says it of many."""
        return self.state in HELD

    @property
    def takes_hours(self) -> bool:
        """Whether somebody can have served at it; ``taking_hours`` says it of many."""
        if self.cancelled_at is None:
            return self.is_held
        return timezone.localdate(self.cancelled_at) >= self.starts_on

    @property
    def is_for_members(self) -> bool:
        return self.audience == Audience.MEMBERS

    @property
    def is_for_invited(self) -> bool:
        return self.audience == Audience.INVITED

    @property
    def is_insured(self) -> bool:
        """Whether it names a policy that stands."""
        return self.policy is not None and self.policy.taken_back_at is None

    def is_running(self, on: date) -> bool:
        """Whether it takes place on the local date; ``running`` says it of many."""
        return self.is_held and self.starts_on <= on <= self.ends_on

    def is_over(self, on: date) -> bool:
        """Whether its last local date lies before ``on``."""
        return self.ends_on < on

    @property
    def recipients_in_words(self) -> list[str]:
        return [str(Recipient(code).label) for code in self.recipients]

    @property
    def guarantees_in_words(self) -> list[str]:
        return [str(Guarantee(code).label) for code in self.guarantees]
