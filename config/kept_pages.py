"""Pages that stay on a device and open without network, in its own browser."""

import json
from collections.abc import Sequence
from zlib import crc32

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

# What every page is made of.
FRAME = (
    "css/tokens.css",
    "css/base.css",
    "css/frame.css",
    "css/components.css",
    "css/forms.css",
    "css/charts.css",
    "img/icon.svg",
    "js/ui.js",
    "vendor/htmx.min.js",
)
JAVASCRIPT = "text/javascript; charset=utf-8"


def worker_of(page: str, *, name: str, files: Sequence[str]) -> HttpResponse:
    """
    The service worker that keeps the page at a path, and all it is made of.

    :param name: of what is kept; with other files it is kept anew
    :param files: of the page's own, by their names; those of the frame are among them
    """
    addresses = [static(one) for one in (*FRAME, *files)]
    context = {
        "page": page,
        "files": json.dumps(addresses),
        "name": name,
        "version": f"{crc32(json.dumps(addresses).encode()):08x}",
    }
    said = render_to_string("ui/worker.js", context)
    return HttpResponse(said, content_type=JAVASCRIPT)


def manifest_of(page: str, *, name: str, short_name: str) -> JsonResponse:
    """How the page is called where it is put on a home screen."""
    icon = {"src": static("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    told = {
        "name": name,
        "short_name": short_name,
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#FFFFFF",
        "theme_color": "#FFFFFF",
        "icons": [icon],
    }
    return JsonResponse(told, content_type="application/manifest+json")
