"""Deciding at the desk: one, the ticked ones, or all that match."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
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
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.models import Job
from config.once import once
from hours import jobs
from hours.desk.acts import ids_of_act
from hours.desk.asked import Asked, offices, read
from hours.errors import QueueChanged
from hours.models import Session
from hours.queue import matching_ids
from hours.reasons import OTHER, choices, offered, why
from hours.rules import Decision
from volunteers.models import Account
from volunteers.permissions import is_staff

# Refusing more than this, and every correction, asks for the count to be typed.
MANY = 100


@dataclass(frozen=True)
class Said:
    """What the posted form says, checked for form only."""

    decision: Decision
    asked: Asked
    ids: list[UUID]
    all: bool
    count: int
    shown_at: datetime | None
    reason_code: str
    is_gone: bool  # the reason that was chosen is offered no more
    reason: str
    question: str
    typed: str | None
    next: str

    @property
    def words(self) -> str:
        """One's own, of the box that belongs to the decision."""
        return self.question if self.decision == Decision.QUERY else self.reason

    @property
    def why(self) -> str:
        """The words the volunteer will read."""
        return why(self.reason_code, self.words, at=None)

    @property
    def lacks_a_reason(self) -> bool:
        return self.decision.needs_a_reason and not self.why

    def types_the_count(self, count: int) -> bool:
        """Whether so many are decided only once their count has been typed."""
        return self.decision == Decision.REVERSE or (
            self.decision == Decision.REJECT and count > MANY
        )

    def must_type(self, count: int) -> bool:
        """Whether the count is asked for, and has not been given as it is."""
        typed = (self.typed or "").replace(",", "").strip()
        return self.types_the_count(count) and typed != str(count)


def read_form(request: HttpRequest) -> Said:
    """
    :raises BadRequest: if no page of ours sends such a form
    :raises Http404: if it is about what the account does not decide
    """
    post = request.POST
    asked = read(request.user, QueryDict(post.get("back", "")))
    if asked is None or not asked.form.is_valid():
        raise BadRequest
    try:
        decision = Decision(post.get("decision", ""))
        ids = list(dict.fromkeys(UUID(one) for one in post.getlist("sessions")))
        count = int(post.get("count") or 0)
        shown_at = parse_datetime(post.get("shown_at", ""))
        if shown_at:
            timezone.localtime(shown_at)  # no moment without its offset
    except (ValueError, OverflowError) as error:
        raise BadRequest from error
    chosen = "question_code" if decision == Decision.QUERY else "reason_code"
    code = post.get(chosen, "")
    known = offered(decision, at=timezone.now())
    reason, question = (_words(post.get(name, "")) for name in ("reason", "question"))
    return Said(
        decision=decision,
        asked=asked,
        ids=ids,
        all="all" in post,
        count=count,
        shown_at=shown_at,
        reason_code=code if code in known or (code == OTHER and reason) else "",
        is_gone=bool(code) and code not in known and code != OTHER,
        reason=reason,
        question=question,
        typed=post.get("typed"),
        next=post.get("next", ""),
    )


def _words(typed: str) -> str:
    """As much as there is room for, without what no database keeps."""
    return typed.replace("\0", "").strip()[:500]


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
    if said.lacks_a_reason or said.must_type(_count(said)):
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
    context = {
        "said": said,
        "count": count,
        "sums": sums,
        "types_the_count": said.types_the_count(count),
        "miscounted": said.typed is not None and said.must_type(count),
        "act": request.POST.get("act", ""),
        **choices(at=timezone.now()),
        "is_second_try": "typed" in request.POST or "asked" in request.POST,
    }
    status = 422 if context["is_second_try"] else 200
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
