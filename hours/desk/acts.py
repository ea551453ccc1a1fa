"""What somebody decided: one act after the other, to look at and to take back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Sum
from django.utils import timezone

from config.models import Job
from hours.desk.groups import decided_today
from hours.jobs import act_of, sessions_of
from hours.models import Session
from hours.models.queries import SessionQuerySet
from hours.reasons import why
from hours.rules import Decision
from hours.rules.undo import REVOCABLE, undo_begins
from volunteers.models import Account

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Act:
    """Sessions decided at one moment in one way; whole minutes."""

    at: datetime
    status: str
    why: str
    people: int
    count: int
    minutes: int
    can_be_undone: bool

    @property
    def token(self) -> str:
        return self.at.isoformat()


def acts_today(*, by: Account, at: datetime) -> list[Act]:
    """The account's acts of the local day, the last one first, at most 100."""
    earliest = undo_begins(at)
    found = (
        decided_today(by=by, at=at)
        .values("status", "reason_code", "reason", moment=F("decided_at"))
        .annotate(
            count=Count("pk"),
            people=Count("volunteer", distinct=True),
            total=Sum("minutes"),
        )
        .order_by("-moment", "status")[:SHOWN]
    )
    return [
        Act(
            at=act["moment"],
            status=act["status"],
            why=why(act["reason_code"], act["reason"], at=act["moment"]),
            people=act["people"],
            count=act["count"],
            minutes=act["total"] or 0,
            can_be_undone=act["status"] in REVOCABLE and act["moment"] >= earliest,
        )
        for act in found
    ]


def read_moment(token: str) -> datetime | None:
    """The moment a token names, None if it is no moment with its offset."""
    try:
        return timezone.localtime(datetime.fromisoformat(token))
    except (ValueError, OverflowError):
        return None


def decided_at(moment: datetime, *, by: Account) -> SessionQuerySet:
    """The sessions the account decided at that very moment, as they stand."""
    return Session.objects.decidable_by(by).filter(decided_by=by, decided_at=moment)


def ids_of_act(token: str, *, by: Account) -> list[UUID]:
    """
    What an undo of an act means: its sessions that still stand as decided.

    :param token: the moment of the act, or ``job:`` and the id of the job
    """
    sessions = _meant_by(token, by=by)
    waiting_back = sessions.filter(status__in=REVOCABLE).oldest_first()
    return list(waiting_back.values_list("pk", flat=True))


def _meant_by(token: str, *, by: Account) -> SessionQuerySet:
    if token.startswith("job:"):
        try:
            return _of_job(UUID(token.removeprefix("job:")), by=by)
        except ValueError:
            return Session.objects.none()
    moment = read_moment(token)
    return decided_at(moment, by=by) if moment else Session.objects.none()


def job_can_be_undone(job: Job, *, at: datetime) -> bool:
    """Whether the job decided something that its account may still take back."""
    return (
        job.state == "done"
        and bool(job.result.get("decided"))
        and Decision(act_of(job)["decision"]).can_be_undone
        and job.created_at >= undo_begins(at)
    )


def _of_job(job_id: UUID, *, by: Account) -> SessionQuerySet:
    job = Job.objects.of(by).filter(pk=job_id, kind="decide").first()
    if job is None:
        return Session.objects.none()
    return Session.objects.decidable_by(by).filter(
        pk__any_of=sessions_of(job),
        decided_by=by,
        decided_at__gte=job.created_at,
    )
