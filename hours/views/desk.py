"""The approval desk: what waits, one session, what one decided."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from config.models import Job
from config.once import answer_to
from hours.deadlines import escalation_working_days
from hours.desk import acts, details, groups, lines, queues, saved
from hours.desk.asked import ASKED, Asked, list_of, offices, read
from hours.desk.said import Said
from hours.forms import AnswerForm
from hours.jobs import act_of
from hours.models import Objection, Session
from hours.models.queries import MARKED
from hours.permissions import may_import, may_read_rules, may_record
from hours.reasons import choices
from hours.views import deciding
from volunteers.models import Account
from volunteers.permissions import administered_organizations, is_staff

ORGANIZATIONS_SHOWN = 50
MORE = gettext_lazy("More to ask, or to show")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """The queue; a decision is posted to the same address."""
    if request.method == "POST":
        return deciding.decide(request, again=queue_again)
    now = timezone.now()
    asked = read(request.user, request.GET)
    if asked is None:
        return _choose_organization(request, now)
    kept = saved.kept_at(asked, request.user)
    if narrowed := saved.address_to_open(asked, request.GET, kept):
        return redirect(f"{request.path}?{narrowed}")
    return render(request, "hours/desk.html", _desk(request, asked, now, kept))


def queue_again(
    request: HttpRequest, said: Said, *, status: int, **happened: Any
) -> HttpResponse:
    """The queue as it is by now, with a word on what happened and what was typed."""
    kept = saved.kept_at(said.asked, request.user)
    context = _desk(request, said.asked, timezone.now(), kept)
    context |= {"said": said, **happened}
    return render(request, "hours/desk.html", context, status=status)


def filter_again(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The queue with what it cannot be narrowed by as it was typed."""
    kept = saved.kept_at(asked, request.user)
    context = _desk(request, asked, timezone.now(), kept)
    return render(request, "hours/desk.html", context, status=422)


def _desk(
    request: HttpRequest, asked: Asked, now: datetime, kept: saved.Kept
) -> dict[str, Any]:
    account = request.user
    view = groups.overview(asked, by=account, at=now)
    page = lines.page(asked, by=account, at=now, after=request.GET.get("after", ""))
    chosen = asked.form.data.get("below" if asked.is_from_below else "activity", "")
    tally = lines.tally(asked, view.groups, account)
    return {
        "asked": asked,
        "overview": view,
        "group": next((one for one in view.groups if one.key == chosen), None),
        "chosen": chosen,
        "all_query": asked.query(
            view=asked.view if asked.is_from_below else None, activity=None, below=None
        ),
        "base_query": asked.query(view=None, activity=None, below=None),
        "flag_again": "" if asked.shows_marked else MARKED,
        "views": kept.views,
        "tally": tally,
        # Where there is nothing to decide, there is nothing to decide with.
        "decides_some": asked.view != ASKED and tally.locked < tally.count,
        "page": page,
        "shown_at": now,
        "act": uuid4(),
        "others": _other_organizations(account),
        "objections": Objection.objects.answerable_by(account).open().count(),
        "imports": asked.organization and may_import(account, asked.organization),
        "organizes": asked.organization
        and asked.organization.pk in administered_organizations(account),
        "records": asked.organization and may_record(account, asked.organization),
        "rules": asked.organization and may_read_rules(account, asked.organization),
        **choices(at=now),
        **_done(request, account),
    }


def _other_organizations(account: Account) -> list[Any]:
    return [] if is_staff(account) else list(offices(account))


