"""After a test that commits, the database is as it was before the first."""

import pytest
from django.db import connection

from config.database.owner import as_owner
from hours import rules
from hours.models import Entry
from policies.models import Policy
from tests.emptied import Beginning
from tests.factories import NOON, log_session
from volunteers.models import Account, Volunteer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def beginning(transactional_db):
    with as_owner():
        return Beginning()


def count(lin, association, zhao):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return Entry.objects.get()


def test_what_was_committed_is_gone_and_what_a_city_begins_with_is_not(
    beginning, lin, association, zhao
):
    numbers = set(Policy.objects.values_list("pk", "value"))
    count(lin, association, zhao)

    beginning.again()

    for model in (Entry, Volunteer, Account):
        assert not model.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM volunteers_volunteerevent")
        assert cursor.fetchone() == (0,)
    assert numbers
    assert set(Policy.objects.values_list("pk", "value")) == numbers


def test_numbers_that_were_changed_are_as_they_were(beginning, lin):
    numbers = set(Policy.objects.values_list("code", "value"))
    Policy.objects.filter(code="undo_minutes").update(value=7)

    beginning.again()

    assert set(Policy.objects.values_list("code", "value")) == numbers
    assert not Volunteer.objects.exists()


def test_the_guards_stand_again(beginning, lin, association, zhao):
    count(lin, association, zhao)
    beginning.again()

    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)
