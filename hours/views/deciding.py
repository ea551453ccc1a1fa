"""Deciding at the desk: one, the ticked ones, or all that match."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from config.models import Job
from config.once import once
from hours import jobs
from hours.desk.acts import ids_of_act
from hours.desk.asked import offices, read
from hours.desk.said import Said, read_form
from hours.errors import QueueChanged
from hours.models import Session
from hours.queue import matching_ids
from hours.reasons import choices
from hours.rules import Decision
from volunteers.models import Account
from volunteers.permissions import is_staff

LACKING = {
    True: gettext_lazy("Please write the question."),
    False: gettext_lazy("Please choose a reason, or write one."),
}


def decide(request: HttpRequest, *, again: Callable[..., HttpResponse]) -> HttpResponse:
    """
    Decide what the form names, then show the queue with what that came to.

    :param again: draws the queue with what was said, where nothing was decided
    """
    said = read_form(request)
    if said.all and said.shown_at is None:
        raise BadRequest
    key = _key(request)
    act = partial(_act, request.user, said)
    if not said.all and not said.ids:
        return again(request, said, status=422, is_unticked=True)
    if said.unkeepable or said.lacks_a_reason or said.must_type(_count(said)):
        return _ask(request, said)
    try:
        answer = once(
            key=key,
            by=request.user,
            act=act,
            stands=partial(_stands, by=request.user),
        )
    except QueueChanged as error:
        count = error.details["count"]
        changed = {"by": abs(count - said.count), "count": count}
        return again(request, said, status=409, changed=changed)
    return _shown(said, key, answer)


def _count(said: Said) -> int:
    return said.count if said.all else len(said.ids)


def _act(account: Account, said: Said) -> dict[str, Any]:
    ids = _ids(account, said)
    return carry_out(
        decision=said.decision,
        ids=ids,
        by=account,
        reason_code=said.reason_code,
        reason=said.words,
    )


def _ids(account: Account, said: Said) -> list[UUID]:
    if not said.all:
        return said.ids
    return matching_ids(
        decision=said.decision,
        wanted=replace(said.asked.filter, submitted_before=said.shown_at),
        by=account,
        expect=said.count,
    )


def carry_out(
    *,
    decision: Decision,
    ids: list[UUID],
    by: Account,
    reason_code: str = "",
    reason: str = "",
) -> dict[str, Any]:
    """Decide, and say what it came to in a form that can be kept."""
    at = timezone.now()
    outcome = jobs.decide_all(
        decision=decision,
        sessions=ids,
        by=by,
        at=at,
        reason_code=reason_code,
        reason=reason,
    )
    if isinstance(outcome, Job):
        return {"decision": decision, "job": str(outcome.pk)}
    people = Session.objects.filter(decided_by=by, decided_at=at).aggregate(
        n=Count("volunteer", distinct=True)
    )["n"]
    return {
        "decision": decision,
        "at": at.isoformat(),
        "people": people,
        **jobs.summary(outcome),
    }


def _key(request: HttpRequest) -> str:
    """The same form sent twice has one key; another content has another."""
    sent = sorted(
        (name, values)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "next")
    )
    return hashlib.sha256(urlencode(sent, doseq=True).encode()).hexdigest()


def _stands(answer: dict[str, Any], *, by: Account) -> bool:
    """Whether what was decided then is still decided; else the act is a new one."""
    if "job" in answer or not answer["decided"] or answer["decision"] == "undo":
        return "job" in answer
    at = datetime.fromisoformat(answer["at"])
    return Session.objects.filter(decided_by=by, decided_at=at).exists()


def _shown(said: Said, key: str, answer: dict[str, Any]) -> HttpResponse:
    if "job" in answer:
        return redirect("hours:desk_job", pk=answer["job"])
    query = said.asked.query(done=key, open=said.next)
    return redirect(f"{reverse('hours:desk')}?{query}")


def _ask(request: HttpRequest, said: Said) -> HttpResponse:
    """Ask for what is missing: the reason, the count typed, or both."""
    sessions = (
        said.asked.sessions()
        if said.all
        else Session.objects.decidable_by(request.user).filter(pk__in=said.ids)
    )
    sums = sessions.aggregate(
        people=Count("volunteer", distinct=True), minutes=Sum("minutes")
    )
    count = _count(said)
    is_second_try = "typed" in request.POST or "asked" in request.POST
    wrong = said.unkeepable
    if is_second_try and said.lacks_a_reason:
        wrong = str(LACKING[said.decision == Decision.QUERY])
    context = {
        "said": said,
        "why_wrong": wrong,
        "count": count,
        "sums": sums,
        "types_the_count": said.types_the_count(count),
        "miscounted": said.typed is not None and said.must_type(count),
        "act": request.POST.get("act", ""),
        **choices(at=timezone.now()),
    }
    status = 422 if wrong or is_second_try else 200
    return render(request, "hours/desk_confirm.html", context, status=status)


@login_required
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take one's own act back; where nothing of it stands any more, say so."""
    if not is_staff(request.user) and not offices(request.user).exists():
        raise Http404
    ids = ids_of_act(request.POST.get("token", ""), by=request.user)
    answer = carry_out(decision=Decision.UNDO, ids=ids, by=request.user)
    if "job" in answer:
        return redirect("hours:desk_job", pk=answer["job"])
    if answer["decided"]:
        messages.success(
            request,
            _("Taken back: %(count)s. They wait for a decision again.")
            % {"count": answer["decided"]},
        )
    for code, count in answer["refused_by_code"].items():
        detail = next(one["detail"] for one in answer["refused"] if one["code"] == code)
        messages.warning(request, f"{detail} ({count})")
    if not ids:
        messages.info(request, _("There is nothing left to take back."))
    back = read(request.user, QueryDict(request.POST.get("back", "")))
    if back is None or not request.POST.get("back"):
        return redirect("hours:desk_decided")
    return redirect(f"{reverse('hours:desk')}?{back.query()}")
