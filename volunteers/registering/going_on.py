"""Where somebody was going before they had to register first."""

from django.http import HttpRequest

from config.asked import own_page

NAME = "going_to"  # in the session


def remember(request: HttpRequest, page: str) -> None:
    """Lead back to that page of ours after registering."""
    request.session[NAME] = page


def going_to(request: HttpRequest) -> str:
    """The page somebody was going to; empty where they came by themselves."""
    return own_page(request, request.session.get(NAME, ""))
