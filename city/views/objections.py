"""What people say is not right, everywhere: the city sees that it is answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from city.views.asking import for_the_city
from hours.models import Objection
from hours.views.objections import page_of


@for_the_city
def objections(request: HttpRequest) -> HttpResponse:
    """All that is open, what is due first on top."""
    found = Objection.objects.all()
    late = found.open().filter(due_on__lt=timezone.localdate()).count()
    context = page_of(request, found) | {"late": late}
    return render(request, "city/objections.html", context)
