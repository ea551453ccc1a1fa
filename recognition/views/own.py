"""My certificates: made, listed, printed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config.errors import RuleBroken
from config.refusals import say_in
from recognition import rules
from recognition.certifying.printing import as_pdf
from recognition.models import Certificate
from recognition.pages.own import OwnPage
from recognition.permissions import good_certificates, held_certificates
from volunteers.permissions import people_of

SIZE = 20


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certificates(request: HttpRequest) -> HttpResponse:
    """What I was given, and what another would say; POST makes it."""
    people = people_of(request.user)
    if not people:
        return render(request, "hours/not_a_volunteer.html")
    asked = request.POST if request.method == "POST" else request.GET
    page = OwnPage(people=people, asked=asked, today=timezone.localdate())
    if request.method == "POST" and page.form.is_valid():
        try:
            made = _made(request, page)
        except RuleBroken as refused:
            say_in(page.form, refused)
        else:
            messages.success(request, _("Here is your certificate."))
            return redirect("recognition:verify", made.code)
    held = held_certificates(request.user).with_names()
    lines = Paginator(held, SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": page.form,
        "lines": lines,
        "newer_url": f"?page={lines.number - 1}" if lines.has_previous() else None,
        "older_url": f"?page={lines.number + 1}" if lines.has_next() else None,
    }
    status = 422 if page.form.errors else 200
    return render(request, "recognition/certificates.html", context, status=status)


def _made(request: HttpRequest, page: OwnPage) -> Certificate:
    said = page.form.cleaned_data
    return rules.certify(
        volunteer=page.person,
        first=said["first"],
        last=said["last"],
        organization=said["organization"],
        by=request.user,
        at=timezone.now(),
    )


@never_cache
@login_required
@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """One of mine on paper; one that is no longer good is not printed."""
    one = get_object_or_404(good_certificates(request.user), code=code)
    return HttpResponse(
        as_pdf(one),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{one.number}.pdf"'},
    )
