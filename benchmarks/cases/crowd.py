"""Sixty-four people approving at once, some of them the same sessions."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from django.db import connection, connections
from django.db.models import Sum
from django.utils import timezone

from benchmarks.callers import people
from benchmarks.cities import Cities
from benchmarks.fresh import FIRST, Fresh
from benchmarks.measuring import Contest, percentile
from benchmarks.promises import Exact
from benchmarks.registry import case
from hours import rules
from hours.models import OrganizationMonth, Session, VolunteerYear
from volunteers.models import Account, Appointment, Membership, Organization

CROWD = 64
ACTS = 4  # of each
AT_ONCE = 25  # sessions of an act
SHARED = 3  # people who decide each session that is not one's own share


@case(
    "crowd",
    title=f"{CROWD} people approving at once, p99 of an act of {AT_ONCE}",
    against="–",
    unit="ms",
    promise=Exact("no deadlock, to the minute"),
)
def crowd(cities: Cities) -> Iterator[Contest]:
    fresh = Fresh(cities.full)
    # Many acts as it is, and a big city's sessions to decide are long in the laying.
    contest = Contest(ours=lambda: 0.0, least=1, most=1, warms_up=cities.is_little)

    def ours() -> float:
        queue = fresh.sessions(CROWD * ACTS * AT_ONCE)
        fresh.tidy()
        before = _minutes(fresh.organization)
        begun = time.monotonic()
        took, decided = _all_at_once(approvers, _shares(queue))
        contest.notes["sessions_a_second"] = round(
            len(queue) / (time.monotonic() - begun)
        )
        contest.notes["p50_ms"] = round(percentile(took, 0.5))
        assert decided == len(queue), "an hour was decided twice, or not at all"
        counted = Session.objects.filter(pk__in=queue).aggregate(sum=Sum("minutes"))
        assert counted["sum"] is not None
        after = _minutes(fresh.organization)
        assert {now - then for now, then in zip(after, before, strict=True)} == {
            counted["sum"]
        }, "a total is off"
        return percentile(took, 0.99)

    contest.ours = ours
    try:
        with _in_office(fresh.organization) as approvers:
            yield contest
    finally:
        fresh.sweep()


def _shares(queue: list[UUID]) -> list[list[list[UUID]]]:
    """
    For each of the crowd the acts they carry out: every second one on sessions that
    others decide as well, in whatever order their page shows them.
    """
    chance = random.Random(1)  # noqa: S311
    acts = [queue[n : n + AT_ONCE] for n in range(0, len(queue), AT_ONCE)]
    shares: list[list[list[UUID]]] = [[] for _ in range(CROWD)]
    for place, act in enumerate(acts):
        first = place % CROWD
        for other in range(SHARED if place % 2 else 1):
            shown = chance.sample(act, len(act))
            shares[(first + other * 7) % CROWD].append(shown)
    return shares


def _all_at_once(
    approvers: list[Account], shares: list[list[list[UUID]]]
) -> tuple[list[float], int]:
    """Each act's milliseconds, and how many sessions were decided in all."""
    barrier = threading.Barrier(len(approvers))
    took: list[float] = []
    decided: list[int] = []
    wrong: list[BaseException] = []

    def decide(by: Account, acts: list[list[UUID]]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(60)
            for act in acts:
                begun = time.perf_counter()
                outcome = rules.approve(sessions=act, by=by, at=timezone.now())
                took.append((time.perf_counter() - begun) * 1000)
                decided.append(outcome.decided)
                assert set(outcome.refused_by_code) <= {"already_decided"}
        except BaseException as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=decide, args=pair)
        for pair in zip(approvers, shares, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
    return took, sum(decided)


def _minutes(organization: Organization) -> tuple[int, int]:
    """All minutes of the organization, and of the people who serve there."""
    months = OrganizationMonth.objects.filter(organization=organization)
    members = Session.objects.filter(pk__gte=FIRST).values("volunteer")
    years = VolunteerYear.objects.filter(volunteer__in=members)
    return (
        months.aggregate(sum=Sum("minutes", default=0))["sum"],
        years.aggregate(sum=Sum("minutes", default=0))["sum"],
    )


@contextmanager
def _in_office(organization: Organization) -> Iterator[list[Account]]:
    """As many approvers, none of whom serves there; nobody decides their own hours."""
    serve_there = Membership.objects.filter(organization=organization)
    others = people(CROWD, beside=serve_there.values("volunteer"))
    yesterday = timezone.localdate() - timedelta(days=1)
    appointed = Appointment.objects.bulk_create(
        Appointment(
            account=account,
            role="approver",
            organization=organization,
            starts_on=yesterday,
        )
        for account in others
    )
    try:
        yield others
    finally:
        Appointment.objects.filter(pk__in=[one.pk for one in appointed]).delete()
