"""
For mypy: who sends a request is an ``Account``.

Views and calls are closed to strangers by a decorator or a permission class, which
types do not follow. The few that are open ask ``is_authenticated`` first; the test
that walks every address as a stranger proves it.
"""

from collections.abc import Callable
from typing import Any

from mypy.plugin import AttributeContext, Plugin
from mypy.types import Instance, Type
from mypy_django_plugin.lib.helpers import lookup_fully_qualified_typeinfo

ACCOUNT = "volunteers.models.account.Account"
SENDERS = (
    "django.http.request.HttpRequest.user",
    "rest_framework.request.Request.user",
)


class SignedIn(Plugin):
    def get_attribute_hook(
        self, fullname: str
    ) -> Callable[[AttributeContext], Type] | None:
        return _account if fullname in SENDERS else None


def _account(context: AttributeContext) -> Type:
    checker: Any = context.api
    account = lookup_fully_qualified_typeinfo(checker, ACCOUNT)
    if account is None:  # a lower room, which knows no account
        return context.default_attr_type
    return Instance(account, [])


def plugin(version: str) -> type[Plugin]:
    return SignedIn
