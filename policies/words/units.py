"""The city's numbers with their units, as people read them."""

from collections.abc import Callable

from django.utils.translation import gettext, ngettext


def _minutes(n: int) -> str:
    said = ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}
    if n < 60:
        return said
    hours, rest = divmod(n, 60)
    clock = f"{hours}:{rest:02}" if rest else f"{hours}"
    return gettext("%(minutes)s (%(hours)s h)") % {"minutes": said, "hours": clock}


def _days(n: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", n) % {"n": n}


def _working_days(n: int) -> str:
    return ngettext("%(n)s working day", "%(n)s working days", n) % {"n": n}


def _years(n: int) -> str:
    return ngettext("%(n)s year", "%(n)s years", n) % {"n": n}


def _children(n: int) -> str:
    return ngettext("%(n)s child", "%(n)s children", n) % {"n": n}


def _hours(n: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", n) % {"n": n}


def _clock(n: int) -> str:
    return f"{n}:00"


def _count(n: int) -> str:
    return str(n)


def _kmh(n: int) -> str:
    return gettext("%(n)s km/h") % {"n": n}


def _percent(n: int) -> str:
    return f"{n} %"


def _yes_or_no(n: int) -> str:
    return gettext("yes") if n else gettext("no")


_UNITS: dict[str, Callable[[int], str]] = {
    "day_minutes_organization": _minutes,
    "day_minutes_parent": _minutes,
    "day_minutes_city": _minutes,
    "undo_minutes": _minutes,
    "escalation_working_days": _working_days,
    "notice_working_days_entered": _working_days,
    "decision_working_days": _working_days,
    "objection_working_days": _working_days,
    "minimum_age_to_register": _years,
    "minimum_age_with_guardian": _years,
    "wards_of_a_guardian": _children,
    "suspend_expired_organizations": _yes_or_no,
    "integrity_roster_people": _count,
    "integrity_unchecked_people": _count,
    "integrity_mutual_sessions": _count,
    "integrity_unchecked_minutes": _minutes,
    "integrity_day_minutes": _minutes,
    "integrity_week_minutes": _minutes,
    "integrity_activity_minutes": _minutes,
    "integrity_activity_sessions": _count,
    "integrity_entered_percent": _percent,
    "integrity_entered_minutes": _minutes,
    "integrity_night_sessions": _count,
    "integrity_field_sessions": _count,
    "integrity_apart_times": _count,
    "integrity_apart_kmh": _kmh,
    "integrity_phone_people": _count,
    "offer_hours": _hours,
    "verified_to_sign_up": _yes_or_no,
    "need_accept_hours": _hours,
    "need_dispatch_hours": _hours,
    "need_claim_hours": _hours,
    "need_day_begins": _clock,
    "need_day_ends": _clock,
    "need_urgent_accept_hours": _hours,
    "need_urgent_claim_hours": _hours,
    "minor_day_minutes": _minutes,
    "child_day_minutes": _minutes,
    "child_week_minutes": _minutes,
    "automatic_approval": _yes_or_no,
    "automatic_minutes": _minutes,
    "automatic_share": _percent,
    "need_follow_up_percent": _percent,
    "automatic_declared": _yes_or_no,
    "check_in_early_minutes": _minutes,
    "check_in_grace_minutes": _minutes,
    "check_in_pairs": _count,
    "forced_check_out_minutes": _minutes,
    **{f"star_{level}_minutes": _minutes for level in range(1, 6)},
    "star_yearly": _yes_or_no,
    "star_witnessed": _yes_or_no,
    "star_declared": _yes_or_no,
    "star_entered": _yes_or_no,
    "star_notice_working_days": _working_days,
}


def in_words(code: str, value: int) -> str:
    """The value with its unit, in the language of the moment."""
    return _UNITS.get(code, _days)(value)
