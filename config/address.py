"""Where people find the program, whatever host a request named."""

from typing import Any

from django.conf import settings
from django.urls import reverse


def whole(path: str) -> str:
    """The address of a path of ours, as it stands in messages and on other sites."""
    return settings.SITE_URL.rstrip("/") + path


def address_of(name: str, *args: Any) -> str:
    """The whole address of a page."""
    return whole(reverse(name, args=args))
