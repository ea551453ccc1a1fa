"""Asking for one URL as somebody, and leaving no trace of it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.db import transaction
from django.test import Client
from rest_framework.test import APIClient

from tests.api.calls import signed_in
from tests.permissions.table import NO, REFUSED, SIGN_IN, YES
from tests.permissions.urls import API
from tests.permissions.world import World
from volunteers.models import Account

# What an act must be sent to get as far as the question of whose it is.
SENT: dict[tuple[str, str], Callable[[World], dict[str, str]]] = {
    ("GET", "sessions/log/done/"): lambda world: {"id": str(world.session.pk)},
    ("POST", "people/<slug:number>/"): lambda world: {"found": "matches"},
    ("POST", "sessions/log/withdraw/"): lambda world: {"id": str(world.session.pk)},
}


class Caller:
    """
    One account, or nobody, that asks for pages and calls the API.

    No answer holds a word of what is ``foreign`` to them.
    """

    def __init__(self, account: Account | None, foreign: Iterable[str] = ()) -> None:
        self.foreign = [*foreign]
        self.browser = Client(raise_request_exception=False)
        self.program = APIClient(raise_request_exception=False)
        if account:
            self.browser.force_login(account)
            self.program = signed_in(account)
        self.cookies = self.browser.cookies.output(header="", sep=";")

    def ask(self, method: str, url: str, sent: dict[str, str] | None = None) -> str:
        """
        What one request meets, in the words of the table.

        :raises AssertionError: if the program breaks, or shows what is foreign
        """
        return in_words(self.answer(method, url, sent), f"{method} {url}")

    def answer(self, method: str, url: str, sent: dict[str, str] | None = None) -> Any:
        """
        What one request is answered, which leaves no trace.

        :raises AssertionError: if it shows what is foreign
        """
        if url.startswith(f"/{API}"):
            caller, sent = self.program, sent or {}
        else:
            # Signing out in one request is not signing out in the next.
            self.browser.cookies = SimpleCookie(self.cookies)
            caller = self.browser
        with undone():
            answer = getattr(caller, method.lower())(url, sent)
            # What breaks in a file breaks while it is read.
            whole = answer.getvalue() if answer.streaming else answer.content
        text = whole.decode(errors="ignore")
        seen = [word for word in self.foreign if word in text]
        assert seen == [], f"{method} {url} shows what is of somebody else"
        return answer


def in_words(answer, asked: str) -> str:
    status = answer.status_code
    assert status < 500, f"{asked} broke with {status}"
    assert status != 405, f"{asked} is not answered at all"
    if status == 401:
        return SIGN_IN
    if status in (301, 302) and "/login/" in answer["Location"]:
        return SIGN_IN
    return {404: NO, 403: REFUSED}.get(status, YES)


@contextmanager
def undone() -> Iterator[None]:
    """Nothing that happens inside is there afterwards."""
    block = transaction.atomic()
    # As the test's own transaction does: an act that must be durable may begin here.
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
