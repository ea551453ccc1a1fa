"""A young person asks a parent or guardian to agree."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.sms import NotDelivered
from volunteers import rules
from volunteers.errors import TooManyTries
from volunteers.guardian_errors import OwnPhone
from volunteers.guardians import Standing, standing
from volunteers.guarding.forms import GuardianPhoneForm
from volunteers.masking import mask_phone_end

REFUSED_AT_THE_FIELD = (OwnPhone, TooManyTries, NotDelivered)


@never_cache
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Where one stands with a guardian's consent; POST names a phone."""
    volunteer = request.user.as_volunteer
    now = timezone.now()
    if volunteer is None:
        raise Http404
    stands = standing(volunteer, on=timezone.localdate(now))
    if stands == Standing.NOT_NEEDED:
        raise Http404
    form = GuardianPhoneForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            rules.name_guardian(
                volunteer=volunteer,
                phone=form.cleaned_data["phone"],
                request=request,
                at=now,
            )
        except REFUSED_AT_THE_FIELD as refused:
            form.add_error("phone", refused.detail)
            status = refused.status
        else:
            messages.success(request, _("The message is on its way."))
            return redirect("volunteers:my_guardian")
    named = volunteer.guardians.exclude(phone_hash=None).order_by("-named_at").first()
    context = {
        "form": form,
        "has_agreed": stands == Standing.AGREED,
        "named": mask_phone_end(named.phone_last4) if named else "",
    }
    return render(request, "volunteers/my_guardian.html", context, status=status)
