"""What centers publish, for everyone to read and to take along."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.csv_files import csv_file
from needs.pages.lists import ListPage, PublicList


def page_of(kind: PublicList) -> Callable[[HttpRequest], HttpResponse]:
    @require_safe
    def shown(request: HttpRequest) -> HttpResponse:
        """One of the lists, page by page."""
        page = ListPage(kind, asked=request.GET, on=timezone.localdate())
        return render(request, "needs/list.html", {"page": page, "kind": kind})

    return shown


def file_of(kind: PublicList) -> Callable[[HttpRequest], StreamingHttpResponse]:
    @require_safe
    def sent(request: HttpRequest) -> StreamingHttpResponse:
        """The whole of it as a file."""
        page = ListPage(kind, asked=request.GET, on=timezone.localdate())
        return csv_file(f"{kind.code}-{page.on}", kind.columns, page.batches)

    return sent
