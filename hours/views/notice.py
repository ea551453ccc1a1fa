"""What an organization entered later, for anybody to look at before it counts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hours.deadlines import notice_working_days
from hours.notice import page_of_notices
from volunteers.models import Organization


@require_safe
def notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The entries whose notice runs, with masked names."""
    organization = get_object_or_404(Organization.objects.public(), pk=pk)
    page, lines = page_of_notices(
        organization, at=timezone.now(), number=request.GET.get("page")
    )
    context = {
        "organization": organization,
        "lines": lines,
        "days": notice_working_days(pk),
        "newer_url": f"?page={page.number - 1}" if page.has_previous() else "",
        "older_url": f"?page={page.number + 1}" if page.has_next() else "",
    }
    return render(request, "hours/notice.html", context)
