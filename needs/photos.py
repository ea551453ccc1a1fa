"""Photos of a need as they are taken in, and given to whoever may read its words."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from needs.models import Photo
from needs.permissions import visible_orders
from notices.api_fields import FilesField
from notices.attaching.field import AttachmentsField, Files
from notices.attaching.plain import made_photo
from notices.attaching.sending import as_file
from volunteers.models import Account

MOST = 3
LARGE, SMALL = 1_600, 480  # pixels of the longest side
JPEG = "image/jpeg"


class Picture(NamedTuple):
    """A photo as it is kept, twice: JPEG that holds nothing but what is seen."""

    large: bytes
    small: bytes


class PhotosField(AttachmentsField):
    """Up to three photos; cleaned, each is a ``Picture``."""

    widget = Files(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Photos of it")} | kwargs)

    @property
    def most(self) -> int:
        return MOST

    def made(self, *, name: str, content: bytes) -> Picture:
        large = made_photo(name=name, content=content, longest=LARGE)
        return Picture(large, made_photo(name=name, content=large, longest=SMALL))


class PhotosApiField(FilesField):
    """The same over the API, as parts of a multipart body."""

    judged_by = PhotosField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            default=list,
            help_text="Up to three: JPEG, PNG or WebP, in a multipart body.",
            **kwargs,
        )


def visible_photos(reader: Account, reference: str) -> QuerySet[Photo]:
    """Those of the need, where the account may read its words."""
    visible = visible_orders(reader).values("pk")
    return Photo.objects.filter(need__reference=reference, need__in=visible)


def shown(
    theirs: QuerySet[Photo], pk: UUID, *, asked: Mapping[str, str]
) -> HttpResponse:
    """
    One of their photos, small where a page shows it beside others.

    :raises Http404: if it is not among them
    """
    one = get_object_or_404(theirs.select_related("content", "need"), pk=pk)
    content = one.content.small if "small" in asked else one.content.large
    return as_file(
        bytes(content), kind=JPEG, name=f"{one.need.reference}.jpg", is_shown=True
    )
