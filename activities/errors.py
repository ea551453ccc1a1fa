"""What the rules of activities refuse, in words for the person who asked."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.errors import RuleBroken


class NotAnOrganizer(RuleBroken):
    code = "not_an_organizer"
    status = 403
    sentence = gettext_lazy("Only who runs the organization speaks for its activities.")


class NotYourself(RuleBroken):
    code = "not_yourself"
    status = 403
    sentence = gettext_lazy("People sign up for themselves, or their guardian does.")


class WrongMoment(RuleBroken):
    """The activity stands where this cannot be done; ``state`` says where."""

    code = "wrong_moment"
    sentence = gettext_lazy("This cannot be done now. The activity is: %(state)s.")


class PublishingWithheld(RuleBroken):
    """Until the local date ``day``, after a case was proved (L34)."""

    code = "publishing_withheld"
    sentence = gettext_lazy(
        "Up to and with %(day)s the organization publishes no activities. Its page of"
        " notices says why. The draft is kept."
    )


class PublishedAlready(RuleBroken):
    code = "published_already"
    sentence = gettext_lazy(
        "It is published, so its shifts stay as people chose them. You can add shifts,"
        " or cancel the activity."
    )


class NotDeclared(RuleBroken):
    """Neither work nor duty nor for somebody's own interest (L21)."""

    code = "not_declared"
    status = 422
    sentence = gettext_lazy(
        "Please confirm that this is volunteering: not part of a job or of school, not"
        " for pay, and for others."
    )


class ShiftsNeeded(RuleBroken):
    code = "shifts_needed"
    status = 422
    sentence = gettext_lazy("Please say when people are needed: add a shift.")


class WordsMissing(RuleBroken):
    """Carries ``fields``: what people must read before they come (art. 12)."""

    code = "words_missing"
    status = 422
    sentence = gettext_lazy(
        "People read this before they come, so please add: %(missing)s."
    )

    def __init__(self, *, fields: dict[str, str]) -> None:
        super().__init__()
        self.fields = fields

    @property
    def detail(self) -> str:
        missing = _(", ").join(self.fields.values())
        return str(self.sentence % {"missing": missing})

    @property
    def extra(self) -> dict[str, Any]:
        return {"fields": list(self.fields)}


class InsuranceNeeded(RuleBroken):
    """志愿服务条例 art. 17"""

    code = "insurance_needed"
    status = 422
    sentence = gettext_lazy(
        "For a dangerous activity the law wants accident insurance for everybody, for"
        " all its days. Please name the insurer, the policy, and until when it covers."
    )


class StartedAlready(RuleBroken):
    code = "started_already"
    status = 422
    sentence = gettext_lazy(
        "An activity is published before it starts. The first shift is already under"
        " way."
    )


class LongerThanAYear(RuleBroken):
    code = "longer_than_a_year"
    status = 422
    sentence = gettext_lazy("An activity lasts a year at most.")


class ShiftCrossesMidnight(RuleBroken):
    code = "crosses_midnight"
    status = 422
    sentence = gettext_lazy(
        "A shift starts and ends on the same day. Please make two of it."
    )


class ShiftEndsFirst(RuleBroken):
    code = "ends_before_it_starts"
    status = 422
    sentence = gettext_lazy("A shift ends after it starts. Please check the times.")


class NoSeats(RuleBroken):
    code = "no_seats"
    status = 422
    sentence = gettext_lazy("A shift needs at least one person, and at most %(most)s.")


class TooManyShifts(RuleBroken):
    code = "too_many_shifts"
    status = 422
    sentence = gettext_lazy("An activity has at most %(most)s shifts.")


class SeatsTaken(RuleBroken):
    code = "seats_taken"
    sentence = gettext_lazy(
        "%(seated)s people have signed up, so there cannot be fewer seats."
    )


class PeopleComing(RuleBroken):
    code = "people_coming"
    sentence = gettext_lazy(
        "Somebody has signed up for this shift, so it cannot be taken away."
    )


class CancelReasonNeeded(RuleBroken):
    code = "reason_needed"
    status = 422
    sentence = gettext_lazy(
        "Please say why it is cancelled; everybody who signed up reads it."
    )


class ShiftStarted(RuleBroken):
    code = "shift_started"
    sentence = gettext_lazy("This shift has already started.")


class OfferLapsed(RuleBroken):
    code = "offer_lapsed"
    sentence = gettext_lazy(
        "The time to take this seat is over, and it was offered to the next person. You"
        " can sign up again."
    )


