"""Files that come with what is said over the API."""

from typing import Any

from django import forms
from rest_framework import serializers

from notices.attaching.field import AttachmentsField


class FilesField(serializers.ListField):
    """
    Pictures and documents as parts of a multipart body.

    They are judged and read as a page's field does, and refused in its words.
    """

    judged_by = AttachmentsField

    child = serializers.FileField(use_url=False)

    def to_internal_value(self, data: Any) -> list[Any]:
        try:
            return self.judged_by().clean(super().to_internal_value(data))
        except forms.ValidationError as wrong:
            raise serializers.ValidationError(wrong.messages) from None
