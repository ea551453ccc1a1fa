"""The form a file is sent by."""

from pathlib import PurePath
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.file_forms import FileForm

NAME_KEPT = 120


class UploadForm(FileForm):
    """One file; ``form`` is drawn anew each time the page is shown."""

    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        error_messages={"required": _("Please choose a file.")},
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        file.name = PurePath(file.name or "").name[-NAME_KEPT:]
        return file

    def refuse(self, why: str) -> None:
        """Say beside the field what is wrong with the file."""
        self.errors["file"] = self.error_class([why], renderer=self.renderer)


def is_too_large(request: HttpRequest) -> bool:
    """Whether the file was left unread for its size."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return "file" not in request.FILES and int(length) > settings.LARGEST_UPLOAD
