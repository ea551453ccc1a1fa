"""Any two histories of one person: put together, every minute is counted once."""

from contextlib import suppress
from itertools import chain

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from city.models import Merge, Side
from city.rules import merge
from city.rules.overlaps import plan_of
from config.errors import RuleBroken
from hours import rules
from hours.models import Entry, Session, VolunteerOrganizationYear, VolunteerYear
from hours.models.states import TAKES_TIME
from hours.reconcile import reconcile
from tests.factories import (
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
    moment,
)
from volunteers.models import Volunteer

pytestmark = [pytest.mark.database, pytest.mark.django_db]

AT = moment("2020-01-04 20:00")
FATES = ["", "approve", "approve", "approve", "query", "reject", "reverse", "withdraw"]
LOGGED = st.lists(
    st.tuples(
        st.sampled_from(["2019-12-30", "2019-12-31", "2020-01-01"]),
        st.integers(6, 20),
        st.sampled_from([30, 60, 90, 200]),
        st.integers(0, 1),
        st.booleans(),
        st.sampled_from(FATES),
    ),
    max_size=9,
)


@pytest.fixture
def office(db):
    """Two organizations, somebody who records and approves for both, and the city."""
    teams = [make_organization(), make_organization("连岛净滩队", district_id="320703")]
    zhao, qian = make_account("zhao"), make_account("qian")
    for team in teams:
        appoint(zhao, "approver", team)
        appoint(qian, "recorder", team)
    return teams, zhao, qian, appoint(make_account("wang"), "staff")


def live(person, history, office):
    """Log what of the history the rules let in, and let it be decided."""
    teams, zhao, qian, _ = office
    for day, hour, minutes, team, recorded, fate in history:
        with suppress(RuleBroken):
            session = log_session(
                volunteer=person,
                organization=teams[team],
                start=f"{day} {hour:02}:00",
                minutes=minutes,
                by=qian if recorded else person.account,
                at=AT,
            )
            if fate == "withdraw":
                rules.withdraw(session=session, by=person.account, at=AT)
            elif fate == "reverse":
                rules.approve(sessions=[session], by=zhao, at=AT)
                rules.reverse(sessions=[session], by=zhao, at=AT, reason="Not there")
            elif fate:
                rules.decide(
                    decision=rules.Decision(fate),
                    sessions=[session],
                    by=zhao,
                    at=AT,
                    reason="How?",
                )


def counted(sessions):
    """Counted minutes by year and organization."""
    approved = sessions.filter(status="approved")
    lines = approved.values_list("service_date__year", "organization")
    return {
        (year, team): minutes
        for year, team, minutes in lines.annotate(total=Sum("minutes")).order_by()
    }


def owners():
    """Whose each session and each line of the ledger is."""
    return (
        dict(Session.objects.values_list("pk", "volunteer")),
        dict(Entry.objects.values_list("pk", "volunteer")),
    )


def history_of(person):
    """What is decided otherwise: it stays as it is."""
    done = Session.objects.filter(volunteer=person).exclude(status__in=TAKES_TIME)
    return list(done.order_by("pk").values())


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(one=LOGGED, other=LOGGED, choose=st.randoms(use_true_random=False))
def test_every_minute_of_two_records_counts_once(office, one, other, choose):
    with transaction.atomic():
        old, new = make_volunteer("lin"), make_volunteer("lin2", district_id="320707")
        live(old, one, office)
        live(new, other, office)
        put_together(old, new, choose, wang=office[-1])
        transaction.set_rollback(True)


def put_together(old, new, choose, *, wang):
    plan = plan_of(given=old, kept=new)
    choices = {one.key: choose.choice(Side.values) for one in plan.overlaps}
    lost = set(
        chain.from_iterable(one.left_out(choices[one.key]) for one in plan.overlaps)
    )
    both = Session.objects.filter(volunteer__in=[old, new])
    union = counted(both.exclude(pk__in=lost))
    states = sorted(
        both.filter(status__in=TAKES_TIME)
        .exclude(pk__in=lost)
        .values_list("started_at", "ended_at", "evidence", "level", "status", "note")
    )
    sessions_before, entries_before = owners()
    history = history_of(old)

    merge(
        given=old,
        kept=new,
        choices=choices,
        sign_in="kept",
        reason="One person",
        by=wang,
        at=AT,
    )

    assert reconcile() == []
    assert counted(Session.objects.filter(volunteer=new)) == union
    assert not counted(Session.objects.filter(volunteer=old))
    years = VolunteerYear.objects.filter(volunteer=new, minutes__gt=0)
    with_whom = VolunteerOrganizationYear.objects.filter(volunteer=new, minutes__gt=0)
    assert {(one.year, one.organization_id): one.minutes for one in with_whom} == union
    assert sum(one.minutes for one in years) == sum(union.values())
    assert not VolunteerYear.objects.filter(volunteer=old).exclude(minutes=0).exists()
    assert states == sorted(
        Session.objects.filter(volunteer=new, status__in=TAKES_TIME).values_list(
            "started_at", "ended_at", "evidence", "level", "status", "note"
        )
    )
    sessions_after, entries_after = owners()
    assert sessions_before.items() <= sessions_after.items()
    assert entries_before.items() <= entries_after.items()
    known = {line["id"] for line in history}
    assert [line for line in history_of(old) if line["id"] in known] == history
    done = Merge.objects.get()
    assert done.is_finished
    assert done.total == done.sessions + done.left_out
    assert Volunteer.objects.get(pk=old.pk).goes_on_as == new
