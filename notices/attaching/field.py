"""The field by which files are sent beside words."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.errors import RuleBroken
from notices.attaching.plain import made_plain

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class AttachmentsField(forms.FileField):
    """
    Some pictures and documents; cleaned, they are what ``made`` makes of each.

    What is wrong is said with the name of the file, and of all of them at once.
    """

    widget = Files(attrs={"accept": ACCEPTED})

    def __init__(self, **kwargs: Any) -> None:
        label = kwargs.pop("label", gettext_lazy("Pictures or PDF, such as the roster"))
        super().__init__(required=False, label=label, **kwargs)

    @property
    def most(self) -> int:
        return int(settings.ATTACHMENTS_MOST)

    @property
    def largest_mb(self) -> int:
        return int(settings.LARGEST_ATTACHMENT) // 1024 // 1024

    def made(self, *, name: str, content: bytes) -> Any:
        """
        What one file is kept as.

        :raises RuleBroken: if it is nothing that is kept
        """
        return made_plain(name=name, content=content)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent: list[UploadedFile] = [one for one in data or [] if one]
        if len(sent) > (most := self.most):
            words = ngettext(
                "Please send at most %(most)s file at a time.",
                "Please send at most %(most)s files at a time.",
                most,
            )
            raise forms.ValidationError(words % {"most": most}, code="too_many")
        plain, wrong = [], []
        for one in sent:
            try:
                plain.append(self._taken(one))
            except RuleBroken as refused:
                wrong.append(refused.detail)
            except forms.ValidationError as refused:
                wrong += refused.messages
        if wrong:
            raise forms.ValidationError(wrong)
        return plain

    def _taken(self, file: UploadedFile) -> Any:
        largest = settings.LARGEST_ATTACHMENT
        if (file.size or 0) > largest:
            raise forms.ValidationError(
                _("“%(name)s” is larger than %(size)s MB."),
                params={"name": file.name, "size": largest // 1024 // 1024},
                code="too_large",
            )
        return self.made(name=file.name or "", content=file.read())
