"""A page that verifies certificates without network, kept on a device with our keys."""

import base64
import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config.kept_pages import manifest_of, worker_of
from recognition.certifying.signing import public_keys

# Of the page's own: it looks the same without network.
FILES = ("css/certificates.css", "js/verify.js", "vendor/ed25519.js")


@cache_control(no_cache=True)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The page itself: the same for everybody, as it stays on a device."""
    keys = {
        number: base64.urlsafe_b64encode(public).decode().rstrip("=")
        for number, public in public_keys().items()
    }
    context = {"keys": json.dumps(keys), "now": timezone.now()}
    return HttpResponse(render_to_string("recognition/offline.html", context))


@cache_control(no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """What keeps the page on a device, in its browser (a service worker)."""
    return worker_of(reverse("recognition:offline"), name="verify", files=FILES)


@cache_control(no_cache=True)
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """How the page is called where it is put on a home screen."""
    return manifest_of(
        reverse("recognition:offline"),
        name=_("Check a certificate without network"),
        short_name=_("Check a certificate"),
    )
