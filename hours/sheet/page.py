"""What stands on a printed roster, and in the form in which it is entered."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import uuid5

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.models import Seat, Shift, SignUp
from activities.pages.naming import names_of
from config.qr import drawn
from hours.rules.record import MOST_PEOPLE
from hours.sheet.codes import code_of, read
from volunteers.models import Account, Organization, Volunteer

AROUND = timedelta(days=7)  # shifts whose sheets are offered, before and after
SPARE = 5  # lines for people who come without a seat
SHEET = "sheet"


def shifts_around(organization: Organization, *, at: datetime) -> QuerySet[Shift]:
    """The organization's shifts of these days, the next first; what is off is not."""
    held = organization.activities.held()
    around = Shift.objects.filter(
        activity__in=held, starts_at__range=(at - AROUND, at + AROUND)
    )
    return around.select_related("activity", "post").in_order()


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody with a seat; ``came`` and the times are as they were typed so far."""

    number: int
    sign_up: SignUp
    name: str
    came: bool
    start: str
    end: str

    @property
    def person(self) -> Volunteer:
        return self.sign_up.volunteer

    @property
    def code(self) -> str:
        return code_of(self.sign_up.pk)

    @property
    def picture(self) -> SafeString:
        label = _("Code of line %(n)s") % {"n": self.number}
        return drawn(self.code, label=label, quiet=1)


@dataclass
class SheetPage:
    """
    The sheet of a shift, as it is printed or was left while it is entered.

    :param sent: what was sent; None on paper, and where nobody is ticked yet
    """

    shift: Shift
    reader: Account
    at: datetime
    sent: QueryDict | None = None

    @property
    def organization(self) -> Organization:
        return self.shift.activity.organization

    @property
    def spare(self) -> range:
        return range(SPARE)

    @cached_property
    def _seats(self) -> list[SignUp]:
        held = SignUp.objects.filter(shift=self.shift, state=Seat.SEATED)
        rows = held.select_related("volunteer").order_by("turn")
        return list(rows[:MOST_PEOPLE])

    @cached_property
    def lines(self) -> list[Line]:
        people = [one.volunteer for one in self._seats]
        names = names_of(
            people,
            activity=self.shift.activity,
            reader=self.reader,
            on=self.shift.date,
        )
        return [
            Line(
                number=n,
                sign_up=one,
                name=names[one.volunteer_id],
                came=one.volunteer.number in self._came,
                start=self._typed(one, "start") or self.starts,
                end=self._typed(one, "end") or self.ends,
            )
            for n, one in enumerate(self._seats, start=1)
        ]

    @property
    def starts(self) -> str:
        return f"{timezone.localtime(self.shift.starts_at):%H:%M}"

    @property
    def ends(self) -> str:
        return f"{timezone.localtime(self.shift.ends_at):%H:%M}"

    # What was sent

    def _typed(self, one: SignUp, name: str) -> str:
        sent = self.sent or QueryDict()
        return sent.get(f"{name}-{one.volunteer.number}", "")

    @cached_property
    def _read(self) -> tuple[list[str], list[str]]:
        return read((self.sent or QueryDict()).get("codes", ""))

    @property
    def codes(self) -> list[str]:
        return self._read[0]

    @cached_property
    def _came(self) -> set[str]:
        """The numbers of those who are ticked, or whose code was read."""
        ticked = (self.sent or QueryDict()).getlist("came")
        by_code = {code_of(one.pk): one.volunteer.number for one in self._seats}
        return {*ticked, *(by_code[one] for one in self.codes if one in by_code)}

    @property
    def unknown(self) -> list[str]:
        """Codes that are on another sheet or were misread, and what is no code."""
        known = {code_of(one.pk) for one in self._seats}
        codes, rest = self._read
        return [*(one for one in codes if one not in known), *rest]

    @property
    def unknown_words(self) -> str:
        return ", ".join(self.unknown)

    @property
    def typed_codes(self) -> str:
        """What is left to be put right; what was read is ticked."""
        return "\n".join(self.unknown)

    @property
    def came(self) -> list[Line]:
        return [one for one in self.lines if one.came]

    def roster(self) -> QueryDict:
        """
        The form of a roster as if it had been typed, ready to be looked through.

        It is named after the shift, so that a sheet entered twice is recorded once.
        """
        typed = QueryDict(mutable=True)
        typed["form"] = str(uuid5(self.shift.pk, SHEET))
        typed["activity"] = str(self.shift.activity_id)
        typed["people"] = "\n".join(one.person.number for one in self.came)
        typed["time0-date"] = f"{self.shift.date:%Y-%m-%d}"
        typed["time0-start"], typed["time0-end"] = self.starts, self.ends
        others = [
            one for one in self.came if (one.start, one.end) != (self.starts, self.ends)
        ]
        typed.setlist("own", [f"{one.person.number} 0" for one in others])
        typed.setlist("own_start", [one.start for one in others])
        typed.setlist("own_end", [one.end for one in others])
        return typed