def _done(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What the act came to that led here, where there was one."""
    key = request.GET.get("done", "")
    answer = answer_to(key=key, by=account) if key else None
    if answer is None:
        return {}
    return {"done": answer, "refused": refused_lines(answer, account)}


def refused_lines(answer: dict[str, Any], account: Account) -> list[dict[str, Any]]:
    """By code: how many were refused, why, and the first of them by name."""
    ids = [one["session"] for one in answer["refused"]]
    if not answer["refused_by_code"]:
        return []
    known = {
        str(one.pk): one
        for one in Session.objects.decidable_by(account).filter(pk__in=ids).with_names()
    }
    return [
        {
            "code": code,
            "count": count,
            "detail": next(
                one["detail"] for one in answer["refused"] if one["code"] == code
            ),
            "sessions": [
                known[one["session"]]
                for one in answer["refused"]
                if one["code"] == code and one["session"] in known
            ],
        }
        for code, count in answer["refused_by_code"].items()
        if any(one["code"] == code for one in answer["refused"])
    ]


def _choose_organization(request: HttpRequest, now: datetime) -> HttpResponse:
    pages = Paginator(queues.queues(), ORGANIZATIONS_SHOWN)
    page = pages.get_page(request.GET.get("page"))
    here = f"{request.path}?page="
    context = {
        "waiting": queues.waiting_at(page.object_list, at=now),
        "for_the_city": groups.for_the_city(at=now) if page.number == 1 else None,
        "escalation_days": escalation_working_days(),
        "newer_url": f"{here}{page.number - 1}" if page.has_previous() else "",
        "older_url": f"{here}{page.number + 1}" if page.has_next() else "",
        "decided_today": groups.decided_since_midnight(by=request.user, at=now),
    }
    return render(request, "hours/desk_organizations.html", context)


@login_required
@require_GET
def desk_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session: beside the list where there is room, else on its own page."""
    return one_session(request, pk, back=request.GET.get("back", ""))


def one_session(
    request: HttpRequest, pk: UUID, *, back: str, form: AnswerForm | None = None
) -> HttpResponse:
    """
    A session at the desk.

    :param back: the list it was opened from
    :param form: what was to be added to the talk about it, and could not be
    """
    session = get_object_or_404(
        Session.objects.decidable_by(request.user)
        .with_names()
        .select_related(
            "organization__parent",
            "submitted_by__volunteer",
            "decided_by__volunteer",
        ),
        pk=pk,
    )
    params = list_of(session, request.user, back)
    now = timezone.now()
    context = {
        "details": details.details(session, by=request.user, at=now),
        "session": session,
        "back": params.urlencode(),
        "form": form or AnswerForm(label=MORE),
        "act": uuid4(),
        **choices(at=now),
    }
    part = "HX-Request" in request.headers
    name = "hours/_desk_details.html" if part else "hours/desk_session.html"
    response = render(request, name, context, status=422 if form else 200)
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_required
@require_GET
def decided(request: HttpRequest) -> HttpResponse:
    """What one decided today, act by act, and the sessions of one act."""
    if not is_staff(request.user) and not offices(request.user).exists():
        raise Http404
    now = timezone.now()
    context: dict[str, Any] = {
        "acts": acts.acts_today(by=request.user, at=now),
        **_done(request, request.user),
    }
    if token := request.GET.get("at"):
        moment = acts.read_moment(token)
        if moment is None:
            raise Http404
        sessions = acts.decided_at(moment, by=request.user)
        rows = list(sessions.newest_first().with_names_of_first(lines.ON_A_PAGE))
        context["token"] = token
        context["lines"] = lines.lines(rows, by=request.user, at=now)
    return render(request, "hours/desk_decided.html", context)


@login_required
@require_GET
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a decision about many sessions has come, and what it came to."""
    mine = Job.objects.of(request.user).defer("arguments")
    found = get_object_or_404(mine, pk=pk, kind="decide")
    done = found.state == "done" and found.result
    context = {
        "job": found,
        "decision": act_of(found)["decision"],
        "refused": refused_lines(found.result, request.user) if done else [],
        "can_be_undone": acts.job_can_be_undone(found, at=timezone.now()),
    }
    part = (
        "hours/_desk_job.html"
        if "HX-Request" in request.headers
        else "hours/desk_job.html"
    )
    return render(request, part, context)
