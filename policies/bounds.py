"""Between which bounds a number makes sense, and which may not pass which other."""

from datetime import date
from itertools import pairwise

from policies.errors import OutOfBounds, OutOfOrder
from policies.words import NAMES, in_words

A_DAY = 1440  # minutes
A_YEAR = 366 * A_DAY
TEN_YEARS = 3660  # days
STAR_LEVELS = [f"star_{level}_minutes" for level in range(1, 6)]

BOUNDS = {
    "day_minutes_organization": (1, A_DAY),
    "day_minutes_parent": (1, A_DAY),
    "day_minutes_city": (1, A_DAY),
    "retro_days_organization": (0, 365),
    "retro_days_parent": (0, 365),
    "undo_minutes": (0, A_DAY),
    "decision_working_days": (1, 60),
    "escalation_working_days": (1, 250),
    "objection_working_days": (1, 60),
    "notice_working_days_entered": (0, 30),
    "minimum_age_to_register": (8, 18),
    "minimum_age_with_guardian": (0, 18),
    "wards_of_a_guardian": (1, 100),
    "suspend_expired_organizations": (0, 1),
    "integrity_unchecked_minutes": (1, A_YEAR),
    "integrity_day_minutes": (1, A_DAY),
    "integrity_week_minutes": (1, 7 * A_DAY),
    "integrity_activity_minutes": (1, A_DAY),
    "integrity_entered_percent": (1, 100),
    "integrity_entered_minutes": (1, A_YEAR),
    "offer_hours": (1, 168),
    "verified_to_sign_up": (0, 1),
    "need_accept_hours": (1, 240),
    "need_dispatch_hours": (1, 240),
    "need_claim_hours": (1, 240),
    "need_day_begins": (0, 12),
    "need_day_ends": (13, 24),
    "need_urgent_accept_hours": (1, 48),
    "need_urgent_claim_hours": (1, 48),
    "need_service_days": (1, 90),
    "need_rating_days": (1, 60),
    "need_follow_up_percent": (0, 100),
    "minor_day_minutes": (1, A_DAY),
    "child_day_minutes": (1, A_DAY),
    "child_week_minutes": (1, 7 * A_DAY),
    "automatic_approval": (0, 1),
    "automatic_minutes": (1, 480),
    "automatic_share": (1, 100),
    "automatic_declared": (0, 1),
    "check_in_early_minutes": (0, 240),
    "check_in_grace_minutes": (0, 240),
    "check_in_pairs": (1, 20),
    "forced_check_out_minutes": (1, 480),
    **dict.fromkeys(STAR_LEVELS, (60, 1_000_000)),
    "star_yearly": (0, 1),
    "star_witnessed": (0, 1),
    "star_declared": (0, 1),
    "star_entered": (0, 1),
    "star_notice_working_days": (1, 30),
}
OTHERS = (1, TEN_YEARS)

# Of each pair the first is never more than the second.
ORDER = [
    ("day_minutes_organization", "day_minutes_parent"),
    ("day_minutes_parent", "day_minutes_city"),
    ("retro_days_organization", "retro_days_parent"),
    ("decision_working_days", "escalation_working_days"),
    ("minimum_age_with_guardian", "minimum_age_to_register"),
    ("child_day_minutes", "minor_day_minutes"),
    ("child_day_minutes", "child_week_minutes"),
    ("organization_renewal_days", "organization_term_days"),
    ("need_urgent_accept_hours", "need_accept_hours"),
    ("need_urgent_claim_hours", "need_claim_hours"),
    ("check_in_grace_minutes", "forced_check_out_minutes"),
    *pairwise(STAR_LEVELS),
]

Held = dict[str, dict[date, int]]  # each number by the dates from which it holds


def check_bounds(code: str, value: int) -> None:
    """
    :raises OutOfBounds: if the number makes no sense
    """
    least, most = BOUNDS.get(code, OTHERS)
    if not least <= value <= most:
        raise OutOfBounds(least=in_words(code, least), most=in_words(code, most))


def check_order(held: Held, *, code: str, since: date) -> None:
    """
    See that ``code`` passes no other number on any day from ``since`` on.

    :raises OutOfOrder: if it does
    """
    for lower, upper in ORDER:
        if code not in (lower, upper) or not (held.get(lower) and held.get(upper)):
            continue
        days = {since, *held[lower], *held[upper]}
        for day in sorted(day for day in days if day >= since):
            if _on(held[lower], day) > _on(held[upper], day):
                raise OutOfOrder(
                    lower=NAMES[lower],
                    upper=NAMES[upper],
                    day=f"{day:%Y-%m-%d}",
                    limit=in_words(upper, _on(held[upper], day)),
                )


def _on(held: dict[date, int], day: date) -> int:
    return held[max(since for since in held if since <= day)]
