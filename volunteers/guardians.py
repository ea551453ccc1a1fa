"""Whether somebody's guardian has agreed, on which day."""

from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.ages import OF_AGE, age_on
from volunteers.models import ConsentPurpose, Volunteer


class Standing(TextChoices):
    """Where somebody stands with a guardian's consent, by their age on a day."""

    NOT_NEEDED = "not_needed", _("Not needed")
    AWAITING = "awaiting", _("Waiting for a guardian")
    AGREED = "agreed", _("A guardian has agreed")


def is_minor(volunteer: Volunteer, *, on: date) -> bool:
    """Whether the person is under 18 on the local date."""
    return age_on(on, born=volunteer.birth_date) < OF_AGE


def standing(volunteer: Volunteer, *, on: date) -> Standing:
    """By the age on the local date: from 18 on nobody else is asked."""
    if not is_minor(volunteer, on=on):
        return Standing.NOT_NEEDED
    agreed = volunteer.consents.in_force().filter(purpose=ConsentPurpose.GUARDIAN)
    return Standing.AGREED if agreed.exists() else Standing.AWAITING


def awaits(volunteer: Volunteer, *, on: date) -> bool:
    """Whether nobody has agreed yet for somebody under 18."""
    return standing(volunteer, on=on) == Standing.AWAITING


def had_agreed(volunteer: Volunteer, *, start: datetime, end: datetime) -> bool:
    """
    Whether a guardian had agreed by the local date of the start (L23).

    A consent taken back later that day covers what had ended by then. The consents of
    many people may have been read before.
    """
    return any(
        one.purpose == ConsentPurpose.GUARDIAN
        and timezone.localdate(one.given_at) <= timezone.localdate(start)
        and (one.withdrawn_at is None or one.withdrawn_at >= end)
        for one in volunteer.consents.all()
    )
