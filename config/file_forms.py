"""Forms that take files: a page cannot keep them, as it keeps what is typed."""

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.asked import whole

AGAIN = _("Please choose it again: a file is not kept while something else is wrong.")


def was_left_unread(request: HttpRequest) -> bool:
    """Whether files were sent that are too large to be read at all."""
    length = whole(request.META.get("CONTENT_LENGTH") or "0") or 0
    return length > settings.LARGEST_UPLOAD and not request.FILES


class FileForm(forms.Form):
    """Says at each field of files that they are to be chosen again, where they are."""

    def full_clean(self) -> None:
        super().full_clean()
        if not self.errors:
            return
        for name, field in self.fields.items():
            is_sent = isinstance(field, forms.FileField) and self.files.get(name)
            if is_sent and name not in self.errors:
                self.add_error(name, forms.ValidationError(AGAIN, code="again"))
