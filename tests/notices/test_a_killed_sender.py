"""Killed between the attempt and its result: nobody knows, and nobody sends again."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection

from hours import rules
from notices.models import Attempt, Delivery
from notices.rules import make_due
from notices.sending.deliver import deliver_due
from tests.factories import NOON, log_session, moment
from tests.racing import all_at_once

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

MORNING = moment("2020-03-07 08:00")
SENDS = """
import sys
from datetime import datetime
import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
settings.EMAIL_BACKEND = "tests.notices.gateways.Killing"
django.setup()
from notices.sending.deliver import deliver_due

deliver_due(at=datetime.fromisoformat(sys.argv[2]))
"""


@pytest.fixture
def due(lin, zhao, association):
    lin.account.email = "lin@example.org"
    lin.account.save()
    session = log_session(volunteer=lin, organization=association)
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
    make_due(at=MORNING)
    return Delivery.objects.get()


def test_a_killed_sender_leaves_an_attempt_and_no_second_message(due):
    name = connection.settings_dict["NAME"]
    run = subprocess.run(
        [sys.executable, "-c", SENDS, name, MORNING.isoformat()],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        timeout=60,
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert run.stdout == b"handed over\n"

    due.refresh_from_db()
    assert due.state == "trying"
    assert Attempt.objects.get().outcome == "unknown"
    for hours in (1, 10, 100):
        deliver_due(at=MORNING + timedelta(hours=hours))
    assert mail.outbox == []
    assert Attempt.objects.count() == 1


def test_two_senders_at_once_send_one_message(due):
    taken = all_at_once(
        lambda: deliver_due(at=MORNING), lambda: deliver_due(at=MORNING)
    )

    assert sorted(taken) == [0, 1]
    assert len(mail.outbox) == 1


def test_two_who_make_the_same_day_make_one(due):
    Delivery.objects.all().delete()
    tomorrow = MORNING + timedelta(days=1)
    made = all_at_once(lambda: make_due(at=tomorrow), lambda: make_due(at=tomorrow))

    assert sum(one is not None for one in made) == 1
