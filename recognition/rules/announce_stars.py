from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notices import rules as notices
from policies.calendar import add_working_days
from recognition.errors import NobodyFound, OnlyTheCityAwards
from recognition.models import StarAward, StarNotice, StarState
from recognition.rating.finding import forget
from recognition.rating.scheme import Scheme
from recognition.telling import ANNOUNCED
from volunteers.answering import who_answers
from volunteers.models import Account, Volunteer
from volunteers.permissions import is_staff, people_of


@transaction.atomic
def announce_stars(*, level: int, by: Account, at: datetime) -> StarNotice:
    """
    Award a star to everybody who waits for it: their masked list is public for the
    city's working days, and when those are over it is theirs, unless somebody objects.

    Whose hours fell since they were found is forgotten first. Two who do so at once:
    the other finds nobody left. Whoever does it is left out with their children, and
    waits for a colleague.

    :raises OnlyTheCityAwards: unless by staff
    :raises NobodyFound: if nobody waits
    """
    if not is_staff(by):
        raise OnlyTheCityAwards
    forget(level=level, at=at)
    found = StarAward.objects.filter(
        state=StarState.FOUND,
        level=level,
        volunteer__status=Volunteer.Status.REGISTERED,
    ).exclude(volunteer__in=people_of(by))
    locked = found.select_for_update(no_key=True, of=("self",)).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    if not ids:
        raise NobodyFound
    today = timezone.localdate(at)
    days = Scheme.on(today).notice_working_days
    notice = StarNotice.objects.create(
        level=level,
        last_day=add_working_days(today, days),
        people=len(ids),
        by=by,
        at=at,
    )
    announced = StarAward.objects.filter(pk__in=ids)
    announced.update(state=StarState.ANNOUNCED, notice=notice)
    notices.tell(event=ANNOUNCED, whom=who_answers(announced, at=at), at=at)
    return notice
