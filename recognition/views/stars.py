"""Stars: those on public notice, objecting to one, and one's own."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config.refusals import say_in
from recognition import rules
from recognition.errors import NoticeIsOver
from recognition.forms import ObjectionForm
from recognition.models import StarAward
from recognition.models.stars import LEVELS
from recognition.rating.scheme import Scheme
from volunteers.permissions import people_of

SIZE = 50


@require_safe
def on_notice(request: HttpRequest) -> HttpResponse:
    """Whom stars are about to be awarded to, for anybody; of one level if asked."""
    found = StarAward.objects.on_notice(timezone.localdate()).with_names()
    asked = request.GET.get("level", "")
    level = int(asked) if asked in {f"{one}" for one in LEVELS} else None
    if level:
        found = found.filter(level=level)
    page = Paginator(found.order_by("-level", "-minutes", "pk"), SIZE).get_page(
        request.GET.get("page")
    )
    part = f"level={level}&" if level else ""
    context = {
        "page": page,
        "level": level,
        "levels": LEVELS,
        "newer_url": f"?{part}page={page.number - 1}" if page.has_previous() else "",
        "older_url": f"?{part}page={page.number + 1}" if page.has_next() else "",
    }
    return render(request, "recognition/stars_on_notice.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def object_to(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say why a star on public notice should not be somebody's."""
    shown = StarAward.objects.on_notice(timezone.localdate())
    if request.method == "POST":
        # Whoever wrote past the last day is told so, beside what they wrote.
        shown = StarAward.objects.announced_once()
    award = get_object_or_404(shown.with_names(), pk=pk)
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _objected(request, award, form):
        messages.success(
            request, _("Thank you. The star is not awarded until this is looked into.")
        )
        return redirect("recognition:stars_on_notice")
    context = {"award": award, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "recognition/object_to_star.html", context, status=status)


def _objected(request: HttpRequest, award: StarAward, form: ObjectionForm) -> bool:
    words = form.cleaned_data["words"]
    try:
        rules.object_to_star(
            award=award, words=words, by=request.user, at=timezone.now()
        )
    except NoticeIsOver as refused:
        say_in(form, refused)
        return False
    return True


@never_cache
@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The stars of oneself and one's children, and what each level needs."""
    people = people_of(request.user)
    if not people:
        return render(request, "hours/not_a_volunteer.html")
    awards = StarAward.objects.of(request.user).with_names().prefetch_related("reviews")
    context = {
        "awards": awards.order_by("-found_at", "-level"),
        "shows_names": len(people) > 1,
        "scheme": Scheme.on(timezone.localdate()),
    }
    return render(request, "recognition/own_stars.html", context)
