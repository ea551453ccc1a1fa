"""Totals over the API: the city, and the lines behind it."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from city import permissions, reports
from city.reports.mine import my_year
from city.reports.paging import NotACursor, Page
from city.serializers import (
    AnnualQuery,
    AnnualSerializer,
    CityQuery,
    CityYearSerializer,
    LinesQuery,
    MyYearSerializer,
    OrganizationLineSerializer,
    PlacesQuery,
    SiteLineSerializer,
    VolunteerLineSerializer,
    VolunteersQuery,
    YearQuery,
)
from volunteers.permissions import read_organizations
from volunteers.tokens import HasScope


def _asked(query: type[YearQuery], request: Request) -> dict[str, Any]:
    """
    What the query asks for; the running year unless it names one.

    :raises ValidationError: if it is malformed
    """
    serializer = query(data=request.query_params.dict())
    serializer.is_valid(raise_exception=True)
    asked: dict[str, Any] = dict(serializer.validated_data)
    asked.setdefault("year", timezone.localdate().year)
    return asked


class CityTotalsView(APIView):
    """The city's year; for the public without counts of fewer than ten people."""

    permission_classes = [HasScope]

    @extend_schema(
        operation_id="totals_city_retrieve",
        parameters=[CityQuery],
        responses=CityYearSerializer,
        auth=[{"token": []}, {}],  # type: ignore[list-item]
    )
    def get(self, request: Request) -> Response:
        asked = _asked(CityQuery, request)
        inside = permissions.may_read_city(request.user)
        if "as_of" in asked and not inside:
            raise PermissionDenied(_("Figures of past moments are for city staff."))
        year = reports.city_year(
            asked["year"], at=reports.watermark(), as_of=asked.get("as_of")
        )
        people = None if asked.get("as_of") else reports.year_people(year.year)
        if not inside:
            year, people = reports.public(year), reports.public_people(people)
        return Response(CityYearSerializer(year, context={"people": people}).data)


class AnnualView(APIView):
    """A year in one sentence, for city staff."""

    @extend_schema(
        operation_id="totals_annual_retrieve",
        parameters=[AnnualQuery],
        responses=AnnualSerializer,
    )
    def get(self, request: Request) -> Response:
        """As it stood at the end of a local day; of the city or one district."""
        asked = _asked(AnnualQuery, request)
        if not permissions.may_read_city(request.user):
            raise Http404
        told = reports.annual(
            asked["year"],
            on=asked.get("on") or timezone.localdate(),
            at=timezone.now(),
            district=asked.get("district"),
        )
        if told is None:
            raise Http404
        return Response(AnnualSerializer(told).data)


def _page_of(line: type[serializers.Serializer]) -> serializers.Serializer:
    link = serializers.URLField(allow_null=True)
    name = line.__name__.removesuffix("Serializer")
    return inline_serializer(
        f"{name}Page", {"next": link, "previous": link, "results": line(many=True)}
    )


class _LinesView(APIView, ABC):
    """A list of totals, most minutes first."""

    query: ClassVar[type[YearQuery]] = LinesQuery
    line: ClassVar[type[serializers.Serializer]]

    def answer(self, request: Request, **context: Any) -> Response:
        asked = _asked(self.query, request)
        place = {"cursor": asked.pop("cursor"), "size": asked.pop("page_size")}
        try:
            page = self.lines(request, **asked, **place)
        except NotACursor:
            raise ValidationError({"cursor": [_("This is not a cursor.")]}) from None
        return Response(
            {
                "next": self._link(request, page.next),
                "previous": self._link(request, page.previous),
                "results": self.line(page.lines, many=True, context=context).data,
            }
        )

    @abstractmethod
    def lines(self, request: Request, **asked: Any) -> Page[Any]:
        """The page of lines that was asked for, in the reader's scope."""

    def _link(self, request: Request, cursor: str | None) -> str | None:
        here = request.build_absolute_uri()
        return replace_query_param(here, "cursor", cursor) if cursor else None


class OrganizationTotalsView(_LinesView):
    """Organizations' years: all for city staff, else one's own."""

    query = PlacesQuery
    line = OrganizationLineSerializer

    @extend_schema(
        operation_id="totals_organizations_list",
        parameters=[PlacesQuery],
        responses=_page_of(OrganizationLineSerializer),
    )
    def get(self, request: Request) -> Response:
        return self.answer(request)

    def lines(self, request: Request, **asked: Any) -> Page[Any]:
        own = permissions.organizations_in_scope(request.user)
        if own == []:
            raise Http404
        return reports.organization_lines(organizations=own, **asked)


class SiteTotalsView(_LinesView):
    """Practice sites' years: all for city staff, else those one keeps."""

    query = PlacesQuery
    line = SiteLineSerializer

    @extend_schema(
        operation_id="totals_sites_list",
        parameters=[PlacesQuery],
        responses=_page_of(SiteLineSerializer),
    )
    def get(self, request: Request) -> Response:
        return self.answer(request)

    def lines(self, request: Request, **asked: Any) -> Page[Any]:
        own = permissions.sites_in_scope(request.user)
        if own == [] and not read_organizations(request.user):
            raise Http404
        return reports.site_lines(sites=own, **asked)


class VolunteerTotalsView(_LinesView):
    """People's years: all for city staff, else hours with one's organizations."""

    query = VolunteersQuery
    line = VolunteerLineSerializer

    @extend_schema(
        operation_id="totals_volunteers_list",
        parameters=[VolunteersQuery],
        responses=_page_of(VolunteerLineSerializer),
    )
    def get(self, request: Request) -> Response:
        inside = permissions.may_read_city(request.user)
        return self.answer(request, with_names=not inside)

    def lines(self, request: Request, **asked: Any) -> Page[Any]:
        one = asked.pop("organization", None)
        own = permissions.organizations_in_scope(request.user)
        if own is None and one is None:
            return reports.volunteer_lines(**asked)
        if own is not None and (not own or (one and one not in own)):
            raise Http404
        return reports.member_lines(organizations=[one] if one else own or [], **asked)


class MyTotalsView(APIView):
    """One's own year."""

    @extend_schema(
        operation_id="me_totals_retrieve",
        parameters=[YearQuery],
        responses=MyYearSerializer,
    )
    def get(self, request: Request) -> Response:
        volunteer = request.user.as_volunteer
        if volunteer is None:
            raise Http404
        year = my_year(volunteer=volunteer, year=_asked(YearQuery, request)["year"])
        return Response(MyYearSerializer(year).data)
