"""Why hours are not accepted, asked about or corrected: codes with words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, str | Promise] = {
    "time_differs": _("The time does not match the roster"),
    "not_present": _("Not present that day"),
    "own_job": _("Part of one's job, so not volunteer service"),
    "logged_twice": _("Already logged"),
    "not_ours": _("Not an activity of this organization"),
}

OTHER = "other"
MERGED = "merged"
AUTOMATIC = "automatic"

# What is said of hours without anybody choosing it from a list.
_GIVEN_BY_RULES: dict[str, str | Promise] = {
    MERGED: _("Two records of one person were put together"),
    AUTOMATIC: _("By the organization's rule"),
}


def reason_text(code: str) -> str:
    """The words for a code, in the language of the moment; the code if unknown."""
    return str((REASONS | _GIVEN_BY_RULES).get(code, code))


def why(code: str, words: str) -> str:
    """The reason as people read it: somebody's own words, else those for the code."""
    return words or (reason_text(code) if code else "")
