"""Who came without a seat waits for the organizer's yes."""

from datetime import datetime

from django.db import transaction

from activities.eligibility import check_person
from hours.models import Presence, Way
from hours.presence.errors import NotOnSite
from hours.presence.rules.by_organizer import require_organizer
from hours.presence.rules.finding import present_at
from hours.presence.rules.opening import open_session
from volunteers.models import Account
from volunteers.rules.join import lock_person


@transaction.atomic
def let_in(*, presence: Presence, by: Account, at: datetime) -> Presence:
    """
    Say yes to somebody who came without a seat: the session begins when they came.

    Again: the same.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises NotForOneself: if it is the account's own, or of a child it acts for
    :raises NotOnSite: if the answer was no, or the person is there already
    :raises NotEligible: if the shift is not for this person
    :raises RuleBroken: what ``open_session`` refuses
    """
    require_organizer(presence.shift, presence.volunteer, by)
    person = lock_person(presence.volunteer)
    now = Presence.objects.with_names().get(pk=presence.pk)
    if now.session_id:
        return now
    if now.answered_at or present_at(now.shift.activity, person):
        raise NotOnSite
    check_person(person, now.shift, at=now.came_at)
    now.session = open_session(
        shift=now.shift,
        person=person,
        came_at=now.came_at,
        way=Way(now.came_by),
        by=now.by,
    )
    now.answered_by, now.answered_at = by, at
    now.save(update_fields=["session", "answered_by", "answered_at"])
    return now


@transaction.atomic
def turn_down(*, presence: Presence, by: Account, at: datetime) -> Presence:
    """
    Say no to somebody who came without a seat. Again: the same.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises NotForOneself: if it is the account's own, or of a child it acts for
    :raises NotOnSite: if they were let in meanwhile
    """
    require_organizer(presence.shift, presence.volunteer, by)
    lock_person(presence.volunteer)
    now = Presence.objects.with_names().get(pk=presence.pk)
    if now.session_id:
        raise NotOnSite
    if now.answered_at is None:
        now.answered_by, now.answered_at = by, at
        now.save(update_fields=["answered_by", "answered_at"])
    return now
