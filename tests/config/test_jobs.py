"""Long acts go on in steps, and go on again after their worker died."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from knox.models import get_token_model
from rest_framework.test import APIClient

from config import jobs, upkeep
from config.errors import RuleBroken
from config.models import Job
from tests.factories import make_account

pytestmark = pytest.mark.django_db


class NoMore(RuleBroken):
    code = "no_more"
    sentence = "There is no more."


def count_next(job):
    """Counts one of ``upto`` in each step."""
    if job.done == job.arguments.get("broken_at"):
        raise NoMore
    if job.done == job.arguments.get("bug_at"):
        raise ZeroDivisionError
    done = job.done + 1
    return jobs.Progress(1, {"counted": done}, is_last=done == job.arguments["upto"])


@pytest.fixture(autouse=True)
def counting(monkeypatch):
    monkeypatch.setattr(jobs, "_steps", {"count": f"{__name__}.count_next"})


@pytest.fixture
def li():
    return make_account("li")


def count(by, **arguments):
    arguments = {"upto": 3, **arguments}
    return jobs.start(
        kind="count", by=by, at=timezone.now(), arguments=arguments, total=3
    )


def finish(job):
    while jobs.advance(job.pk):
        pass


def turns():
    """The jobs that wait for a worker, in the order of their turns."""
    ready = DBTaskResult.objects.ready().order_by(*DBTaskResult._meta.ordering)
    return [Job.objects.get(pk=turn.args_kwargs["args"][0]) for turn in ready]


def work(steps=None):
    """A worker does so many steps, or all there are."""
    most = {"max_tasks": steps} if steps else {}
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0, **most)


def test_a_job_is_done_step_by_step(li):
    job = count(li)
    assert job.state == "waiting"

    assert jobs.advance(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.result) == ("running", 1, {"counted": 1})

    finish(job)
    job.refresh_from_db()
    assert (job.state, job.done, job.result) == ("done", 3, {"counted": 3})


def test_a_finished_job_is_left_alone(li):
    job = count(li, upto=1)
    finish(job)

    assert not jobs.advance(job.pk)
    job.refresh_from_db()
    assert job.done == 1


def test_a_broken_rule_ends_it_with_its_sentence_and_keeps_what_was_done(li):
    job = count(li, broken_at=2)

    finish(job)

    job.refresh_from_db()
    assert (job.state, job.done) == ("failed", 2)
    assert job.problem == {"code": "no_more", "detail": "There is no more."}


def test_a_bug_ends_it_and_is_written_down(li, caplog):
    job = count(li, bug_at=0)

    finish(job)

    job.refresh_from_db()
    assert job.problem["code"] == "failed"
    assert "ZeroDivisionError" in caplog.text


def test_a_job_whose_worker_died_is_queued_again_once(li):
    job = count(li)
    jobs.advance(job.pk)
    later = timezone.now() + jobs.STALLED_AFTER + timedelta(seconds=1)

    assert jobs.resume_stalled(at=later) == 0  # it only waits for its turn

    DBTaskResult.objects.update(status="RUNNING")  # and then the worker was killed
    assert jobs.resume_stalled(at=later) == 1
    assert jobs.resume_stalled(at=later) == 0


class Killed(BaseException):
    """What no step catches."""


@pytest.mark.parametrize("kills", [1, 2])
def test_a_step_whose_worker_is_killed_is_done_once(li, monkeypatch, kills):
    job = count(li)
    jobs.advance(job.pk)
    step = jobs._step

    def killed(job):
        step(job)
        raise Killed

    for _ in range(kills):
        with monkeypatch.context() as patch:
            patch.setattr(jobs, "_step", killed)
            with pytest.raises(Killed):
                jobs.advance(job.pk)
    finish(job)

    job.refresh_from_db()
    assert (job.state, job.done, job.result) == ("done", 3, {"counted": 3})


def test_old_results_go(li):
    job = count(li, upto=1)
    finish(job)

    upkeep.run(at=timezone.now() + timedelta(days=31))

    assert not Job.objects.exists()


def test_what_is_past_its_time_goes(li, client):
    client.force_login(li)
    token, _ = get_token_model().objects.create(li)

    upkeep.run(at=timezone.now())
    assert Session.objects.exists()
    assert get_token_model().objects.filter(pk=token.pk).exists()

    upkeep.run(at=timezone.now() + timedelta(days=400))
    assert not Session.objects.exists()
    assert not get_token_model().objects.exists()


def fail(*, at):
    raise ZeroDivisionError


called_at = []


def call(*, at):
    called_at.append(at)


def test_what_a_room_adds_is_done_even_after_another_rooms_trouble(
    db, monkeypatch, caplog
):
    monkeypatch.setattr(upkeep, "_due", [])
    for path in ("fail", "call", "call"):
        upkeep.register(f"{__name__}.{path}")
    at = timezone.now()

    upkeep.run(at=at)

    assert called_at == [at]
    assert "ZeroDivisionError" in caplog.text


def test_its_owner_sees_how_far_it_is_and_nobody_else(li):
    job = count(li)
    jobs.advance(job.pk)
    client = APIClient()

    client.force_authenticate(li)
    seen = client.get(f"/api/v1/jobs/{job.pk}/").json()
    assert (seen["state"], seen["done"], seen["total"]) == ("running", 1, 3)
    assert seen["result"] == {"counted": 1}

    client.force_authenticate(make_account("sun"))
    assert client.get(f"/api/v1/jobs/{job.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_what_was_queued(li):
    job = count(li)

    work()

    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 3)


@pytest.mark.django_db(transaction=True)
def test_two_jobs_take_turns(li):
    long, short = count(li, upto=5), count(make_account("sun"), upto=2)
    seen = []
    while waiting := turns():
        seen.append(waiting[0])
        work(steps=1)

    assert seen == [long, short, long, short, long, long, long]
    assert {job.state for job in Job.objects.all()} == {"done"}


@pytest.mark.django_db(transaction=True)
def test_a_small_job_waits_for_one_step_of_a_big_one(li):
    big = count(li, upto=50)
    work(steps=3)
    small = count(make_account("sun"), upto=1)
    work(steps=2)

    big.refresh_from_db()
    small.refresh_from_db()
    assert (big.done, small.state) == (4, "done")