class NotOffered(RuleBroken):
    code = "not_offered"
    sentence = gettext_lazy("No seat is held for you here.")


class SeatOverlaps(RuleBroken):
    """One is expected elsewhere at that time (L26)."""

    code = "overlaps"
    sentence = gettext_lazy("You have signed up for something else at that time.")

    def __init__(self, *, title: str, starts_at: datetime, ends_at: datetime) -> None:
        super().__init__()
        self.title = title
        self.starts_at = timezone.localtime(starts_at)
        self.ends_at = timezone.localtime(ends_at)

    @property
    def detail(self) -> str:
        return _(
            "At that time you are already signed up for “%(title)s”: %(start)s–%(end)s"
            " on %(day)s. Give that up first, or choose another shift."
        ) % {
            "title": self.title,
            "day": f"{self.starts_at:%Y-%m-%d}",
            "start": f"{self.starts_at:%H:%M}",
            "end": f"{self.ends_at:%H:%M}",
        }


class NotTogether(RuleBroken):
    """One comes to something that its organizers do not let go with it (L26)."""

    code = "not_together"
    sentence = gettext_lazy(
        "You come to “%(title)s” already, and one person comes to only one of the two."
    )


class NotOnesOwn(RuleBroken):
    code = "not_ones_own"
    status = 422
    sentence = gettext_lazy("Please choose among your organization's activities.")


class NotEligible(RuleBroken):
    """The person, the moment or the activity does not let them come; ``why``."""

    code = "not_eligible"
    status = 422
    sentence = gettext_lazy("This shift is not for you; the sentence says why.")
    why = "not_eligible"

    @property
    def extra(self) -> dict[str, Any]:
        return {"why": self.why}


class NotRecruiting(NotEligible):
    why = "not_recruiting"
    sentence = gettext_lazy("Nobody can sign up for this activity now: %(state)s.")


class OrganizationPauses(NotEligible):
    why = "organization_not_active"
    sentence = gettext_lazy("The organization does not serve at the moment.")


class RecruitingBeginsLater(NotEligible):
    why = "recruiting_begins_later"
    sentence = gettext_lazy("Sign-up begins on %(moment)s.")


class RecruitingIsOver(NotEligible):
    why = "recruiting_is_over"
    sentence = gettext_lazy("Sign-up ended on %(moment)s.")


class MembersOnly(NotEligible):
    why = "members_only"
    sentence = gettext_lazy(
        "This activity is for members of %(organization)s. You can ask to join it."
    )


class InvitedOnly(NotEligible):
    why = "invited_only"
    sentence = gettext_lazy("This activity is for people the organization invites.")


class NotRegistered(NotEligible):
    why = "not_registered"
    sentence = gettext_lazy("Only registered volunteers sign up.")


class IdentityNotVerified(NotEligible):
    """L20"""

    why = "identity_not_verified"
    sentence = gettext_lazy(
        "It is not sure yet who you are. Please show your document at the nearest"
        " station; it is done on the spot."
    )


class TooYoung(NotEligible):
    why = "too_young"
    sentence = gettext_lazy("This post is for people from %(age)s years on.")


class GuardianHasNotAgreed(NotEligible):
    """L23"""

    why = "guardian_has_not_agreed"
    sentence = gettext_lazy(
        "Under 18 a parent or guardian has to agree first. Please ask them to."
    )


class TooDangerousForMinors(NotEligible):
    why = "too_dangerous_for_minors"
    sentence = gettext_lazy(
        "This can be dangerous, so it is for people of 18 and over."
    )


class TooLateForMinors(NotEligible):
    why = "too_late_for_minors"
    sentence = gettext_lazy("Under 18 nobody serves at night, between 22:00 and 6:00.")


class TooLongForMinors(NotEligible):
    why = "too_long_for_minors"
    sentence = gettext_lazy("At this age a shift is %(hours)s hours at most.")


class DayIsFullForMinors(NotEligible):
    """L23"""

    why = "day_is_full_for_minors"
    sentence = gettext_lazy(
        "At this age people serve %(hours)s hours a day at most, with all they have"
        " signed up for on that day."
    )


class WeekIsFullForMinors(NotEligible):
    """L23"""

    why = "week_is_full_for_minors"
    sentence = gettext_lazy(
        "Under 14 people serve %(hours)s hours a week at most, with all they have"
        " signed up for from Monday to Sunday."
    )


class ExperienceNeeded(NotEligible):
    why = "experience_needed"
    sentence = gettext_lazy(
        "This activity asks for %(needed)s hours of service; %(served)s are counted for"
        " you so far."
    )
