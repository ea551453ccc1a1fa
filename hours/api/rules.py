"""An organization's rules of automatic approval, and what each of them decided."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from hours.automatic.page import Standing, decisions_of, named, rules_of, standing
from hours.models import ApprovalRule, AutomaticDecision, Session
from hours.permissions import may_read_rules, name_of_volunteer
from volunteers.models import Organization
from volunteers.tokens import account_of

MOST_VERSIONS = 2_147_483_647


class RuleSerializer(serializers.ModelSerializer[ApprovalRule]):
    """
    One version of the organization's rule; it never changes.

    `is_on` says that this version is switched on, `works` that it approves as well:
    a rule rests while the city has stopped all of them, and while whoever switched it
    on approves for the organization no more.
    """

    made_by = serializers.SerializerMethodField()
    is_on = serializers.SerializerMethodField()
    works = serializers.SerializerMethodField()

    class Meta:
        model = ApprovalRule
        fields = (
            "version",
            "least_evidence",
            "most_minutes",
            "needs_activity",
            "most_days_outside",
            "member_days",
            "share",
            "made_by",
            "made_at",
            "is_on",
            "works",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_made_by(self, rule: ApprovalRule) -> str:
        """As far as the reader may know the name."""
        return named(rule.made_by, rule.organization, self.context["reader"])

    @extend_schema_field(serializers.BooleanField())
    def get_is_on(self, rule: ApprovalRule) -> bool:
        stands: Standing = self.context["stands"]
        return stands.has_on(rule)

    @extend_schema_field(serializers.BooleanField())
    def get_works(self, rule: ApprovalRule) -> bool:
        stands: Standing = self.context["stands"]
        return stands.has_on(rule) and stands.works


class FactsSerializer(serializers.Serializer):
    """What the rule saw beside evidence and length, as it was at that moment."""

    sent_on = serializers.DateField()
    days_outside = serializers.IntegerField(
        allow_null=True, help_text="Days before or after the activity's own."
    )
    member_since = serializers.DateField(allow_null=True)


class RuleDecisionSerializer(serializers.ModelSerializer[AutomaticDecision]):
    """
    What a rule made of a session, and why: added, never changed.

    `chance` is 0 to 99; below `share` the session was left to a person (`held`).
    """

    rule = serializers.IntegerField(
        source="switch.rule.version", help_text="The version that decided."
    )
    volunteer = serializers.SerializerMethodField()
    switched_on_by = serializers.SerializerMethodField()
    facts = FactsSerializer()

    class Meta:
        model = AutomaticDecision
        fields = (
            "session",
            "volunteer",
            "rule",
            "switched_on_by",
            "outcome",
            "evidence",
            "minutes",
            "chance",
            "share",
            "facts",
            "decided_at",
        )
        read_only_fields = fields

    @extend_schema_field(serializers.CharField())
    def get_volunteer(self, one: AutomaticDecision) -> str:
        """As far as the reader may know the name."""
        return name_of_volunteer(one.session, reader=self.context["reader"])

    @extend_schema_field(serializers.CharField())
    def get_switched_on_by(self, one: AutomaticDecision) -> str:
        reader = self.context["reader"]
        return named(one.switch.by, self.context["organization"], reader)


class RuleDecisionFilterSerializer(serializers.Serializer):
    outcome = serializers.ChoiceField(AutomaticDecision.Outcome.choices, required=False)
    rule = serializers.IntegerField(
        min_value=1, max_value=MOST_VERSIONS, required=False, help_text="A version."
    )
    session = serializers.UUIDField(required=False)


class _OfAnOrganization(ListAPIView):
    """Lists of an organization's rules, for those who may read them."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.organization = get_object_or_404(Organization, pk=kwargs["pk"])
        if not may_read_rules(account_of(request), self.organization):
            raise Http404

    def get_serializer_context(self) -> dict[str, Any]:
        reader = account_of(self.request)
        return {"reader": reader, "organization": self.organization}


class RulesView(_OfAnOrganization):
    """The versions of an organization's rule."""

    serializer_class = RuleSerializer
    queryset = ApprovalRule.objects.none()
    ordering = ("-version",)

    def get_queryset(self) -> QuerySet[ApprovalRule]:
        return rules_of(self.organization)

    def get_serializer_context(self) -> dict[str, Any]:
        known = super().get_serializer_context()
        reader = known["reader"]
        stands = standing(self.organization, reader=reader, at=timezone.now())
        return known | {"stands": stands}

    @extend_schema(operation_id="organizations_rules_list")
    def get(self, request: Request, pk: UUID) -> Response:
        """The latest first; for the organization's approvers and administrators, and
        the city."""
        return super().get(request, pk)


class RuleDecisionsView(_OfAnOrganization):
    """What an organization's rules decided."""

    serializer_class = RuleDecisionSerializer
    queryset = AutomaticDecision.objects.none()
    ordering = ("-id",)
    filters = ("outcome", "rule", "session")

    def get_queryset(self) -> QuerySet[AutomaticDecision]:
        asked = {
            key: value for key, value in self.request.query_params.items() if value
        }
        wanted = RuleDecisionFilterSerializer(data=asked)
        wanted.is_valid(raise_exception=True)
        said = wanted.validated_data
        found = decisions_of(self.organization)
        if "outcome" in said:
            found = found.filter(outcome=said["outcome"])
        if "rule" in said:
            found = found.filter(switch__rule__version=said["rule"])
        if "session" in said:
            # By the volunteer too: that is what the index begins with.
            whose = Session.objects.filter(pk=said["session"]).values("volunteer")
            found = found.filter(volunteer__in=whose, session=said["session"])
        return found

    @extend_schema(
        operation_id="organizations_rule_decisions_list",
        parameters=[RuleDecisionFilterSerializer],
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """The last first, each with what the rule saw; `session=` for the one trace of
        a session."""
        return super().get(request, pk)
