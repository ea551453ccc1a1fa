"""What can I do next, near me?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.pages.finding import FindPage


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """The activities one can sign up for, the next first; anyone may look."""
    page = FindPage(asked=request.GET, reader=request.user, at=timezone.now())
    status = 422 if page.form.errors else 200
    return render(request, "activities/activities.html", {"page": page}, status=status)
