"""What is refused of whoever writes and publishes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.errors import RuleBroken


class NotAnOrganizer(RuleBroken):
    code = "not_an_organizer"
    status = 403
    sentence = gettext_lazy("Only who runs the organization speaks for its activities.")


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
    about = ("policy", "insurer")
    status = 422
    sentence = gettext_lazy(
        "For a dangerous activity the law wants accident insurance for everybody, for"
        " all its days. Please name a policy of the organization that covers dangerous"
        " service on each of them."
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


class TooManyFields(RuleBroken):
    code = "too_many_fields"
    about = ("further_fields",)
    status = 422
    sentence = gettext_lazy(
        "An activity is of %(most)s fields of service at most. Please leave those that"
        " fit best."
    )


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


class NotOnesOwn(RuleBroken):
    code = "not_ones_own"
    status = 422
    sentence = gettext_lazy("Please choose among your organization's activities.")
