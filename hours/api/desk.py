"""The desk: what waits for somebody in office, the longest waiting first."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from hours.api.filters import DeskFilterSerializer
from hours.api.serializers import SessionSerializer
from hours.api.sessions import context_of
from hours.models import Level, Session, SessionFilter
from hours.models.queries import SessionQuerySet
from hours.queue import queue
from hours.rules import Decision
from hours.stops import read_stops
from volunteers.models import Account
from volunteers.permissions import approved_organizations, is_staff
from volunteers.tokens import account_of


class DeskView(ListAPIView):
    """What waits at one's desk."""

    serializer_class = SessionSerializer
    queryset = Session.objects.none()
    ordering = ("submitted_at", "id")
    filters = tuple(DeskFilterSerializer().fields)

    def get_queryset(self) -> SessionQuerySet:
        account = account_of(self.request)
        if not is_staff(account) and not approved_organizations(account):
            raise Http404
        asked = {
            name: value for name, value in self.request.query_params.items() if value
        }
        wanted = DeskFilterSerializer(data=asked)
        wanted.is_valid(raise_exception=True)
        return waiting_for(account, wanted.filter)

    @extend_schema(operation_id="desk_list", parameters=[DeskFilterSerializer])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """
        What waits in one's organizations, and what has come up from those below.

        A decision with the same `filter` means the same sessions. City staff, who may
        decide all, are shown what is the city's unless they name an organization, the
        one above or a level.
        """
        page = self.paginate_queryset(self.get_queryset()) or []
        read_stops(page)
        told = SessionSerializer(page, many=True, context=context_of(request, page))
        return self.get_paginated_response(told.data)


def waiting_for(account: Account, wanted: SessionFilter) -> SessionQuerySet:
    """The sessions that wait at the account's desk and are asked for, with names."""
    found = queue(decision=Decision.APPROVE, wanted=wanted, by=account)
    if is_staff(account) and not (
        wanted.organization or wanted.parent or wanted.level or wanted.overdue
    ):
        found = found.filter(level=Level.CITY)
    return found.with_names()
