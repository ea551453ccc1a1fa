"""
What people under 18 may have served, by their age on the service date (L23).

How long, at what hours and how dangerously they may serve belongs here as well.
"""

from datetime import datetime

from django.utils import timezone

from hours.errors import NoGuardianAgreed, TooYoungThatDay
from policies.reports import number
from volunteers.ages import age_on
from volunteers.guardians import had_agreed, is_minor
from volunteers.models import Volunteer


def check_minor(volunteer: Volunteer, *, start: datetime, end: datetime) -> None:
    """
    Let a minor's hours be logged only where a guardian had agreed.

    Called under the lock of the person, for which agreeing waits as well.

    :raises TooYoungThatDay: under 8
    :raises NoGuardianAgreed: if no guardian's consent held on the service date
    """
    on = timezone.localdate(start)
    if not is_minor(volunteer, on=on):
        return
    least = number("minimum_age_with_guardian", on=on)
    if age_on(on, born=volunteer.birth_date) < least:
        raise TooYoungThatDay(age=least)
    if not had_agreed(volunteer, start=start, end=end):
        raise NoGuardianAgreed
