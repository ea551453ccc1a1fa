"""A page that verifies certificates without network, kept on a device with our keys."""

import base64
import json
from zlib import crc32

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from recognition.certifying.signing import public_keys

# What the page is made of: it looks the same without network.
FILES = (
    "css/tokens.css",
    "css/base.css",
    "css/frame.css",
    "css/components.css",
    "css/forms.css",
    "css/charts.css",
    "css/certificates.css",
    "img/icon.svg",
    "js/ui.js",
    "js/verify.js",
    "vendor/ed25519.js",
    "vendor/htmx.min.js",
)
JAVASCRIPT = "text/javascript; charset=utf-8"


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
    files = [static(name) for name in FILES]
    context = {
        "page": reverse("recognition:offline"),
        "files": json.dumps(files),
        # Other files have other names: what is kept is then kept anew.
        "version": f"{crc32(json.dumps(files).encode()):08x}",
    }
    said = render_to_string("recognition/worker.js", context)
    return HttpResponse(said, content_type=JAVASCRIPT)


@cache_control(no_cache=True)
@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """How the page is called where it is put on a home screen."""
    here = reverse("recognition:offline")
    told = {
        "name": _("Check a certificate without network"),
        "short_name": _("Check a certificate"),
        "start_url": here,
        "scope": here,
        "display": "standalone",
        "background_color": "#FFFFFF",
        "theme_color": "#FFFFFF",
        "icons": [
            {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")
