"""Shifts as they stand on pages, and what is asked of who comes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.models import Absence, Post, Seat, Shift, SignUp
from config.templatetags.ui import clock, day


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """
    A shift, and the seat or place in its queue that somebody has.

    ``place`` is how many wait up to this one, itself among them.
    """

    shift: Shift
    seat: SignUp | None
    place: int | None
    at: datetime
    may_be_chosen: bool
    is_chosen: bool

    @property
    def post(self) -> str:
        return self.shift.post.name

    @property
    def minutes(self) -> int:
        return self.shift.minutes

    @property
    def missing(self) -> int:
        return self.shift.free_seats

    @property
    def has_begun(self) -> bool:
        return self.shift.has_started(self.at)

    @property
    def has_ended(self) -> bool:
        return self.shift.is_over(self.at)

    @property
    def is_late_to_give_up(self) -> bool:
        """Whether giving the seat back takes a word to the organizers by now."""
        seated = self.seat is not None and self.seat.is_seated
        return seated and self.shift.is_late_to_give_up(self.at)

    @property
    def absence(self) -> Absence | None:
        """That the person had a seat and did not come, as its organizers note."""
        return getattr(self.seat, "absence", None)

    @property
    def button(self) -> str:
        """What the button says once this one is chosen."""
        begins = f"{day(self.shift.starts_at)} {clock(self.shift.starts_at)}"
        if self.shift.is_full:
            return _("Wait for a place: %(when)s") % {"when": begins}
        return _("Sign up: %(when)s") % {"when": begins}


def asked_of(post: Post) -> list[str]:
    """What a post asks of who comes, in sentences."""
    said = []
    if post.min_age:
        words = ngettext("%(n)s year or older", "%(n)s years or older", post.min_age)
        said.append(words % {"n": post.min_age})
    if post.skill:
        said.append(_("Can do this: %(what)s") % {"what": post.skill})
    if post.credential:
        said.append(_("Holds a paper: %(what)s") % {"what": post.credential.label})
    return [f"{post.name}: {one}" if post.name else one for one in said]


def places(waiting: list[UUID]) -> dict[UUID, int]:
    """How many wait up to each of these sign-ups, itself among them."""
    there = "shift__sign_ups"
    before = {f"{there}__state": Seat.WAITING, f"{there}__turn__lte": F("turn")}
    counted = SignUp.objects.filter(pk__in=waiting).annotate(
        ahead=Count(there, filter=Q(**before))
    )
    return dict(counted.values_list("pk", "ahead"))
