"""A site's counter: somebody comes, calls or is visited, and a clerk takes it down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.errors import RuleBroken
from config.refusals import say_in
from needs import rules
from needs.forms import CounterForm
from needs.models import Need
from needs.permissions import kept_sites
from needs.views.photos import sent_with_photos

LATEST = 10


@never_cache
@sensitive_post_parameters("name", "phone", "beneficiary", "address", "text")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def counter(request: HttpRequest) -> HttpResponse:
    """Take a need in; below, what was taken in last by the reader."""
    sites = kept_sites(request.user)
    if not sites.exists():
        raise Http404
    if request.method == "POST":
        form = sent_with_photos(CounterForm, request, sites=sites)
    else:
        site = request.GET.get("site") or _usual(request)
        form = CounterForm(sites=sites, initial={"site": site, "kind": "need"})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        at = timezone.now()
        try:
            with transaction.atomic():
                need = rules.report(asked=form.asked, by=request.user, at=at)
                if "accept" in request.POST:
                    rules.accept(order=need.order, by=request.user, at=at)
        except RuleBroken as refused:
            say_in(form, refused)
        else:
            said = _("Taken in. The number to give them: %(number)s")
            messages.success(request, said % {"number": need.number})
            return redirect("needs:order", need.reference)
    latest = Need.objects.filter(taken_by=request.user, site__in=sites)
    context = {
        "form": form,
        "latest": latest.select_related("category", "order").order_by("-submitted_at")[
            :LATEST
        ],
    }
    return render(request, "needs/counter.html", context, status=status)


def _usual(request: HttpRequest) -> str | None:
    """The site the reader took something in at last, or keeps as the only one."""
    sites = kept_sites(request.user)
    last = Need.objects.filter(taken_by=request.user, site__in=sites)
    codes = last.order_by("-submitted_at").values_list("site__code", flat=True)[:1]
    own = codes or sites.values_list("code", flat=True)[:2]
    return own[0] if len(own) == 1 else None
