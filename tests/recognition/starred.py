"""A city in which two hours are a star, and people who reached it."""

from datetime import timedelta

from django.utils import timezone

from policies.models import Policy
from policies.reports import HELD
from recognition import rules
from recognition.models import StarAward, StarNotice, StarReview
from recognition.rating.finding import find
from tests.factories import NOON

DAY = timedelta(days=1)
AFTER = NOON + 8 * DAY  # the notice of NOON is over: a Saturday


def set_numbers(**numbers):
    """From the beginning on."""
    for code, value in numbers.items():
        Policy.objects.filter(code=code).update(value=value)
    HELD.forget()


def small_stars():
    set_numbers(
        **{f"star_{level}_minutes": level * 120 for level in range(1, 6)},
    )


def stars_of(person):
    """Level and state of all there are, lowest first."""
    found = StarAward.objects.filter(volunteer=person).order_by("level", "found_at")
    return list(found.values_list("level", "state"))


def reviews_of(person):
    found = StarReview.objects.filter(award__volunteer=person)
    return list(found.values_list("why", "outcome"))


def held_by(person, wang, level=1):
    """The star of somebody who reached it: found, announced, and theirs."""
    find(at=NOON)
    rules.announce_stars(level=level, by=wang, at=NOON)
    rules.hold_due(at=AFTER)
    return StarAward.objects.get(volunteer=person, level=level, state="held")


def found_star(person, level=1):
    """As the job would have noted it."""
    return StarAward.objects.create(
        volunteer=person,
        level=level,
        minutes=6_000,
        needed=6_000,
        grades=["timed", "declared"],
        found_at=NOON,
    )


def announced_star(person, by):
    """On public notice for some weeks."""
    award = found_star(person)
    award.state = "announced"
    award.notice = StarNotice.objects.create(
        level=1,
        last_day=timezone.localdate() + 20 * DAY,
        people=1,
        by=by,
        at=timezone.now(),
    )
    award.save()
    return award
