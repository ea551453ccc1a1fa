"""All of one's own data, for programs."""

from io import BytesIO

from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from volunteers.own_data.archive import write_json
from volunteers.tokens import account_of


class MyExportView(APIView):
    """All that is kept of oneself (个人信息保护法 art. 45)."""

    @extend_schema(operation_id="me_export", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> FileResponse:
        """Everything that is kept of oneself, part by part."""
        file = BytesIO()
        write_json(file, account_of(request), at=timezone.now())
        file.seek(0)
        return FileResponse(file, content_type="application/json")
