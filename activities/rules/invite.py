from datetime import datetime

from django.db import transaction

from activities.errors import WrongMoment
from activities.models import Activity, Guest
from activities.rules.locks import lock_activity, lock_people, require_organizer
from activities.telling import INVITED
from notices import rules as notices
from volunteers.answering import who_answers
from volunteers.member_errors import NobodySignsIn, VolunteerCannotJoin
from volunteers.models import Account, Team, Volunteer
from volunteers.rules.join import lock_person


@transaction.atomic
def invite(
    *, activity: Activity, volunteer: Volunteer, by: Account, at: datetime
) -> tuple[Guest, bool]:
    """
    Let somebody sign up for what is for the invited only, and tell them; again: the
    same.

    :returns: the invitation, and whether it is new
    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises VolunteerCannotJoin: if the person is not registered any more
    :raises NobodySignsIn: if nobody would read it
    :raises WrongMoment: unless people can sign up
    """
    require_organizer(activity.organization, by)
    person = lock_person(volunteer)
    if not person.is_registered:
        raise VolunteerCannotJoin
    now = _lock_open(activity)
    guest, is_new = _add(now, person, by=by, at=at)
    if is_new:
        whom = who_answers(Guest.objects.filter(pk=guest.pk), at=at)
        if not whom:
            raise NobodySignsIn
        notices.tell(event=INVITED, whom=whom, at=at)
    return guest, is_new


@transaction.atomic
def invite_team(*, activity: Activity, team: Team, by: Account, at: datetime) -> int:
    """
    Invite everybody who is in a team of the organization now, and tell them.

    Those whom nobody would tell are left out, and so is whoever is invited already.

    :returns: how many are invited anew
    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises WrongMoment: unless people can sign up
    """
    require_organizer(activity.organization, by)
    inside = Volunteer.objects.registered().in_team(
        team, organization=activity.organization
    )
    people = lock_people(inside)
    now = _lock_open(activity)
    known = set(
        now.guests.filter(volunteer__in=people).values_list("volunteer", flat=True)
    )
    added = Guest.objects.bulk_create(
        Guest(activity=now, volunteer=one, invited_by=by, invited_at=at)
        for one in people
        if one.pk not in known
    )
    new = Guest.objects.filter(pk__in=[guest.pk for guest in added])
    whom = who_answers(new, at=at)
    heard = {guest for _account, guest in whom}
    new.exclude(pk__in=heard).delete()
    notices.tell(event=INVITED, whom=whom, at=at)
    return len(heard)


def _lock_open(activity: Activity) -> Activity:
    now = lock_activity(activity)
    if not now.is_published:
        raise WrongMoment(state=now.get_state_display())
    return now


def _add(
    activity: Activity, person: Volunteer, *, by: Account, at: datetime
) -> tuple[Guest, bool]:
    return Guest.objects.get_or_create(
        activity=activity,
        volunteer=person,
        defaults={"invited_by": by, "invited_at": at},
    )
