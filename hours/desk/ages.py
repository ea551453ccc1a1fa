"""How long something has waited, in working days, and in words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.calendar import add_working_days, working_days_between


@dataclass(frozen=True, slots=True)
class Age:
    """Working days waited since the local date ``since``, and when it is due."""

    days: int
    due_on: date
    today: date

    @property
    def state(self) -> str:
        if self.due_on < self.today:
            return "late"
        return "soon" if self.due_on <= self.today + timedelta(days=1) else "fine"

    @property
    def short(self) -> str:
        """ "3 days"."""
        if not self.days:
            return _("today")
        return ngettext("%(n)s day", "%(n)s days", self.days) % {"n": self.days}

    @property
    def sentence(self) -> str:
        """ "waiting 4 days · due tomorrow"."""
        waited = (
            ngettext("waiting %(n)s day", "waiting %(n)s days", self.days)
            % {"n": self.days}
            if self.days
            else _("came in today")
        )
        if self.state != "soon":
            return waited
        due = _("due today") if self.due_on == self.today else _("due tomorrow")
        return f"{waited} · {due}"


def age_of(moment: datetime, *, limit: int, today: date, stopped: int = 0) -> Age:
    """
    How long it has waited since the moment.

    :param limit: working days within which it is to be decided
    :param stopped: working days of them in which its volunteer was asked
    """
    since = timezone.localdate(moment)
    return Age(
        days=max(0, working_days_between(since, today) - stopped),
        due_on=add_working_days(since, limit + stopped),
        today=today,
    )
