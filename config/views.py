"""What every site of this kind answers: probes, language, large text, errors."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from config.api import problems
from config.asked import own_page
from config.cookies import remember
from config.signals import language_chosen

PLAIN = "text/plain; charset=utf-8"


@require_GET
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives."""
    return HttpResponse("ok\n", content_type=PLAIN)


@require_GET
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """It can serve: the database answers and every migration is applied."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type=PLAIN)
    if missing:
        return HttpResponse("migrations missing\n", status=503, content_type=PLAIN)
    return HttpResponse("ok\n", content_type=PLAIN)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Show every page in ``language`` from now on."""
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)
        language_chosen.send(sender=None, request=request, language=chosen)
    return response


@require_POST
def large_text(request: HttpRequest) -> HttpResponse:
    """Show every page in large text from now on, or no longer (``on`` is empty)."""
    response = _back(request)
    if request.POST.get("on"):
        remember(response, "large_text", "1")
    else:
        response.delete_cookie("large_text")
    return response


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the form was on; never to another site."""
    return redirect(own_page(request, request.POST.get("next", "")) or "/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, as a page or as a problem document."""
    if _is_api(request):
        sentence = _("The request could not be read.")
        return problems.plain_response(status=400, code="bad_request", detail=sentence)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, as a page or as a problem document."""
    if _is_api(request):
        sentence = _("You may not do this.")
        return problems.plain_response(
            status=403, code="permission_denied", detail=sentence
        )
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, as a page or as a problem document."""
    if _is_api(request):
        sentence = _("There is nothing here.")
        return problems.plain_response(status=404, code="not_found", detail=sentence)
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, as a page or as a problem document; asks the database nothing."""
    if _is_api(request):
        sentence = _("Something went wrong on our side. It has been written down.")
        return problems.plain_response(status=500, code="error", detail=sentence)
    return defaults.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
