"""Decisions about many sessions: at once where they are few, else in the background."""

from collections import Counter
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils import timezone, translation

from config import jobs
from config.jobs import Progress
from config.models import Job
from hours.reasons import require_offered
from hours.rules import Decision, Outcome, decide
from hours.rules.judging import require_reason
from volunteers.models import Account

# Totals shared by organizations are never locked for longer than this many take.
AT_ONCE = 1_000
REFUSED_TOLD = 200


def decide_all(
    *,
    decision: Decision,
    sessions: list[UUID],
    by: Account,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
) -> Outcome | Job:
    """
    Decide up to 1,000 sessions now; more by a job, 1,000 in each of its steps.

    :raises ReasonNeeded: if the decision needs a reason and has none
    :raises UnknownReason: if there is no such reason, or it was retired
    """
    if decision.needs_a_reason:
        require_reason(reason_code, reason)
        require_offered(reason_code, at=at)
    reasons = {"reason_code": reason_code, "reason": reason}
    if len(sessions) <= AT_ONCE:
        return decide(decision=decision, sessions=sessions, by=by, at=at, **reasons)
    return jobs.start(
        kind="decide",
        by=by,
        at=at,
        arguments={
            "act": {
                "decision": decision,
                "language": translation.get_language(),
                **reasons,
            },
            # A text each step: a hundred thousand texts would take long to read.
            "shares": [
                " ".join(one.hex for one in sessions[first : first + AT_ONCE])
                for first in range(0, len(sessions), AT_ONCE)
            ],
        },
        total=len(sessions),
    )


def decide_next(job: Job) -> Progress:
    """The next 1,000 sessions of a job that ``decide_all`` began."""
    act = act_of(job)
    share = _share(job, job.done // AT_ONCE)
    with translation.override(act["language"]):
        outcome = decide(
            decision=Decision(act["decision"]),
            sessions=share,
            by=job.account,
            at=timezone.now(),
            reason_code=act["reason_code"],
            reason=act["reason"],
        )
        result = added(job.result, summary(outcome))
    is_last = job.done + len(share) >= (job.total or 0)
    return Progress(done=len(share), result=result, is_last=is_last)


def act_of(job: Job) -> dict[str, Any]:
    """What a job does to its sessions: the decision and its reason."""
    return _read(job, "act")


def sessions_of(job: Job) -> list[UUID]:
    """All sessions a job is about, those it has not come to as well."""
    return [UUID(one) for share in _read(job, "shares") for one in share.split()]


def _share(job: Job, number: int) -> list[UUID]:
    return [UUID(one) for one in _read(job, f"shares__{number}").split()]


def _read(job: Job, path: str) -> Any:
    """A part of the arguments: all of them are long, and read at every step."""
    return Job.objects.values_list(f"arguments__{path}", flat=True).get(pk=job.pk)


def summary(outcome: Outcome) -> dict[str, Any]:
    """What a decision came to, as the API says it: the first 200 refused by name."""
    return {
        "decided": outcome.decided,
        "minutes": outcome.minutes,
        "refused": [
            {
                "session": str(one.session),
                "code": one.code,
                "detail": one.detail,
                **({"until": one.until.isoformat()} if one.until else {}),
            }
            for one in islice(outcome.refused, REFUSED_TOLD)
        ],
        "refused_by_code": outcome.refused_by_code,
    }


def added(so_far: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Two summaries as one."""
    if not so_far:
        return more
    return {
        "decided": so_far["decided"] + more["decided"],
        "minutes": so_far["minutes"] + more["minutes"],
        "refused": (so_far["refused"] + more["refused"])[:REFUSED_TOLD],
        "refused_by_code": dict(
            Counter(so_far["refused_by_code"]) + Counter(more["refused_by_code"])
        ),
    }
