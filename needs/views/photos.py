"""Photos of needs: as they are sent, and as those see them who may read the words."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.file_forms import FileForm, was_left_unread
from needs.photos import shown, visible_photos

F = TypeVar("F", bound=FileForm)


def sent_with_photos(kind: type[F], request: HttpRequest, **more: Any) -> F:
    """What was sent; photos that were left unread for their size are said, not lost."""
    form = kind(request.POST, request.FILES, **more)
    if was_left_unread(request):
        form.add_error("photos", _("This file is too large."))
    return form


@never_cache
@require_safe
@login_required
def of_order(request: HttpRequest, reference: str, photo: UUID) -> HttpResponse:
    """A photo, for who steers the order, carries it out, or may take it on."""
    theirs = visible_photos(request.user, reference)
    return shown(theirs, photo, asked=request.GET)
