"""All that match, in one act: a job in steps, while others go on."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from benchmarks.cities import Cities
from benchmarks.fresh import Fresh
from benchmarks.measuring import Contest, seconds
from benchmarks.promises import Under
from benchmarks.registry import case
from city.demo.teams import WANG
from config import jobs
from config.models import Job
from hours.jobs import decide_all
from hours.rules import Decision
from volunteers.models import Account

ALL = 20_000


@case(
    "queue",
    title=f"approve all {ALL:,} that match, a job in steps",
    against="–",
    unit="s",
    promise=Under(30, "s"),
)
def queue(cities: Cities) -> Iterator[Contest]:
    fresh = Fresh(cities.full)
    wang = Account.objects.get(pk=WANG)
    rounds = 1 if cities.is_little else 3
    contest = Contest(ours=lambda: 0.0, least=rounds, most=rounds, warms_up=False)

    def ours() -> float:
        sessions = fresh.sessions(ALL)
        fresh.tidy()
        steps: list[float] = []
        took = seconds(lambda: _decide(sessions, wang, steps))()
        contest.notes["longest_step_ms"] = round(max(steps) * 1000)
        return took

    contest.ours = ours
    try:
        yield contest
    finally:
        fresh.sweep()


def _decide(sessions: list[UUID], by: Account, steps: list[float]) -> None:
    begun: Any = decide_all(
        decision=Decision.APPROVE, sessions=sessions, by=by, at=timezone.now()
    )
    remains = [True]
    while remains[-1]:
        steps.append(seconds(lambda: remains.append(jobs.advance(begun.pk)))())
    done = Job.objects.get(pk=begun.pk)
    assert done.result["decided"] == ALL, done.problem
    done.delete()
    DBTaskResult.objects.all().delete()
