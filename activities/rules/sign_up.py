from datetime import datetime

from django.db import transaction
from django.utils import timezone

from activities.eligibility import check_activity, check_may_come
from activities.errors import (
    NotOffered,
    NotYourself,
    OfferLapsed,
    OrganizationPauses,
    ShiftStarted,
    WordsNeeded,
)
from activities.models import Activity, Seat, Shift, SignUp
from activities.rules.locks import lock_shift
from activities.rules.seats import end, join, lapse, offer_seats
from activities.telling import GAVE_UP
from config.errors import RuleBroken
from notices import rules as notices
from volunteers.errors import OrganizationNotActive
from volunteers.models import Account, Appointment, Organization, Role, Volunteer
from volunteers.permissions import speaks_for
from volunteers.rules.join import lock_person
from volunteers.rules.serving import require_active
from volunteers.scopes import spoken_for

MOST_WORDS = 300


@transaction.atomic
def sign_up(
    *, shift: Shift, volunteer: Volunteer, by: Account, at: datetime
) -> tuple[SignUp, bool]:
    """
    Give the volunteer a seat on the shift, or a place in its queue; again: the same.

    Whoever is offered a seat takes it so. Nobody passes those who wait.

    :returns: the sign-up, and whether it is new
    :raises NotYourself: if ``by`` may not say it for the person, see
        ``require_speaker``
    :raises ShiftStarted: if the shift is under way or over
    :raises NotEligible: if the activity or the shift is not for this person now
    :raises SeatOverlaps: if the volunteer holds a seat elsewhere at that time (L26)
    :raises NotTogether: if the volunteer comes to what does not go with it (L26)
    """
    require_speaker(volunteer, by)
    person = lock_person(volunteer)
    require_serving(shift.activity.organization)
    shift = lock_shift(shift.pk)
    lapse(shift, at=at)
    if known := SignUp.objects.living().filter(shift=shift, volunteer=person).first():
        if known.is_offered and not shift.has_started(at):
            take_seat(known)
        return known, False
    check_may_come(person, shift, at=at)
    # Whoever waits comes first.
    is_anybodys = offer_seats(shift, at=at)
    has_room = is_anybodys and not shift.is_full
    state = Seat.SEATED if has_room else Seat.WAITING
    return join(shift, person, state, by=by, at=at), True


def why_not(*, shift: Shift, volunteer: Volunteer, at: datetime) -> RuleBroken | None:
    """What ``sign_up`` would refuse now; nothing is written or locked."""
    try:
        check_may_come(volunteer, shift, at=at)
    except RuleBroken as broken:
        return broken
    return None


@transaction.atomic
def take_offer(*, sign_up: SignUp, by: Account, at: datetime) -> SignUp:
    """
    Take the seat that is held; again: the same.

    :raises NotYourself: if ``by`` may not say it for the person, see
        ``require_speaker``
    :raises OfferLapsed: if the time to answer is over
    :raises NotOffered: if no seat was held
    :raises ShiftStarted: if the shift is under way or over
    """
    shift, one = _lock(sign_up, by)
    if one.is_seated:
        return one
    if one.has_lapsed(at):
        raise OfferLapsed
    if not one.is_offered:
        raise NotOffered
    if shift.has_started(at):
        raise ShiftStarted
    take_seat(one)
    return one


@transaction.atomic
def give_up(*, sign_up: SignUp, by: Account, at: datetime, words: str = "") -> SignUp:
    """
    Say that one does not come; who waits is offered the seat. Again: the same.

    Nobody is held to coming (志愿服务条例 art. 25): later than the activity asks for,
    a seat is given up with words, which its organizers are told.

    :raises NotYourself: if ``by`` may not say it for the person, see
        ``require_speaker``
    :raises ShiftStarted: if the shift is under way or over
    :raises WordsNeeded: if it is late, and nothing is said, or more than 300 characters
    """
    shift, one = _lock(sign_up, by)
    if not one.is_living:
        return one
    if shift.has_started(at):
        raise ShiftStarted
    is_late = one.is_seated and shift.is_late_to_give_up(at)
    said = words.strip()
    if is_late and not 1 <= len(said) <= MOST_WORDS:
        raise WordsNeeded(hours=shift.activity.give_up_hours, most=MOST_WORDS)
    end([one], Seat.GIVEN_UP, shift=shift, at=at)
    if is_late:
        _say_why(one, said, by=by, at=at)
    offer_seats(shift, at=at)
    return one


def _say_why(one: SignUp, words: str, *, by: Account, at: datetime) -> None:
    """Keep it for whoever runs the organization, and tell them at once."""
    one.late_words = words
    one.save(update_fields=["late_words"])
    organization = one.shift.activity.organization_id
    held = Appointment.objects.in_force(timezone.localdate(at))
    runs = held.filter(role=Role.ADMIN, organization=organization)
    whom = set(runs.values_list("account", flat=True)) - {by.pk}
    notices.tell(event=GAVE_UP, whom=[(to, one.pk) for to in whom], at=at)


def takes_people(activity: Activity, *, at: datetime) -> bool:
    """Whether anybody can sign up for the activity now; a shift may still refuse."""
    try:
        check_activity(activity, at=at)
    except RuleBroken:
        return False
    return True


def require_speaker(volunteer: Volunteer, by: Account) -> None:
    """
    Whoever stands at a desk and signs in nowhere has its clerk say so.

    :raises NotYourself: if ``by`` is neither the person nor a guardian who acts for
        one, nor the desk before which somebody says it
    """
    if speaks_for(by, volunteer):
        return
    if not spoken_for(by).filter(pk=volunteer.pk).exists():
        raise NotYourself


def require_serving(organization: Organization) -> None:
    """Whoever suspends the organization waits until somebody has signed up."""
    try:
        require_active(organization)
    except OrganizationNotActive as error:
        raise OrganizationPauses from error


def _lock(sign_up: SignUp, by: Account) -> tuple[Shift, SignUp]:
    """The person, then the shift; and the sign-up as it is now."""
    require_speaker(sign_up.volunteer, by)
    lock_person(sign_up.volunteer)
    shift = lock_shift(sign_up.shift_id)
    one = SignUp.objects.with_names().get(pk=sign_up.pk)
    return shift, one


def take_seat(one: SignUp) -> None:
    """Take the seat that is held."""
    one.state, one.offered_until = Seat.SEATED, None
    one.save(update_fields=["state", "offered_until"])
