"""Many sessions decided by one act, in steps: nobody waits for longer than one."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import upkeep
from config.jobs import STALLED_AFTER, advance
from config.models import Job
from hours import jobs, rules
from hours.models import Entry, Session, SessionFilter
from hours.queue import matching_ids
from hours.reconcile import reconcile
from tests.factories import NOON, log_session, make_organization, make_volunteer
from tests.hours.at_the_desk import roster
from tests.racing import in_background
from volunteers.models import Site

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def steps_of_two(monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 2)


def begin(sessions, by):
    ids = [session.pk for session in sessions]
    return jobs.decide_all(
        decision=rules.Decision.APPROVE, sessions=ids, by=by, at=timezone.now()
    )


def work(steps=None):
    most = {"max_tasks": steps} if steps else {}
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0, **most)


def approved(sessions):
    """How many of them are approved by now."""
    ids = [session.pk for session in sessions]
    return Session.objects.filter(pk__in=ids, status="approved").count()


def test_two_organizations_are_served_in_turns(association, beach_team, zhao, stranger):
    ours, theirs = roster(association, 8), roster(beach_team, 4)
    begin(ours, zhao)
    begin(theirs, stranger)

    seen = []
    for _ in range(6):
        work(steps=1)
        seen.append((approved(ours), approved(theirs)))

    # What a step decided its people see at once.
    assert seen == [(2, 0), (2, 2), (4, 2), (4, 4), (6, 4), (8, 4)]
    assert reconcile() == []


def test_a_killed_worker_s_job_goes_on_and_posts_nothing_twice(association, zhao):
    sessions = roster(association, 5)
    job = begin(sessions, zhao)
    work(steps=1)

    # Killed in the middle of the second step: what it did is gone with it, and the
    # queue still says that somebody is at work.
    with transaction.atomic():
        advance(job.pk)
        assert Entry.objects.count() == 4
        transaction.set_rollback(True)
    DBTaskResult.objects.ready().update(status="RUNNING")
    work()
    assert Entry.objects.count() == 2

    later = timezone.now() + STALLED_AFTER + timedelta(seconds=1)
    upkeep.run(at=later)
    upkeep.run(at=later)
    work()

    job.refresh_from_db()
    assert (job.state, job.done, job.result["decided"]) == ("done", 5, 5)
    assert Entry.objects.count() == 5
    assert reconcile() == []


def test_two_workers_with_one_job_do_no_step_twice(association, zhao):
    sessions = roster(association, 5)
    job = begin(sessions, zhao)
    with transaction.atomic():
        advance(job.pk)
        other = in_background(lambda: advance(job.pk))
        assert other.waits()
    other.result()
    work()

    job.refresh_from_db()
    assert (job.state, job.done, job.result["decided"]) == ("done", 5, 5)
    assert reconcile() == []


@pytest.fixture
def team_elsewhere(db):
    """An organization of another district, at no site."""
    return make_organization("赣榆志愿队", district_id="320707")


@pytest.fixture
def pier(db):
    return Site.objects.create(
        code="320706", name="Pier", kind="center", district_id="320706"
    )


def nothing_shared(lin, team, pier):
    return make_volunteer("yu", district_id="320707")


def one_person(lin, team, pier):
    return lin


def one_home(lin, team, pier):
    return make_volunteer("yu")


def one_site(lin, team, pier):
    team.site = pier
    team.save()
    return nothing_shared(lin, team, pier)


@pytest.mark.parametrize(
    ("shared", "waits"),
    [(nothing_shared, False), (one_person, True), (one_home, True), (one_site, True)],
)
def test_a_small_act_waits_for_the_running_step_at_most(
    association, team_elsewhere, lin, zhao, wang, pier, shared, waits
):
    association.site = pier
    association.save()
    theirs = log_session(
        volunteer=shared(lin, team_elsewhere, pier),
        organization=team_elsewhere,
        start="2020-03-04 09:00",
    )
    ours = [log_session(volunteer=lin, organization=association)]
    job = begin(ours + roster(association, 4), zhao)

    with transaction.atomic():
        advance(job.pk)
        small = in_background(
            lambda: rules.approve(sessions=[theirs], by=wang, at=NOON)
        )
        assert small.waits() is waits

    # The job has steps left, and keeps nobody waiting between them.
    assert small.result().decided == 1
    assert Job.objects.unfinished().get().done == 2
    work()
    assert reconcile() == []


@pytest.mark.parametrize("count", [3, 30])
def test_beginning_takes_as_many_queries_for_few_as_for_many(association, zhao, count):
    roster(association, count)
    wanted = SessionFilter(organization=association.pk, submitted_before=NOON)
    with CaptureQueriesContext(connection) as queries:
        ids = matching_ids(
            decision=rules.Decision.APPROVE, wanted=wanted, by=zhao, expect=count
        )
        jobs.decide_all(decision=rules.Decision.APPROVE, sessions=ids, by=zhao, at=NOON)
    asked = [one for one in queries if "SAVEPOINT" not in one["sql"]]
    assert len(asked) == 6  # with BEGIN and COMMIT
