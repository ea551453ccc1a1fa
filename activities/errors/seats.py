"""What is refused of whoever wants a seat that is not there for them."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.errors import RuleBroken


class NotYourself(RuleBroken):
    code = "not_yourself"
    status = 403
    sentence = gettext_lazy(
        "People sign up for themselves, or their guardian does; who signs in nowhere"
        " says it at a desk."
    )


class ShiftStarted(RuleBroken):
    code = "shift_started"
    sentence = gettext_lazy("This shift has already started.")


class WordsNeeded(RuleBroken):
    code = "words_needed"
    about = ("words",)
    status = 422
    sentence = gettext_lazy(
        "A place is given back here until %(hours)s hours before. It is later than"
        " that: please say why, in up to %(most)s characters, so that the organizers"
        " can look for somebody."
    )


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


class TooFewSeats(RuleBroken):
    """Several want to come together; nobody has signed up."""

    code = "too_few_seats"
    sentence = gettext_lazy(
        "Places are free for %(free)s, and you are %(wanted)s: so nobody has been"
        " signed up. Choose another time, or sign up one by one and wait."
    )


class OneCannotCome(RuleBroken):
    """
    Of several who want to come together; ``why`` stands in the way of one, and is told
    only to who speaks for that person.
    """

    code = "one_cannot_come"
    status = 422
    sentence = gettext_lazy("One of you cannot come, so nobody has been signed up.")

    def __init__(self, *, name: str, number: str, why: RuleBroken | None) -> None:
        super().__init__()
        self.name, self.number, self.why = name, number, why

    @property
    def detail(self) -> str:
        if self.why is None:
            return _("%(name)s cannot come to this. Nobody has been signed up.") % {
                "name": self.name
            }
        return _("%(name)s: %(why)s Nobody has been signed up.") % {
            "name": self.name,
            "why": self.why.detail,
        }

    @property
    def extra(self) -> dict[str, Any]:
        why = self.why.extra.get("why", self.why.code) if self.why else "cannot_come"
        return {"volunteer": self.number, "why": why}


class NotTogether(RuleBroken):
    """One comes to something that its organizers do not let go with it (L26)."""

    code = "not_together"
    sentence = gettext_lazy(
        "You come to “%(title)s” already, and one person comes to only one of the two."
    )
