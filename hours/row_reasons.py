"""What stands against a row of an import, cell by cell, in words."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hours import errors

# By code; with %(name)s for the details. Where a rule of logging says the same,
# its sentence is used.
SENTENCES: dict[str, str | Promise] = {
    "empty": _("This must be filled in."),
    "too_long": _("This is longer than %(most)s characters."),
    "not_a_volunteer_number": _(
        "This is not a volunteer number. It begins with V and has 18 characters."
    ),
    "not_a_moment": _("Please write day and time, such as 2020-03-05 09:00."),
    "not_minutes": _("Please write whole minutes from 0 to 1440, such as 30."),
    "unknown_field": _(
        "There is no such field of service. Please give its code (0006) or its name."
    ),
    "spilled": _(
        "This row has more cells than there are headings. A text with a comma needs"
        " quotation marks around it."
    ),
    "unknown_volunteer": _("Nobody is registered with this number."),
    "unknown_activity": _("The organization has no activity with this id or title."),
    "several_activities": _(
        "Several activities of the organization have this title. Please give the id."
    ),
    "overlaps_line": _(
        "This time is already taken by row %(line)s of this file. One person's time"
        " counts once."
    ),
    "overlaps_session": _(
        "There are already hours at this time: %(start)s–%(end)s. One person's time"
        " counts once."
    ),
    "overlaps_elsewhere": _(
        "This time is already taken: %(minutes)s minutes of it by hours with another"
        " organization."
    ),
    "once_rejected": _(
        "This session was there before and was not accepted. It is not added again."
    ),
    "once_reversed": _(
        "This session was counted before and then corrected. It is not added again."
    ),
    "id_reused": errors.IdReused.sentence,
    "volunteer_not_active": errors.VolunteerNotActive.sentence,
    "before_registering": _(
        "This was before the person registered again. Hours from before belong to the"
        " record that was closed."
    ),
    "no_guardian_agreed": errors.NoGuardianAgreed.sentence,
    "too_young_that_day": errors.TooYoungThatDay.sentence,
    "not_insured": errors.NotInsuredThatDay.sentence,
    "credential_needed": _(
        "The activity needs a paper that nobody has seen of this person, or that was"
        " not valid on this day."
    ),
    "ends_before_it_starts": errors.EndsBeforeItStarts.sentence,
    "shorter_than_a_minute": errors.ShorterThanAMinute.sentence,
    "in_the_future": errors.InTheFuture.sentence,
    "too_late": errors.TooLate.sentence,
    "crosses_midnight": _(
        "This goes past midnight. Please make two rows of it: one up to midnight"
        " (24:00), one from there."
    ),
    "service_field_needed": errors.ServiceFieldNeeded.sentence,
    "day_is_full": errors.DayIsFull.sentence,
    # No reason against the row: it adds nothing, for it is there already.
    "repeats_line": _("This is the same session as row %(line)s."),
    "is_there": _("This session is already there."),
    "is_there_otherwise": _(
        "This session is already there, with another break, activity, field or note."
        " It stays as it is."
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the ``column`` of the cell it is about, its code and details."""

    column: str
    code: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In the language of the moment."""
        return str(SENTENCES[self.code]) % self.details
