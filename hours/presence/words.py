"""Why somebody could not check in or out, in few words for the organizer."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hours.models import TurnedAway

WHY: dict[str, str | Promise] = {
    "code_used": gettext_lazy("a code they had used before"),
    "for_somebody_else": gettext_lazy("wanted to do it for somebody else"),
    "not_invited": gettext_lazy("no seat on this shift"),
    "turned_down": gettext_lazy("no seat, and not let in"),
    "not_checked_in": gettext_lazy("wanted to leave, and had not checked in here"),
    "too_early": gettext_lazy("long before the shift"),
    "shift_over": gettext_lazy("after the shift"),
    "nothing_served_yet": gettext_lazy("wanted to leave in the first minute"),
    "too_many_check_ins": gettext_lazy("too often on one day"),
    "overlaps": gettext_lazy("checked in elsewhere at the time"),
    "not_insured": gettext_lazy("the activity is not insured"),
    "no_guardian_agreed": gettext_lazy("a minor without a guardian's consent"),
    "not_eligible": gettext_lazy("the shift is not for this person"),
    "day_is_full": gettext_lazy("too many hours that day"),
}


def why_turned_away(trace: TurnedAway) -> str:
    """What stood against it; of an old code also how old it was."""
    if trace.why == "code_expired" and trace.code_age is not None:
        return ngettext(
            "a code that was %(n)s minute old",
            "a code that was %(n)s minutes old",
            trace.code_age,
        ) % {"n": trace.code_age}
    return str(WHY.get(trace.why, _("not possible: %(code)s") % {"code": trace.why}))
