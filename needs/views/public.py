"""For everyone: how to ask for help, and where a need stands; nothing personal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from needs.addresses import read_reference
from needs.forms import FollowForm
from needs.models import Category, Need
from needs.pages.lists import LISTS
from needs.pages.status import StatusPage
from needs.views.mine import PROOF


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """Ask for help, or follow what one has asked for by its number."""
    form, status = FollowForm(), 200
    if "number" in request.GET:
        form = FollowForm(request.GET)
        if form.is_valid():
            reference = read_reference(form.cleaned_data["number"])
            if Need.objects.filter(reference=reference).exists():
                return redirect("needs:need", reference)
            form.add_error(
                "number",
                _("There is no need with this number. Please compare it once more."),
            )
        status = 422
    categories = Category.objects.all()
    context = {"form": form, "categories": categories, "lists": LISTS}
    return render(request, "needs/needs.html", context, status=status)


@require_safe
def need(request: HttpRequest, reference: str) -> HttpResponse:
    """Where a need stands: category, site, days and what came of it."""
    named = Need.objects.select_related(
        "category", "site", "order__organization", "order__merged_into__need"
    )
    one = get_object_or_404(named, reference=reference)
    page = StatusPage(need=one, at=timezone.now(), is_own=_is_own(request, one))
    return render(request, "needs/need.html", {"need": one, "page": page})


def _is_own(request: HttpRequest, one: Need) -> bool:
    """Whether the phone proved in this browser is that of whoever asked."""
    phone = PROOF.proved(request)
    return bool(phone) and Need.objects.of_phone(phone).filter(pk=one.pk).exists()
