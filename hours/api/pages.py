"""The pages of lists of sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core import signing
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from config.api.pagination import SALT, CursorPage
from hours.models import Session, SessionFilter
from hours.newest import Newest, Place
from volunteers.models import Account


class SessionPages(CursorPage):
    """``next``, ``previous``, ``results`` of the sessions somebody may see."""

    ordering: Sequence[str] = ("-started_at", "-id")

    def read(
        self, request: Request, *, wanted: SessionFilter, by: Account
    ) -> list[Session]:
        """
        The sessions of the page that the address names.

        :raises ValidationError: if its cursor is none of ours
        """
        self.url = request.build_absolute_uri()
        cursor, back = self._read(request)
        after = None
        if cursor:
            started_at, pk = cursor
            after = Place(datetime.fromisoformat(started_at), UUID(pk))
        newest = Newest(wanted=wanted, by=by, after=after, back=back)
        self.found = newest.page(size=self._size(request))
        self.is_first = after is None
        return self.found.sessions

    def get_paginated_response(self, data: object) -> Response:
        newer = self.found.newer
        previous = self._address(newer, back=True) if newer else None
        if previous is None and not self.found.sessions and not self.is_first:
            # An empty page is left the way one came.
            previous = remove_query_param(self.url, self.cursor_query_param)
        older = self.found.older
        following = self._address(older, back=False) if older else None
        return Response({"next": following, "previous": previous, "results": data})

    def _address(self, place: Place, *, back: bool) -> str:
        values = [back, place.started_at.isoformat(), str(place.pk)]
        cursor = signing.dumps(values, salt=SALT)
        return replace_query_param(self.url, self.cursor_query_param, cursor)
