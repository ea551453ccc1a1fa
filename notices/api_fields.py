"""Files that come with what is said over the API."""

from typing import Any

from django import forms
from rest_framework import serializers

from notices.attaching.field import AttachmentsField
from notices.attaching.plain import Plain


class FilesField(serializers.ListField):
    """
    Pictures and documents as parts of a multipart body; read, they are ``Plain``.

    They are judged as a page's are (``AttachmentsField``), and refused in its words.
    """

    child = serializers.FileField(use_url=False)

    def to_internal_value(self, data: Any) -> list[Plain]:
        try:
            return AttachmentsField().clean(super().to_internal_value(data))
        except forms.ValidationError as wrong:
            raise serializers.ValidationError(wrong.messages) from None
