"""Following links as somebody, until every kind of page has been seen."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.permissions.pages import read
from tests.permissions.walk import Caller

# Where people look first; whoever has no business there meets a refusal.
BEGIN = ("/", "/me/", "/account/", "/desk/", "/exports/", "/city/")
ENOUGH = 2  # pages of one kind, or one that is asked something
HERE = "http://testserver"
# The operator's admin is Django's own.
NOT_FOLLOWED = ("/static/", "/admin/")

Found = tuple[str, str, Any]


def crawl(caller: Caller, begin: Iterable[str] = BEGIN) -> Iterator[Found]:
    """Every page found: its address, the page with the link to it, its answer."""
    known, kinds = dict.fromkeys(begin), Counter[Any]()
    waiting = [(url, "") for url in known]
    for url, found_on in waiting:
        answer = caller.answer("GET", url)
        yield url, found_on, answer
        for to in links_of(answer, url):
            kind = kind_of(to)
            if to not in known and kinds[kind] < (ENOUGH if len(kind) == 1 else 1):
                kinds[kind] += 1
                known[to] = None
                waiting.append((to, url))


def links_of(answer: Any, url: str) -> Iterator[str]:
    """Where a page leads to, or sends on, within the program."""
    if "html" in answer.get("Content-Type", "") and answer.status_code == 200:
        links = read(answer.content.decode(), url).links
    else:
        links = [answer.get("Location", "")]
    for link in links:
        to = urldefrag(urljoin(HERE + url, link)).url
        if to.startswith(f"{HERE}/"):
            path = to.removeprefix(HERE)
            if not path.startswith(NOT_FOLLOWED):
                yield path


def kind_of(url: str) -> tuple[str, ...]:
    """Pages of one kind have one pattern of address, and are asked the same."""
    address = urlsplit(url)
    try:
        route = resolve(address.path).route
    except Resolver404:
        route = address.path
    return route, *sorted(parse_qs(address.query))
