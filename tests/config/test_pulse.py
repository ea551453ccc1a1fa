"""How far a step is can be seen while it runs, though it is one transaction."""

import pytest
from django.db import transaction
from django.utils import timezone

from config import pulse, upkeep
from config.models import Job, JobPulse
from tests.factories import make_account
from tests.racing import in_background

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(monkeypatch):
    monkeypatch.setattr(pulse, "EVERY", 0)
    now = timezone.now()
    li = make_account("li")
    return Job.objects.create(
        kind="count", account=li, created_at=now, touched_at=now, total=9
    )


def test_others_see_how_far_a_running_step_is(job):
    seen = []
    with transaction.atomic():
        Job.objects.select_for_update(no_key=True).get(pk=job.pk)
        with pulse.pulse(job) as tell:
            for done in (3, 6):
                tell(done, 8)
                seen.append(in_background(lambda: pulse.felt(job)).result())
    assert seen == [(3, 8), (6, 8)]

    # Afterwards the job says so itself.
    assert pulse.felt(job) == (0, 9)
    assert not JobPulse.objects.exists()


def test_what_a_killed_worker_left_goes_with_time(job):
    old = timezone.now() - upkeep.PULSES_KEPT
    JobPulse.objects.create(job_id=job.pk, done=1, total=2, at=old)
    upkeep.run(at=timezone.now())
    assert not JobPulse.objects.exists()


def test_a_word_about_the_work_never_stops_it(job):
    with pulse.pulse(job) as tell:
        tell(1, -1)  # the database refuses such a number
        tell(2, 3)
        assert pulse.felt(job) == (2, 3)
