"""What an organization's stricter numbers mean for those who serve there, in words."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hours.limits import own_limits
from hours.models.limits import LESS, STRICTER
from policies.words import in_words

SENTENCES = {
    "day_minutes_organization": _(
        "With more than %(limit)s on one day, the next level up decides."
    ),
    "retro_days_organization": _(
        "Of service more than %(limit)s ago the next level up decides."
    ),
    "retro_days_parent": _("Service more than %(limit)s ago is not taken any more."),
    "notice_working_days_entered": _(
        "Hours entered later are shown for %(limit)s before they may be approved."
    ),
}


def all_words(organization: UUID, *, on: date) -> list[str]:
    """A sentence for each number that is stricter than the city's; mostly none."""
    return _words(organization, STRICTER, on=on)


def words_for_logging(organization: UUID, *, on: date) -> list[str]:
    """Of those, what matters to somebody who logs for themselves."""
    return _words(organization, LESS, on=on)


def _words(organization: UUID, codes: tuple[str, ...], *, on: date) -> list[str]:
    own = own_limits(organization, on=on)
    return [
        str(SENTENCES[code]) % {"limit": in_words(code, own[code])}
        for code in codes
        if code in own
    ]
