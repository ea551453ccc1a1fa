"""
A gateway that takes messages by HTTP: one POST of JSON for each.

``SMS_TEMPLATE`` is the JSON it wants, in which ``{to}`` stands for the number with
+86, ``{national}`` for it without, ``{text}`` for the message. Any answer but 2xx and
5xx is a refusal, and so is one without ``SMS_ACCEPTED``, where that is set: some
gateways say 200 and refuse in the body.
"""

import json
import logging
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from config.sms import NotDelivered, Unanswered

LONGEST_ANSWER = 65_536
SERVERS_TROUBLE = 500  # from this status on, the message may have been taken

logger = logging.getLogger(__name__)


class _NoRedirects(HTTPRedirectHandler):
    """A number goes to the address in the settings, and to no other."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def deliver(*, to: str, text: str) -> None:
    values = {"{to}": to, "{national}": to.removeprefix("+86"), "{text}": text}
    content = json.dumps(_filled(json.loads(settings.SMS_TEMPLATE), values))
    request = Request(  # noqa: S310 - the address is a setting, of http or https
        settings.SMS_URL,
        data=content.encode(),
        headers={"Content-Type": "application/json", **settings.SMS_HEADERS},
        method="POST",
    )
    try:
        opener = build_opener(_NoRedirects)
        with opener.open(request, timeout=settings.SMS_TIMEOUT) as answer:
            said = answer.read(LONGEST_ANSWER).decode(errors="replace")
    except (OSError, HTTPException) as error:
        # Never the request or the answer: both may hold the number and the code.
        logger.warning("The SMS gateway did not take a message: %s", _why(error))
        raise NotDelivered if _surely_not(error) else Unanswered from None
    if settings.SMS_ACCEPTED not in said:
        logger.warning("The SMS gateway refused a message in its answer")
        raise NotDelivered


def _surely_not(error: Exception) -> bool:
    """Whether the gateway took nothing: it said so, or was never reached."""
    if isinstance(error, HTTPError):
        return error.code < SERVERS_TROUBLE
    never_reached = (ConnectionRefusedError, gaierror)
    return isinstance(error, URLError) and isinstance(error.reason, never_reached)


def _why(error: Exception) -> str:
    if isinstance(error, HTTPError):
        error.close()
        return f"status {error.code}"
    return type(error).__name__


def _filled(part: Any, values: dict[str, str]) -> Any:
    """The template with its placeholders filled, inside of the JSON's strings."""
    if isinstance(part, dict):
        return {key: _filled(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, values) for value in part]
    if isinstance(part, str):
        if part in values:
            return values[part]
        for name in ("{to}", "{national}", "{text}"):
            part = part.replace(name, values[name])
    return part
