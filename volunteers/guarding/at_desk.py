"""A guardian comes to a desk and signs for somebody who registered alone."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from volunteers import rules
from volunteers.guardian_errors import GuardianIsMinor, OwnPhone
from volunteers.guardians import is_minor
from volunteers.guarding.forms import BesideForm
from volunteers.guarding.lines import wording
from volunteers.scopes import attended, is_official


@never_cache
@sensitive_post_parameters("guardian_name", "guardian_phone")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def signs(request: HttpRequest, number: str) -> HttpResponse:
    """For officials who attend to the person, and as long as that one is under 18."""
    ward = get_object_or_404(attended(request.user), number=number)
    now = timezone.now()
    if not is_official(request.user) or not is_minor(ward, on=timezone.localdate(now)):
        raise Http404
    form = BesideForm(request.POST or None)
    text = wording(now)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            rules.agree_at_desk(
                ward=ward, guardian=form.beside(text.version), by=request.user, at=now
            )
        except (OwnPhone, GuardianIsMinor) as refused:
            form.add_error("guardian_phone", refused.detail)
            status = refused.status
        else:
            messages.success(request, _("That is noted."))
            return redirect("volunteers:person", ward.number)
    context = {"beside": form, "text": text, "person": ward}
    return render(request, "volunteers/guardian_signs.html", context, status=status)
