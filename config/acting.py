"""
Who changes what is changed: told to the database in the same breath as a statement.

Only with statements that write a table of which history is kept (see
``config.history``); all others go out as they are.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse

Who = Callable[[], dict[str, Any]]
LONGEST_PAGE = 200

_acting: ContextVar[Who | None] = ContextVar("acting", default=None)


@contextmanager
def acting(who: Who) -> Iterator[None]:
    """
    Say who changes what is changed inside, and where.

    :param who: asked once something of which history is kept is about to change;
        gives ``user`` (an account's id or None) and ``url``
    """
    token = _acting.set(who)
    try:
        if _say_who in connection.execute_wrappers:
            yield
        else:
            with connection.execute_wrapper(_say_who):
                yield
    finally:
        _acting.reset(token)


class HistoryMiddleware:
    """Whoever is signed in changes what a request changes, on the page it asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(lambda: _who_asks(request)):
            return self.get_response(request)


def _who_asks(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)  # of an API call too, once it has signed in
    return {"user": user.pk if user else None, "url": request.path[:LONGEST_PAGE]}


def _say_who(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
    """Tell the database, for this transaction only, and let it go on."""
    who = _acting.get()
    if who is None or not isinstance(sql, str) or not _written_down().search(sql):
        return execute(sql, params, many, context)
    # Whatever is written to find out who it is has no other author.
    token = _acting.set(None)
    try:
        told = json.dumps(who())
    finally:
        _acting.reset(token)
    setting = "SELECT set_config('pghistory.context_metadata', %s, true); "
    before = context["cursor"].cursor.mogrify(setting, [told]).decode()
    if params is not None:
        before = before.replace("%", "%%")
    return execute(before + sql, params, many, context)


@cache
def _written_down() -> re.Pattern[str]:
    """Finds statements that write a table of which history is kept."""
    from config.history import Change

    models = (one for one in apps.get_models() if issubclass(one, Change))
    tracked: Iterator[Any] = (one.pgh_tracked_model for one in models)
    tables = "|".join(one._meta.db_table for one in tracked)
    return re.compile(rf'\b(?:INTO|UPDATE|DELETE FROM)\s+"?(?:{tables})\b')
