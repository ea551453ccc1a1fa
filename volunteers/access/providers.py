"""Signing in elsewhere, where settings name somebody: nothing by itself."""

from dataclasses import dataclass

from allauth.account.signals import user_logged_in
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.urls import urlpatterns as social_views
from allauth.urls import build_provider_urlpatterns
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _

from volunteers.access.adapters import CONNECTS
from volunteers.access.proof import was_sent_a_code
from volunteers.models import Account


@dataclass(frozen=True, slots=True)
class Button:
    url: str
    label: str


def buttons(request: HttpRequest) -> list[Button]:
    """A way to each provider that settings name."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    return [
        Button(one.get_login_url(request), one.name)
        for one in get_adapter().list_providers(request)
    ]


@receiver(user_logged_in)
def connect(
    sender: object, request: HttpRequest, user: Account, **kwargs: object
) -> None:
    """Connect a sign-in elsewhere to the account whose phone was proved just now."""
    kept = request.session.pop(CONNECTS, None)
    if kept is None or not was_sent_a_code(request):
        return
    login = SocialLogin.deserialize(kept)
    login.lookup()
    if not login.is_existing:  # somebody else may have been quicker
        login.connect(request, user)
        messages.success(request, _("They belong together now."))


def _urlpatterns() -> list[URLPattern | URLResolver]:
    """Where providers send people back to; nothing where none is named."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    inside = [*social_views, *build_provider_urlpatterns()]
    return [path("login/elsewhere/", include(inside))]


urlpatterns = _urlpatterns()
