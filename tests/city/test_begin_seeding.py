"""When the demo city may be built, and that it comes out the same every time."""

import hashlib
import re
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from activities.models import Activity
from city.demo import registering, seeding
from city.models import DemoCity
from hours.models import Entry, Move, Session
from hours.reconcile import reconcile
from tests.city.small import REGISTERED, YEAR, plan, quietly
from tests.factories import make_account
from volunteers.models import Organization, Site, Volunteer


@pytest.fixture
def empty(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_the_same_seed_makes_the_same_city(empty, monkeypatch):
    monkeypatch.setattr(registering, "BATCH", 100)
    once = built(plan(running_year=False))
    assert built(plan(running_year=False)) == once
    assert built(plan(seed=2, running_year=False)) != once


def test_people_made_ahead_are_the_same(monkeypatch):
    here = list(registering.everybody(plan()))
    monkeypatch.setattr(registering, "MANY", 1)
    ahead = list(registering.everybody(plan()))

    assert [batch.people for batch in ahead] == [batch.people for batch in here]
    # Sealed values differ each time; these lines have none.
    for table in ("volunteers_consent", "volunteers_membership"):
        assert [batch.lines[table] for batch in ahead] == [
            batch.lines[table] for batch in here
        ]


@pytest.mark.parametrize("share", [0.1, seeding.LOADING, 0.8])
def test_an_interrupted_run_leaves_nothing(empty, share):
    before = built_on()

    def interrupt(doing, done):
        if done >= share:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seeding.seed(plan(running_year=False), progress=interrupt)
    assert not Volunteer.objects.exists()
    assert not Session.objects.exists()
    assert built_on() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("cleared", ["by itself", "by the demo", "by the next run"])
def test_on_two_connections_nobody_finds_a_city_until_it_is_whole(
    settings, tmp_path, monkeypatch, cleared
):
    settings.VAR_DIR = tmp_path
    before = built_on()

    def interrupt(doing, done):
        if doing == "The demo accounts":
            raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        if cleared != "by itself":  # killed, as by a power cut
            dying.setattr(seeding.apart, "clear_away", lambda: None)
        with pytest.raises(KeyboardInterrupt):
            seeding.seed(plan(running_year=False), progress=interrupt)
    connection.close()  # the next run has one of its own
    if cleared != "by itself":
        with pytest.raises(ProgrammingError, match="does not exist"):
            make_account("somebody")
    if cleared == "by the demo":
        seeding.clear_unfinished()
    if cleared != "by the next run":
        assert not Volunteer.objects.exists()
        assert not Site.objects.exists()
        assert built_on() == before

    seeding.seed(plan(running_year=False), progress=quietly)
    assert Volunteer.objects.count() == REGISTERED
    assert built_on() == before
    assert reconcile() == []


def test_a_session_that_breaks_a_constraint_stops_the_seeding(empty, monkeypatch):
    # Two sessions of one person at the same time.
    twice = seeding.Builder._sessions

    def doubled(builder, people):
        for line in twice(builder, people):
            yield line
            yield str(uuid4()) + line[line.index("\t") :]

    monkeypatch.setattr(seeding.Builder, "_sessions", doubled)
    with pytest.raises(IntegrityError, match="one_place_at_a_time"):
        seeding.seed(plan(running_year=False), progress=quietly)
    assert not DemoCity.objects.exists()


def test_a_database_with_data_of_its_own_is_refused(empty):
    make_account("somebody")
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_city", scale=0.0005)
    assert Volunteer.objects.count() == 0


def test_a_finished_city_is_refused(empty):
    DemoCity.objects.create(scale=1, year=YEAR, seed=1, running_year=False)
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_city", scale=0.0005)


@pytest.mark.parametrize("options", [{"scale": 0.00001}, {"year": 2100}])
def test_impossible_cities_are_refused(empty, options):
    with pytest.raises(CommandError):
        call_command("seed_city", **options)


def built(city):
    """The digest of a city, which is taken back again."""
    with transaction.atomic():
        seeding.seed(city, progress=quietly)
        whole = digest()
        transaction.set_rollback(True)
    return whole


def built_on():
    """Every index, constraint and trigger there is, and whether it is in force."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
            " UNION ALL"
            " SELECT conrelid::regclass || pg_get_constraintdef(oid)"
            "     || convalidated::text"
            "   FROM pg_constraint"
            " UNION ALL"
            " SELECT pg_get_triggerdef(oid) || tgenabled::text"
            "   FROM pg_trigger WHERE NOT tgisinternal"
        )
        return sorted(as_written(definition) for (definition,) in cursor.fetchall())


def as_written(definition):
    """Without the casts and brackets that PostgreSQL adds when it reads its own."""
    return re.sub(r"::(text|character varying)(\[\])?|[()]", "", definition)


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
