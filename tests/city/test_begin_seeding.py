"""When the demo city may be built, and that it comes out the same every time."""

import hashlib

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from activities.models import Activity
from city.demo import seeding
from city.models import DemoCity
from hours.models import Entry, Move, Session
from tests.city.small import REGISTERED, YEAR, plan, quietly
from tests.factories import make_account
from volunteers.models import Organization, Site, Volunteer


@pytest.fixture
def empty(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_the_same_seed_makes_the_same_city(empty, monkeypatch):
    small = plan(running_year=False)
    monkeypatch.setattr(seeding, "BATCH", 100)
    seeding.seed(small, progress=quietly)
    whole = digest()

    # Somebody interrupts the next one, and starts it again.
    DemoCity.objects.update(finished_at=None)
    connection.check_constraints()
    with pytest.raises(KeyboardInterrupt):
        seeding.seed(small, progress=interrupt)
    assert 0 < Volunteer.objects.count() < REGISTERED
    connection.check_constraints()
    seeding.seed(small, progress=quietly)
    assert digest() == whole

    DemoCity.objects.update(finished_at=None)
    connection.check_constraints()
    seeding.seed(plan(seed=2, running_year=False), progress=quietly)
    assert digest() != whole


def test_a_database_with_data_of_its_own_is_refused(empty):
    make_account("somebody")
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_city", scale=0.0005)
    assert Volunteer.objects.count() == 0


def test_a_finished_city_is_refused(empty):
    DemoCity.objects.create(
        scale=1, year=YEAR, seed=1, running_year=False, finished_at=timezone.now()
    )
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_city", scale=0.0005)


@pytest.mark.parametrize("options", [{"scale": 0.00001}, {"year": 2100}])
def test_impossible_cities_are_refused(empty, options):
    with pytest.raises(CommandError):
        call_command("seed_city", **options)


def interrupt(done, of):
    raise KeyboardInterrupt


def digest():
    """What the city consists of; sealed values differ each time by their nonce."""
    rows = [
        *Site.objects.order_by("pk").values_list("pk", "code", "name", "parent"),
        *Organization.objects.order_by("pk").values_list("pk", "name", "uscc"),
        *Activity.objects.order_by("pk").values_list("pk", "title", "site"),
        *Volunteer.objects.order_by("pk").values_list(
            "pk", "number", "name", "document_last4", "phone_last4", "registered_at"
        ),
        *Session.objects.order_by("pk").values_list(
            "pk", "volunteer", "started_at", "ended_at", "status", "decided_at"
        ),
        *Entry.objects.order_by("pk").values_list("session", "kind", "posted_at"),
        *Move.objects.order_by("pk").values_list("session", "new", "at"),
    ]
    return hashlib.sha256(repr(rows).encode()).hexdigest()
