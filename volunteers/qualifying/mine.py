"""The papers I have: stating one, taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.asked import whole
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers import rules
from volunteers.credentials import lines
from volunteers.models import Credential, Volunteer
from volunteers.qualifying.forms import CredentialForm


@sensitive_post_parameters("number")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """What I have stated, and whether an official has seen it."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        raise Http404
    if "take_back" in request.POST:
        return _take_back(request, volunteer)
    form = CredentialForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            rules.state_credential(
                volunteer=volunteer,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except RuleBroken as broken:
            say_in(form, broken)
        else:
            said = _("Noted. Please show the paper to your organization or the city.")
            messages.success(request, said)
            return redirect("volunteers:credentials")
    context = {"lines": lines(volunteer, on=timezone.localdate()), "form": form}
    status = 422 if form.errors else 200
    return render(request, "volunteers/credentials.html", context, status=status)


def _take_back(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    own = Credential.objects.filter(volunteer__in=volunteer.all_records)
    one = get_object_or_404(own, pk=whole(request.POST["take_back"]))
    rules.take_credential_back(credential=one, at=timezone.now())
    messages.success(request, _("Taken back. It says nothing about you any more."))
    return redirect("volunteers:credentials")
