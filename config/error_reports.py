"""
What a report of an error tells: where it happened and of which kind, no values.

Django masks what it takes for a password. Here a name, a note or a document can stand
in any variable, form or cookie, so a report says of each value only its type and size;
its sentences and addresses are masked as log lines are.
"""

from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from config.logs import mask_numbers

# What the server says of a request and nobody types: enough to find the page.
TOLD = frozenset(
    {
        *("REQUEST_METHOD", "PATH_INFO", "CONTENT_TYPE", "CONTENT_LENGTH"),
        *("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST"),
        *("HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "wsgi.url_scheme"),
    }
)


def shape(value: Any) -> str:
    """``str of 11``: of which type a value is, and how long."""
    kind = type(value).__name__
    try:
        return f"{kind} of {len(value)}"
    except Exception:  # whatever has no length, or fails to say it
        return kind


class NoValues(SafeExceptionReporterFilter):
    """Leaves no value of a request, a setting or a variable in a report."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        meta = getattr(request, "META", {})
        return {
            name: mask_numbers(str(value)) if name in TOLD else shape(value)
            for name, value in meta.items()
        }

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {name: shape(value) for name, value in request.COOKIES.items()}

    def get_post_parameters(self, request: HttpRequest | None) -> MultiValueDict:
        return _shapes(request.POST if request is not None else QueryDict())

    def get_cleansed_multivaluedict(
        self, request: HttpRequest, multivaluedict: QueryDict
    ) -> QueryDict:
        return _shapes(multivaluedict)

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return {name: shape(value) for name, value in tb_frame.f_locals.items()}.items()


def _shapes(said: MultiValueDict) -> QueryDict:
    told = QueryDict(mutable=True)
    for name, value in said.items():
        told[name] = shape(value)
    return told


class MaskingReporter(ExceptionReporter):
    """Says the kind of each exception and none of its words, which may quote data."""

    def get_traceback_data(self) -> dict[str, Any]:
        data: dict[str, Any] = super().get_traceback_data()
        data["exception_value"] = shape(self.exc_value)
        data["exception_notes"] = ""
        data["filtered_POST_items"] = list(
            self.filter.get_post_parameters(self.request).items()
        )
        if self.request is not None:
            data["request_GET_items"] = [
                (name, shape(value)) for name, value in self.request.GET.items()
            ]
            data["request_FILES_items"] = [
                (name, shape(value)) for name, value in self.request.FILES.items()
            ]
            data["request_insecure_uri"] = mask_numbers(
                f"{self.request.scheme}://{self.request.get_host()}{self.request.path}"
            )
            data["user_str"] = f"account {getattr(self.request.user, 'pk', None)}"
        return data

    def get_exception_traceback_frames(
        self, exc_value: BaseException | None, tb: TracebackType | None
    ) -> Any:
        for frame in super().get_exception_traceback_frames(exc_value, tb):
            cause = frame.get("exc_cause")
            yield {**frame, "exc_cause": cause and type(cause).__name__}

    def get_traceback_html(self) -> SafeString:
        return SafeString(mask_numbers(super().get_traceback_html()))

    def get_traceback_text(self) -> SafeString:
        return SafeString(mask_numbers(super().get_traceback_text()))
