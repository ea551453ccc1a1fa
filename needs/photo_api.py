"""Photos of needs over the API."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from config.api.files import AsItIs
from needs.photos import JPEG, shown, visible_photos
from volunteers.tokens import account_of


class PhotoView(APIView):
    """A photo of what is needed, or of what was done."""

    content_negotiation_class = AsItIs

    @extend_schema(
        operation_id="needs_photo",
        parameters=[OpenApiParameter("small", OpenApiTypes.BOOL)],
        responses={(200, JPEG): OpenApiTypes.BINARY},
    )
    def get(
        self, request: Request, reference: str, photo: UUID, **kwargs: Any
    ) -> HttpResponse:
        """The photo, for whoever may read the words of the need."""
        theirs = visible_photos(account_of(request), reference)
        return shown(theirs, photo, asked=request.query_params)
