"""What measuring leaves behind is swept without a trace, whatever became of it."""

import io
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks.files import NAME
from benchmarks.fresh import sweep
from config.triggers import read_sql
from hours import imports, rules
from hours.models import (
    Entry,
    Import,
    ImportRow,
    Move,
    OrganizationMonth,
    Session,
    VolunteerOrganizationYear,
    VolunteerYear,
)
from hours.reconcile import reconcile
from tests.factories import NOON, log_session
from volunteers.models import Membership

KEPT = (
    Session, Entry, Move, VolunteerYear, VolunteerOrganizationYear, OrganizationMonth,
    Import, ImportRow,
)  # fmt: skip


def everything():
    return {model.__name__: list(model.objects.values()) for model in KEPT}


@pytest.fixture
def before(lin, association, zhao):
    """An hour of Lin's that is counted, and everything as it is then."""
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return everything()


@pytest.fixture
def laid(before, association, lin, mei, qian):
    for person in (lin, mei):
        Membership.objects.create(
            volunteer=person, organization=association, joined_on="2020-01-01"
        )
    values = {
        "organization": association.pk,
        "cast": 0,
        "recorder": qian.pk,
        "first": 0,
        "last": 29,
        "people": None,
        "day": "2020-06-30",
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql("benchmarks/sql/fresh_sessions.sql"), values)
        return [pk for (pk,) in cursor.fetchall()]


def test_each_waits_at_a_time_of_its_own(laid):
    sessions = Session.objects.filter(pk__in=laid)

    assert len(sessions) == 30
    assert {one.status for one in sessions} == {"submitted"}
    assert {str(pk)[:8] for pk in laid} == {"ffffffff"}
    assert len({(one.volunteer_id, one.started_at) for one in sessions}) == 30


def test_what_waited_what_was_approved_and_what_was_taken_back_is_gone(
    laid, before, zhao
):
    rules.approve(sessions=laid[:20], by=zhao, at=NOON)
    rules.reverse(sessions=laid[:5], by=zhao, reason_code="not_present", at=NOON)
    rules.reject(sessions=laid[25:], by=zhao, reason_code="not_present", at=NOON)

    assert sweep() is True

    assert everything() == before
    assert reconcile() == []
    assert sweep() is False


def test_what_was_brought_as_a_file_is_gone(before, wang, association, lin, mei):
    day = timezone.localdate() - timedelta(days=3)
    told = "volunteer,started_at,ended_at,service_field\n" + "".join(
        f"{one.number},{day} 20:00,{day} 21:00,0001\n" for one in (lin, mei)
    )
    staged = imports.stage(
        organization=association,
        file=io.BytesIO(told.encode()),
        name=NAME,
        by=wang,
        at=timezone.now(),
    )
    imports.load(imported=staged, by=wang, at=timezone.now())
    assert Session.objects.count() == 3

    sweep()

    assert everything() == before


def test_nothing_of_anybody_else_is_touched(before):
    assert sweep() is False
    assert everything() == before
    assert not any(UUID(int=0xFFFFFFFF << 96) <= one["id"] for one in before["Session"])
