"""Every URL the program answers, and by which methods."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.test import Client
from django.urls import URLPattern, get_resolver
from drf_spectacular.generators import SchemaGenerator

API = "api/v1/"
# HEAD is GET without its body.
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def routes(patterns: list | None = None, before: str = "") -> Iterator[tuple[str, Any]]:
    """Each URL pattern as the resolver has it, and the view behind it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.callback
        else:
            yield from routes(pattern.url_patterns, route)


@cache
def all_routes() -> dict[str, Callable]:
    return dict(routes())


def methods_of(view: Callable, url: str, browser: Client) -> set[str]:
    """
    What the view behind a URL takes: a class says it, a function tells whom it refuses.

    :raises AssertionError: if it refuses nobody
    """
    kind = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if kind:
        return {one for one in METHODS if hasattr(kind, one.lower())}
    told = browser.delete(url)
    assert told.status_code == 405, f"{url} does not say which methods it takes"
    return {one.strip() for one in told["Allow"].split(",")} & set(METHODS)


def operations() -> set[tuple[str, str]]:
    """What the API's description promises, as (method, path)."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return {
        (method.upper(), path.lstrip("/"))
        for path, item in schema["paths"].items()
        for method in item
        if method.upper() in METHODS
    }


def as_described(route: str) -> str:
    """``<uuid:pk>`` as the API's description writes it: ``{id}``."""
    parts = (
        "{" + part[1:-1].rpartition(":")[2] + "}" if part.startswith("<") else part
        for part in route.split("/")
    )
    return "/".join(parts).replace("{pk}", "{id}")


def route_of(path: str) -> str:
    """The URL pattern behind a path of the API's description."""
    return _routes_described()[path.lstrip("/")]


@cache
def _routes_described() -> dict[str, str]:
    return {as_described(one): one for one in all_routes() if one.startswith(API)}
