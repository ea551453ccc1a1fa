"""Rules by which hours are approved, and hours of all kinds for them to judge."""

import hashlib
import random
from datetime import date, timedelta
from uuid import uuid4

from hours.automatic import rules
from hours.automatic.conditions import Conditions
from hours.automatic.deciding import decide_next, question_of
from hours.automatic.dry_run import dry_run
from hours.automatic.matching import seed_of
from hours.models import AutomaticDecision, Finding, RuleSwitch, Session
from policies.models import Policy
from tests.factories import (
    NOON,
    log_session,
    make_activity,
    make_volunteer,
    moment,
)
from volunteers.models import Membership

MARCH = {"since": date(2020, 3, 1), "until": date(2020, 3, 31)}
APRIL = moment("2020-04-01 08:00")
# What was served that day and written down the same day is witnessed.
THAT_DAY = moment("2020-03-05 20:00")
# The loosest the city lets be, from the beginning.
LOOSE = Conditions(
    least_evidence="witnessed",
    most_minutes=240,
    needs_activity=False,
    most_days_outside=None,
    member_days=None,
    share=5,
)


def let_the_city(since=date(2020, 1, 2), **numbers):
    """Other numbers than the city begins with, from that day on."""
    for code, value in numbers.items():
        Policy.objects.create(code=f"automatic_{code}", holds_from=since, value=value)


def rule_on(organization, by, conditions=LOOSE, at=NOON):
    """The organization's next rule, switched on."""
    rule, _new = rules.make(
        organization=organization, conditions=conditions, by=by, at=at
    )
    return rules.switch_on(rule=rule, by=by, at=at)


def dry(switch, at=APRIL, **months):
    """What the rule that is on would have done to March."""
    return dry_run(question_of(switch, at=at), **MARCH | months).all


def an_id(organization, *, drawn=False):
    """An id that no rule leaves to a person by chance, or the first one alone does."""
    seeds = [seed_of(organization, version) for version in range(1, 6)]
    while True:
        pk = uuid4()
        first, *others = [_number(seed, pk) for seed in seeds]
        by_the_others = others if drawn else [first, *others]
        # Rules of a test may leave a little more to people than the loosest does.
        if (first < LOOSE.share) == drawn and min(by_the_others) >= 2 * LOOSE.share:
            return pk


def _number(seed, pk):
    digest = hashlib.md5(f"{seed}{pk}".encode(), usedforsecurity=False).hexdigest()
    return int(digest[:8], 16) % 100


def witnessed(volunteer, organization, by, **fields):
    """Hours that a recorder saw, and that chance leaves to nobody."""
    values = {"at": THAT_DAY, "start": "2020-03-05 09:00"} | fields
    values.setdefault("id", an_id(organization))
    return log_session(volunteer=volunteer, organization=organization, by=by, **values)


def timed(organization, volunteer, by, start, minutes=60, day="2020-03-05"):
    """Hours somebody checked in and out for, be it at night."""
    begins = moment(f"{day} {start}")
    return Session.objects.create(
        id=an_id(organization),
        volunteer=volunteer,
        organization=organization,
        district_id="320706",
        service_field_id="0006",
        started_at=begins,
        ended_at=begins + timedelta(minutes=minutes),
        evidence="timed",
        submitted_by=by,
        submitted_at=begins + timedelta(minutes=minutes),
    )


def suspect(**fields):
    """A case about something a detector found."""
    day = date(2020, 3, 5)
    return Finding.objects.create(
        **{
            "id": uuid4(),
            "detector": "long_days",
            "subject": f"{uuid4()}",
            "first_on": day,
            "last_on": day,
            "sessions": 1,
            "minutes": 120,
            "people": [],
            "shown": [],
            "figures": {},
            "found_at": NOON,
            "seen_at": NOON,
        }
        | fields
    )


def decide(organization, at=NOON):
    """Let the rule that is on decide; how many it judged."""
    return decide_next(organization=organization, at=at)


def judged(organization):
    """How many sessions its rules approved, and how many they left to people."""
    of_it = AutomaticDecision.objects.filter(organization=organization)
    return (
        of_it.filter(outcome="approved").count(),
        of_it.filter(outcome="held").count(),
    )


def status(session):
    return Session.objects.get(pk=session.pk).status


def stands(organization):
    return RuleSwitch.objects.latest_of(organization)


def a_month_of_all_kinds(organization, *, recorder, seed=20):
    """Sessions of March 2020 as different as they can be, waiting for a decision."""
    chance = random.Random(seed)
    activities = [
        None,
        make_activity(organization),
        make_activity(
            organization, starts_on=date(2020, 3, 10), ends_on=date(2020, 3, 12)
        ),
    ]
    people = [_somebody(organization, n, chance) for n in range(20)]
    sessions = [
        _session(organization, person, 5 * turn + n % 5, chance, activities, recorder)
        for turn in range(6)
        for n, person in enumerate(people)
    ]
    return Session.objects.bulk_create(sessions)


def _somebody(organization, number, chance):
    born = chance.choice([date(1990, 5, 1), date(2004, 6, 1), date(2009, 6, 1)])
    person = make_volunteer(f"somebody{number}", birth_date=born)
    if chance.random() < 0.7:
        joined = date(2020, 3, 20) - timedelta(days=chance.randrange(60))
        left = joined + timedelta(days=9) if chance.random() < 0.2 else None
        Membership.objects.create(
            volunteer=person, organization=organization, joined_on=joined, left_on=left
        )
    return person


def _session(organization, person, after, chance, activities, recorder):
    """So many days after the first of March; nobody is twice on one day."""
    day = date(2020, 3, 1) + timedelta(days=after)
    hour = chance.choice([5, 9, 14, 20])
    minutes = chance.choice([30, 120, 180, 239])
    start = moment(f"{day} {hour:02}:00")
    end = min(start + timedelta(minutes=minutes), moment(f"{day} 23:59"))
    activity = chance.choice(activities)
    return Session(
        volunteer=person,
        organization=organization,
        activity=activity,
        district_id="320706",
        service_field_id="0006",
        started_at=start,
        ended_at=end,
        evidence=chance.choice(["timed", "witnessed", "declared", "entered"]),
        level=chance.choice(["organization"] * 8 + ["parent", "city"]),
        submitted_by=chance.choice([person.account, recorder]),
        submitted_at=end + timedelta(minutes=chance.randrange(3000)),
    )
