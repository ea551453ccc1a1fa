"""What the server is held against: a page without work, a view with one INSERT."""

from typing import Any, cast

from django.db import connection
from django.http import HttpRequest, HttpResponse
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.triggers import read_sql

LONGEST = 2**20
WORD = b"0123456789abcde\n"


def constant(request: HttpRequest) -> HttpResponse:
    """A page of as many bytes as asked for, always the same; behind all middleware."""
    size = min(LONGEST, int(request.GET.get("bytes", 1000)))
    return HttpResponse((WORD * (size // len(WORD) + 1))[:size])


class Insert(APIView):
    """
    Behind the same token and the same rate limit: read the JSON, insert it as it is.

    No rule, no look, no lock; one INSERT into the same table, committed.
    """

    def post(self, request: Request) -> Response:
        values: dict[str, Any] = {
            **cast("dict[str, Any]", request.data),
            "account": request.user.pk,
        }
        with connection.cursor() as cursor:
            cursor.execute(read_sql("benchmarks/sql/insert_session.sql"), values)
            (pk,) = cursor.fetchone()
        return Response({"id": pk}, status=status.HTTP_201_CREATED)
