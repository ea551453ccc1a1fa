"""Random audits: drawn and noted by the city, answered by whoever served."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.integrity_forms import DrawForm, NoteForm, ReplyForm
from city.permissions import may_read_city
from city.views.asking import numbered_ways, query
from hours.integrity import audits as drawing
from hours.integrity.audits import Rate
from hours.models import Audit, AuditedSession, Reply
from hours.permissions import name_of_volunteer
from volunteers.models import Account, Organization
from volunteers.permissions import is_staff, people_of

ASKS = ["GET", "HEAD", "POST"]
SIZE = 30
AT_ONCE = 20  # questions on one's own page


@never_cache
@login_required
@require_http_methods(ASKS)
def audits(request: HttpRequest) -> HttpResponse:
    """All audits with what came of them; staff draw a new one."""
    if not may_read_city(request.user):
        raise Http404
    staff = is_staff(request.user)
    form = DrawForm()
    status = 200
    if request.method == "POST":
        if not staff:
            raise Http404
        form = DrawForm(request.POST)
        if form.is_valid():
            made = drawing.draw(**form.cleaned_data, by=request.user, at=timezone.now())
            messages.success(
                request, _("It is being drawn. Who served is then asked on their page.")
            )
            return redirect("city:audit", pk=made.pk)
        status = 422
    page = Paginator(_with_counts(), SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "staff": staff,
        "page": page,
        **numbered_ways(request, page),
    }
    return render(request, "city/audits.html", context, status=status)


def _with_counts() -> QuerySet[Audit]:
    def replied(said: str) -> Count:
        return Count("sessions", filter=Q(sessions__reply=said))

    return (
        Audit.objects.annotate(
            drawn=Count("sessions"),
            confirmed=replied(Reply.CONFIRMED),
            denied=replied(Reply.DENIED),
            unreached=replied(Reply.UNREACHED),
        )
        .select_related("job")
        .order_by("-drawn_at", "-pk")
    )


@never_cache
@login_required
@require_http_methods(ASKS)
def audit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was drawn, who is still to be asked, and each organization's share."""
    if not may_read_city(request.user):
        raise Http404
    one = get_object_or_404(_with_counts(), pk=pk)
    if "HX-Request" in request.headers and request.method != "POST":
        return _how_far(request, one)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not is_staff(request.user):
            raise Http404
        if _note(request, form, one.sessions.all()):
            return redirect(f"{request.path}{query(request)}")
    waiting = request.GET.get("all") != "1"
    drawn = one.sessions.filter(reply="") if waiting else one.sessions.all()
    page = Paginator(_named(drawn), SIZE).get_page(request.GET.get("page"))
    context = {
        "audit": one,
        "lines": _lines(page.object_list, request.user),
        "waiting": waiting,
        "notes": is_staff(request.user),
        "replies": [reply for reply in Reply if reply],
        "organizations": _organizations(one),
        "form": form,
        **numbered_ways(request, page),
    }
    status = 422 if form.errors else 200
    return render(request, "city/audit.html", context, status=status)


def _how_far(request: HttpRequest, one: Audit) -> HttpResponse:
    """Whether it is drawn; once it is, the page is read again."""
    answer = render(request, "city/_audit_job.html", {"audit": one})
    if one.job is None or one.job.finished_at:
        answer["HX-Refresh"] = "true"
    return answer


def _named(drawn: QuerySet[AuditedSession]) -> QuerySet[AuditedSession]:
    return drawn.select_related(
        "session__volunteer",
        "session__organization",
        "session__activity",
        "session__service_field",
    ).order_by("organization", "pk")


def _lines(drawn: Any, reader: Account) -> list[tuple[AuditedSession, str]]:
    return [(one, name_of_volunteer(one.session, reader=reader)) for one in drawn]


def _organizations(one: Audit) -> list[tuple[Organization, Rate]]:
    """Those of this audit, the least confirmed first, of all audits' answers."""
    here = one.sessions.filter(reply__in=[Reply.CONFIRMED, Reply.DENIED])
    rates = drawing.rates(here.values_list("organization", flat=True).distinct())
    known = Organization.objects.in_bulk(rates)
    lines = [(known[pk], rate) for pk, rate in rates.items()]
    return sorted(lines, key=lambda line: (line[1].high, line[0].name))[:SIZE]


def _note(
    request: HttpRequest, form: ReplyForm, among: QuerySet[AuditedSession]
) -> bool:
    """
    Whether what was said could be noted; else the form says why not.

    :raises Http404: if it was not asked
    """
    is_valid, said = form.is_valid(), form.cleaned_data
    if "drawn" not in said:  # not sent by the page
        form.add_error(None, _("Please choose one of the answers."))
        return False
    drawn = get_object_or_404(among, pk=said["drawn"])
    if not is_valid:
        return False
    drawing.reply(
        drawn=drawn,
        said=Reply(said["reply"]),
        words=said["words"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Thank you. It is noted."))
    return True


@never_cache
@login_required
@require_http_methods(ASKS)
def my_checks(request: HttpRequest) -> HttpResponse:
    """Hours of one's own, or of a child, that the city asks about."""
    own = people_of(request.user)
    asked = AuditedSession.objects.filter(volunteer__in=own)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _note(request, form, asked):
        return redirect("city:my_checks")
    waiting = list(_named(asked.filter(reply=""))[:AT_ONCE])
    context = {"asked": waiting, "form": form}
    status = 422 if form.errors else 200
    return render(request, "city/my_checks.html", context, status=status)
