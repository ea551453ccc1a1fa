"""Stars of the demo city: most awarded long ago, some on notice, some waiting."""

from datetime import datetime, time, timedelta

from django.db.models import F
from django.db.models.functions import Mod

from city.demo.plan import CITY_TIME, Plan
from city.demo.teams import WANG
from policies.calendar import add_working_days
from recognition.models import StarAward, StarNotice, StarState
from recognition.models.stars import LEVELS, StarAwardQuerySet
from recognition.rating.finding import find
from recognition.rating.scheme import Scheme

LONG_AGO, LATELY = 45, 1  # days
# Of so many people one waits, and one is on public notice.
OF, WAITS, IS_SHOWN = 8, 0, 1


def award(plan: Plan) -> None:
    """
    Find who reached which star, and let time have passed: nobody is told anew.

    In a city of a past year alone they are found when its worker first runs.
    """
    if not plan.running_year:
        return
    find(at=_morning(plan, LONG_AGO + 1))
    found = StarAward.objects.filter(state=StarState.FOUND).annotate(
        place=Mod(F("volunteer_id"), OF)
    )
    for level in LEVELS:
        of_level = found.filter(level=level).exclude(volunteer=WANG)
        _announce(of_level.filter(place=IS_SHOWN), level, plan, LATELY)
        _announce(of_level.exclude(place=WAITS), level, plan, LONG_AGO)
    over = StarAward.objects.filter(
        state=StarState.ANNOUNCED, notice__last_day__lt=plan.today
    )
    over.update(state=StarState.HELD, held_at=_morning(plan, LONG_AGO - 10))


def _announce(people: StarAwardQuerySet, level: int, plan: Plan, days_ago: int) -> None:
    if not (count := people.count()):
        return
    at = _morning(plan, days_ago)
    days = Scheme.on(at.date()).notice_working_days
    notice = StarNotice.objects.create(
        level=level,
        last_day=add_working_days(at.date(), days),
        people=count,
        by_id=WANG,
        at=at,
    )
    people.update(state=StarState.ANNOUNCED, notice=notice)


def _morning(plan: Plan, days_ago: int) -> datetime:
    day = plan.today - timedelta(days=days_ago)
    return datetime.combine(day, time(9), CITY_TIME)
