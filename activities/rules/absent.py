"""Who did not come: said by an organizer, explained by the person, perhaps excused."""

from datetime import datetime

from django.db import transaction

from activities.errors import (
    DidNotSignUp,
    ExcusedAlready,
    ExplanationNeeded,
    NotExplained,
    NotOverYet,
)
from activities.models import Absence, SignUp
from activities.rules.locks import require_organizer
from activities.rules.sign_up import MOST_WORDS, require_speaker
from activities.rules.tell import tell_people
from activities.telling import ABSENT, EXCUSED, EXPLAINED
from notices import rules as notices
from volunteers.models import Account, Appointment, Role
from volunteers.rules.join import lock_person


@transaction.atomic
def mark_absent(
    *, sign_up: SignUp, by: Account | None, at: datetime
) -> tuple[Absence, bool]:
    """
    Say that somebody who had a seat did not come, and tell them; again: the same.

    :param by: who says so; None where nobody checked in
    :returns: what is known of it, and whether it is new
    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises NotOverYet: before the shift is over
    :raises DidNotSignUp: if they had no seat in the end
    """
    if by:
        require_organizer(sign_up.shift.activity.organization, by)
    lock_person(sign_up.volunteer)
    now = SignUp.objects.with_names().get(pk=sign_up.pk)
    if not now.shift.is_over(at):
        raise NotOverYet
    if not now.is_seated:
        raise DidNotSignUp
    absence, is_new = Absence.objects.get_or_create(
        sign_up=now, defaults={"marked_by": by, "marked_at": at}
    )
    if is_new:
        tell_people(event=ABSENT, sign_ups=[now.pk], by=by, at=at)
    return absence, is_new


@transaction.atomic
def unmark_absent(*, absence: Absence, by: Account, at: datetime) -> None:
    """
    Take back that somebody did not come: they were there after all.

    :raises NotAnOrganizer: if the account does not speak for the organization
    """
    require_organizer(absence.sign_up.shift.activity.organization, by)
    lock_person(absence.sign_up.volunteer)
    Absence.objects.filter(pk=absence.pk).delete()


@transaction.atomic
def explain_absence(
    *, sign_up: SignUp, words: str, by: Account, at: datetime
) -> Absence:
    """
    Say why one did not come, or that one did; who organizes it hears of it.

    It can be said otherwise until it is excused.

    :raises NotYourself: if ``by`` is neither the person nor a guardian who acts for one
    :raises DidNotSignUp: if nobody says that they did not come
    :raises ExplanationNeeded: if nothing is said, or more than 300 characters
    :raises ExcusedAlready: if it counts for nothing already
    """
    require_speaker(sign_up.volunteer, by)
    said = words.strip()
    if not 1 <= len(said) <= MOST_WORDS:
        raise ExplanationNeeded(most=MOST_WORDS)
    lock_person(sign_up.volunteer)
    absence = Absence.objects.with_names().filter(sign_up=sign_up).first()
    if absence is None:
        raise DidNotSignUp
    if absence.is_excused:
        raise ExcusedAlready
    absence.words, absence.explained_at = said, at
    absence.save(update_fields=["words", "explained_at"])
    whom = _organizers(absence) - {by.pk}
    notices.tell(event=EXPLAINED, whom=[(one, absence.pk) for one in whom], at=at)
    return absence


@transaction.atomic
def excuse_absence(*, absence: Absence, by: Account, at: datetime) -> Absence:
    """
    Accept why somebody did not come: it counts for nothing. Again: the same.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises NotExplained: if nobody has said why
    """
    require_organizer(absence.sign_up.shift.activity.organization, by)
    lock_person(absence.sign_up.volunteer)
    now = Absence.objects.with_names().get(pk=absence.pk)
    if now.is_excused:
        return now
    if not now.is_explained:
        raise NotExplained
    now.excused_by, now.excused_at = by, at
    now.save(update_fields=["excused_by", "excused_at"])
    tell_people(event=EXCUSED, sign_ups=[now.sign_up_id], by=by, at=at)
    return now


def _organizers(absence: Absence) -> set[int]:
    """Whoever said it; where nobody did, whoever runs the organization."""
    if absence.marked_by_id:
        return {absence.marked_by_id}
    organization = absence.sign_up.shift.activity.organization_id
    held = Appointment.objects.in_force(absence.sign_up.shift.date)
    runs = held.filter(role=Role.ADMIN, organization=organization)
    return set(runs.values_list("account", flat=True))
