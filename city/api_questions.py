"""Totals over the API, asked anything."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from city import permissions, reports
from city.reports import By, Question
from city.reports.paging import NotACursor
from city.serializers import AsOfField, EvidenceSerializer
from config.api.filters import QuerySerializer
from hours.models import Evidence
from volunteers.models import Account, Site


class QuestionQuery(QuerySerializer):
    """
    What is asked: a year (the running one unless given), perhaps its quarter or month;
    or ``from`` one service date ``to`` another.
    """

    year = serializers.IntegerField(min_value=1000, max_value=9999, required=False)
    quarter = serializers.IntegerField(min_value=1, max_value=4, required=False)
    month = serializers.IntegerField(min_value=1, max_value=12, required=False)
    by = serializers.ChoiceField([one.value for one in By], required=False)
    district = serializers.CharField(max_length=6, required=False)
    organization = serializers.UUIDField(required=False)
    site = serializers.CharField(
        max_length=12, required=False, help_text="The code of a practice site."
    )
    service_field = serializers.CharField(max_length=4, required=False)
    evidence = serializers.ChoiceField(Evidence.choices, required=False)
    as_of = AsOfField()
    cursor = serializers.CharField(required=False, allow_blank=True, default="")
    page_size = serializers.IntegerField(
        required=False, min_value=1, max_value=100, default=50
    )

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of Python's own.
        return super().get_fields() | {
            "from": serializers.DateField(
                required=False, help_text="First service date, with ``to``."
            ),
            "to": serializers.DateField(
                required=False, help_text="Last service date, with ``from``."
            ),
        }

    def validate(self, asked: dict[str, Any]) -> dict[str, Any]:
        ways = [{"from", "to"}, {"year", "quarter"}, {"year", "month"}]
        span = asked.keys() & {"from", "to", "year", "quarter", "month"}
        if not any(span <= way for way in ways) or len(asked.keys() & ways[0]) == 1:
            raise ValidationError(
                _("Ask for a year, its quarter or month, or from one date to another.")
            )
        if "from" in asked and asked["from"] > asked["to"]:
            raise ValidationError({"to": [_("It ends before it begins.")]})
        return asked


class FiguresOfAnswerSerializer(serializers.Serializer):
    """Minutes as in all totals; sessions are null where one evidence is asked for."""

    minutes = serializers.IntegerField()
    hours = serializers.CharField()
    sessions = serializers.IntegerField(allow_null=True)
    by_evidence = EvidenceSerializer()


class AnswerLineSerializer(FiguresOfAnswerSerializer):
    """
    ``key`` is a month, a date, a code, an evidence or an organization's id; empty for
    hours at no practice site.
    """

    key = serializers.CharField()
    name = serializers.CharField(source="label")


class AnswerSerializer(FiguresOfAnswerSerializer):
    """
    The whole, and the lines it is the sum of; ``count`` are all there are.

    ``registered`` are people at the end of the last day, of the district if one is
    asked for; null where less than all service there is.
    """

    registered = serializers.IntegerField(allow_null=True)
    by = serializers.ChoiceField([one.value for one in By], allow_null=True)
    as_of = serializers.DateTimeField()
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = AnswerLineSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        return {
            "from": serializers.DateField(),
            "to": serializers.DateField(),
        } | super().get_fields()


class QuestionView(APIView):
    """Any totals: all for city staff, else those of one's organizations or sites."""

    @extend_schema(
        operation_id="totals_query_retrieve",
        parameters=[QuestionQuery],
        responses=AnswerSerializer,
    )
    def get(self, request: Request) -> Response:
        query = QuestionQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        asked = dict(query.validated_data)
        place = {"cursor": asked.pop("cursor"), "size": asked.pop("page_size")}
        question = _within(request.user, asked, _question(asked))
        try:
            answer = reports.ask(question, at=reports.watermark(), **place)
        except NotACursor:
            raise ValidationError({"cursor": [_("This is not a cursor.")]}) from None
        return Response(AnswerSerializer(_told(answer, request)).data)


def _question(asked: dict[str, Any]) -> Question:
    filters: dict[str, Any] = {
        name: asked[name]
        for name in ("district", "service_field", "evidence", "as_of")
        if name in asked
    }
    filters["by"] = By(asked["by"]) if "by" in asked else None
    if "from" in asked:
        return Question(first=asked["from"], last=asked["to"], **filters)
    year = asked.get("year", timezone.localdate().year)
    if "quarter" in asked:
        return Question.of_quarter(year, asked["quarter"], **filters)
    if "month" in asked:
        return Question.of_month(year, asked["month"], **filters)
    return Question.of_year(year, **filters)


def _within(account: Account, asked: dict[str, Any], question: Question) -> Question:
    """
    The question, of what the account may read.

    :raises Http404: if that is nothing
    """
    organizations = permissions.organizations_in_scope(account)
    if organizations == []:
        sites = permissions.sites_in_scope(account) or []
        if not sites or "organization" in asked:
            raise Http404
        return replace(question, sites=_one_site(asked, within=sites))
    organizations = _one_organization(asked, within=organizations)
    return replace(
        question,
        organizations=None if organizations is None else tuple(organizations),
        sites=_one_site(asked, within=None),
    )


def _one_organization(
    asked: dict[str, Any], *, within: list[UUID] | None
) -> list[UUID] | None:
    if "organization" not in asked:
        return within
    if within is not None and asked["organization"] not in within:
        raise Http404
    return [asked["organization"]]


def _one_site(
    asked: dict[str, Any], *, within: list[int] | None
) -> tuple[int, ...] | None:
    if "site" not in asked:
        return None if within is None else tuple(within)
    found = list(Site.objects.filter(code=asked["site"]).values_list("pk", flat=True))
    if within is not None and not set(found) <= set(within):
        raise Http404
    return tuple(found)


def _told(answer: reports.Answer, request: Request) -> dict[str, Any]:
    here = request.build_absolute_uri()

    def link(cursor: str | None) -> str | None:
        return None if cursor is None else replace_query_param(here, "cursor", cursor)

    return {
        "from": answer.question.first,
        "to": answer.question.last,
        "registered": answer.registered,
        "by": answer.question.by,
        "as_of": answer.as_of,
        "minutes": answer.whole.minutes,
        "hours": answer.whole.hours,
        "sessions": answer.whole.sessions,
        "by_evidence": answer.whole.by_evidence,
        "count": answer.count,
        "next": link(answer.next),
        "previous": link(answer.previous),
        "results": answer.lines,
    }
