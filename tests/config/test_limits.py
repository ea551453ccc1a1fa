"""So many acts in a stretch of time, whichever worker counts them."""

import os
import subprocess
import sys

import pytest
from django.db import connection, transaction

from config import limits

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 1_000.0

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(limits, "time", clock)
    return clock


def spend(subject="login:lin"):
    return limits.spend(subject, limit=2, seconds=100)


def test_the_limit_is_reached_and_says_how_long_to_wait(clock):
    assert [spend(), spend(), spend()] == [None, None, 100]

    clock.now = 1_060.4
    assert spend() == 40


def test_a_new_stretch_begins_at_nought(clock):
    spend(), spend(), spend()

    clock.now = 1_100.0
    assert spend() is None


def test_what_was_spent_counts_even_when_its_transaction_is_undone(clock):
    def fail():
        with limits.counted_anyway(), transaction.atomic():
            spend()
            raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            fail()

    assert spend() == 100


def test_a_wide_limit_is_written_once_for_many(clock, django_assert_num_queries):
    def spend_wide():
        return limits.spend("api:lin", limit=25, seconds=100, at_once=10)

    with django_assert_num_queries(1):
        assert [spend_wide() for _ in range(10)] == [None] * 10
    # Another process takes ten, too; five are left, and no more.
    limits.taken.forget()
    assert spend_wide() is None
    limits.taken.forget()
    assert [spend_wide() for _ in range(5)] == [None] * 5
    assert spend_wide() == 100

    clock.now = 1_100.0
    assert spend_wide() is None


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "6.6.6.6, 8.8.8.8", "8.8.8.8"),
        (2, "6.6.6.6, 8.8.8.8, 10.0.0.2", "8.8.8.8"),
    ],
)
def test_nobody_names_their_own_address(rf, settings, proxies, forwarded, address):
    settings.NUM_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.1")

    assert limits.address_of(request) == address


def test_everyone_has_a_limit_of_their_own(clock):
    spend(), spend(), spend()

    assert spend("login:mei") is None


@pytest.mark.django_db(transaction=True)
def test_another_process_counts_the_same(settings):
    act = (
        "import sys, django; django.setup();"
        "from django.db import connection;"
        "connection.settings_dict['NAME'] = sys.argv[1];"
        "from config import limits;"
        "print(limits.spend('login:lin', limit=3, seconds=10**6))"
    )
    name = connection.settings_dict["NAME"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}

    def elsewhere():
        ran = subprocess.run(
            [sys.executable, "-c", act, name],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout.strip()

    assert elsewhere() == "None"
    assert limits.spend("login:lin", limit=3, seconds=10**6) is None
    assert elsewhere() == "None"
    assert elsewhere() != "None"
    assert limits.spend("login:lin", limit=3, seconds=10**6)


def test_what_was_no_try_is_given_back(clock):
    spend(), spend()
    limits.give_back("login:lin", seconds=100)
    assert [spend(), spend()] == [None, 100]
    limits.give_back("login:nobody", seconds=100)
