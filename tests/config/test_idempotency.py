"""One POST, sent twice, acts once."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from config.models import IdempotencyKey
from tests.config import urls
from tests.factories import make_account

pytestmark = [pytest.mark.urls("tests.config.urls"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def acts():
    urls.acts.clear()
    return urls.acts


@pytest.fixture
def script():
    """A program that calls the API for one account."""
    return caller(make_account("script"))


def caller(account):
    client = APIClient()
    client.force_authenticate(account)
    return client


def send(script, body=None, *, key="k1", path="/api/v1/acts/"):
    return script.post(path, body or {"n": 1}, headers={"Idempotency-Key": key})


def test_the_same_request_is_answered_the_same_and_acts_once(script, acts):
    first, second = send(script), send(script)

    assert (first.status_code, first.json()) == (201, {"acts": 1})
    assert (second.status_code, second.json()) == (201, {"acts": 1})
    assert len(acts) == 1


def test_without_a_key_each_request_acts(script, acts):
    script.post("/api/v1/acts/", {"n": 1})
    script.post("/api/v1/acts/", {"n": 1})

    assert len(acts) == 2


def test_a_key_is_not_used_for_another_body(script, acts):
    send(script)

    answer = send(script, {"n": 2})

    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert len(acts) == 1


def test_a_key_belongs_to_one_account_and_one_path(script, acts):
    send(script)
    send(script, path="/api/v1/other-acts/")
    send(caller(make_account("another")))

    assert len(acts) == 3


def test_who_was_refused_may_try_again_with_the_key(script):
    assert send(script, {"refused": True}).status_code == 422
    assert send(script, {"n": 1}).status_code == 201


def test_a_key_is_forgotten_after_a_day(script, acts):
    send(script)
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))

    assert send(script, {"n": 2}).status_code == 201
    assert len(acts) == 2


def test_neither_key_nor_answer_can_be_read_in_the_database(script):
    send(script, key="secret-key")

    kept = IdempotencyKey.objects.get()
    assert b"secret-key" not in bytes(kept.digest) + bytes(kept.sealed_answer)
    assert b"acts" not in bytes(kept.sealed_answer)


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_has_1_to_255_characters(script, acts, key):
    answer = send(script, key=key)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert acts == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_key_in_use_at_this_moment_is_refused(script, acts):
    begun, finish = Event(), Event()
    acts.append(lambda: (begun.set(), finish.wait(10)))
    answers = []

    def first():
        answers.append(send(script).status_code)
        connection.close()

    # While the first request is still at work, the same comes again.
    thread = Thread(target=first)
    thread.start()
    assert begun.wait(10)
    again = send(script)
    finish.set()
    thread.join()

    assert (again.status_code, again.json()["code"]) == (409, "in_progress")
    assert answers == [201]
    assert len(acts) == 2  # the hook and one act
