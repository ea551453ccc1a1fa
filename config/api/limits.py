from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.throttling import BaseThrottle

from config import limits

if TYPE_CHECKING:  # DRF reads this class while it loads its own views
    from rest_framework.request import Request
    from rest_framework.views import APIView


# A process takes a hundredth of a minute's calls at once: one write for all of them.
SHARES = 100


class PerMinute(BaseThrottle):
    """
    So many calls a minute for one account, or for one address without account.

    An office stands behind one address, so strangers there share a wide limit.
    """

    def __init__(self) -> None:
        self.seconds: int | None = None

    def allow_request(self, request: "Request", view: "APIView") -> bool:
        if request.user.is_authenticated:
            subject = f"api:account:{request.user.pk}"
            limit = settings.API_CALLS_PER_MINUTE
        else:
            subject = f"api:address:{limits.address_of(request._request)}"
            limit = settings.API_CALLS_PER_MINUTE_AND_ADDRESS
        self.seconds = limits.spend(
            subject, limit=limit, seconds=60, at_once=max(1, limit // SHARES)
        )
        return self.seconds is None

    def wait(self) -> int | None:
        return self.seconds
