from datetime import datetime

from django.db import transaction

from activities.errors import WrongMoment
from activities.models import Activity, Guest
from activities.rules.locks import lock_activity, require_organizer
from activities.telling import INVITED
from notices import rules as notices
from volunteers.answering import who_answers
from volunteers.member_errors import NobodySignsIn, VolunteerCannotJoin
from volunteers.models import Account, Volunteer
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
    now = lock_activity(activity)
    if not now.is_published:
        raise WrongMoment(state=now.get_state_display())
    guest, is_new = Guest.objects.get_or_create(
        activity=now,
        volunteer=person,
        defaults={"invited_by": by, "invited_at": at},
    )
    if is_new:
        whom = who_answers(Guest.objects.filter(pk=guest.pk), at=at)
        if not whom:
            raise NobodySignsIn
        notices.tell(event=INVITED, whom=whom, at=at)
    return guest, is_new
