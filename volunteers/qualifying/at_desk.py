"""The papers of somebody else, for an official who is shown them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from config.asked import whole
from config.errors import RuleBroken
from volunteers import rules
from volunteers.credentials import examined, examines_for, lines
from volunteers.models import Account, Credential, Volunteer
from volunteers.permissions import reads_the_city


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def of_somebody(request: HttpRequest, number: str) -> HttpResponse:
    """What the person has stated; POST says that one of them was seen."""
    may_confirm = examined(request.user)
    readable = may_confirm
    if reads_the_city(request.user) and request.method != "POST":
        readable = Volunteer.objects.registered()
    person = get_object_or_404(readable, number=number)
    if request.method == "POST":
        return _confirm(request, person)
    context = {
        "person": person,
        "lines": lines(person, on=timezone.localdate()),
        "may_confirm": may_confirm.filter(pk=person.pk).exists(),
        "back_url": _back(request.user, person),
    }
    return render(request, "volunteers/credentials_of.html", context)


def _back(account: Account, person: Volunteer) -> str:
    """The page of the person from which the reader comes."""
    organization = None if reads_the_city(account) else examines_for(account, person)
    if organization:
        return f"/organizations/{organization.pk}/people/{person.number}/"
    return f"/city/volunteers/{person.number}/"


def _confirm(request: HttpRequest, person: Volunteer) -> HttpResponse:
    known = Credential.objects.kept().filter(volunteer__in=person.all_records)
    asked = known.select_related("volunteer")
    one = get_object_or_404(asked, pk=whole(request.POST.get("confirm", "")))
    try:
        rules.confirm_credential(credential=one, by=request.user, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, broken.detail)
    else:
        messages.success(request, _("Noted that you have seen it."))
    return redirect("volunteers:credentials_of", number=person.number)
