"""The numbers a new city starts with; a city changes them by adding dated rows."""

from datetime import date
from typing import Any

from policies.models import Policy
from policies.reports import HELD

SINCE_EVER = date.min

# Minutes of one person on one local day (rule L07), days back a session may be
# logged (L15), minutes a decision can be taken back, working days to decide, until
# those above may decide as well and to answer an objection (L19), working days hours
# entered later are shown before they may be approved (L16; 0: none); years of age from
# which people register themselves,
# and with a guardian (民法典 art. 20); how many children one guardian registers without
# a desk; days an organization's term lasts, days before its end from which it may be
# renewed, and whether (1) or not (0) one whose term ended is suspended by itself; days
# for which is kept who somebody was after closing (民法典 art. 188: three years), and
# the other terms of ``policies.retention``; days an invitation holds.
DEFAULTS = {
    "day_minutes_organization": 480,
    "day_minutes_parent": 720,
    "day_minutes_city": 960,
    "retro_days_organization": 30,
    "retro_days_parent": 180,
    "undo_minutes": 10,
    "decision_working_days": 5,
    "escalation_working_days": 15,
    "notice_working_days_entered": 0,
    "objection_working_days": 10,
    "minimum_age_to_register": 14,
    "minimum_age_with_guardian": 8,
    "wards_of_a_guardian": 6,
    "organization_term_days": 365,
    "organization_renewal_days": 60,
    "suspend_expired_organizations": 0,
    "closed_identity_days": 1095,
    "invitation_days": 30,
    "draft_days": 180,
    "join_request_days": 365,
    "filing_days": 1095,
    "intake_days": 1095,
    "sign_up_days": 365,
    "absence_days": 366,
    "reveal_days": 1096,
    "people_search_days": 1096,
}

# What the detectors of the integrity centre look with (rule L33).
DEFAULTS |= {
    "integrity_entered_days": 8,
    "integrity_roster_people": 20,
    "integrity_roster_dates": 3,
    "integrity_unchecked_people": 50,
    "integrity_mutual_sessions": 10,
    "integrity_unchecked_minutes": 6_000,
    "integrity_day_minutes": 720,
    "integrity_week_minutes": 3_600,
    "integrity_activity_minutes": 10,
    "integrity_activity_sessions": 20,
    "integrity_entered_percent": 80,
    "integrity_entered_minutes": 6_000,
    "integrity_night_sessions": 20,
    "integrity_field_sessions": 20,
    "integrity_apart_times": 3,
    "integrity_apart_kmh": 100,
    "integrity_phone_people": 8,
}

# Days for which something is withheld after a case was proved, unless whoever decides
# chooses another day (rule L34).
DEFAULTS |= {"restriction_days": 365}

# Within what organizations may let rules approve (see ``hours.automatic``): whether at
# all, hours how long, how many in a hundred go to a person all the same, and whether
# one's own word is enough.
DEFAULTS |= {
    "automatic_approval": 1,
    "automatic_minutes": 240,
    "automatic_share": 5,
    "automatic_declared": 0,
}

# Activities: hours a free seat is held for whoever waited, whether (1) or not (0)
# only people sign up whose document was looked at (rule L20), and how many minutes
# those under 18 serve a day, those under 14 a day and a week (rule L23).
DEFAULTS |= {
    "offer_hours": 12,
    "verified_to_sign_up": 0,
    "minor_day_minutes": 480,
    "child_day_minutes": 240,
    "child_week_minutes": 480,
}

# Needs: hours within which a site accepts and dispatches, and an organization answers;
# hours of a working day between which that clock runs (0 and 24: all day); the same of
# what is urgent, which does not stand still; days to do it, and to rate it; of how many
# in a hundred that were met somebody calls; days after the end for which it is kept who
# asked, and who looked at that.
DEFAULTS |= {
    "need_accept_hours": 24,
    "need_dispatch_hours": 24,
    "need_claim_hours": 24,
    "need_day_begins": 0,
    "need_day_ends": 24,
    "need_urgent_accept_hours": 2,
    "need_urgent_claim_hours": 4,
    "need_service_days": 7,
    "need_rating_days": 7,
    "need_follow_up_percent": 5,
    "need_days": 365,
    "need_look_days": 1096,
}

# Checking in: minutes before a shift from which people may, minutes after its end that
# still count (L06), how often somebody may at one activity on one day (L08), minutes
# after the end when whoever did not check out is checked out (L12); days for which is
# kept who was turned away.
DEFAULTS |= {
    "check_in_early_minutes": 60,
    "check_in_grace_minutes": 15,
    "check_in_pairs": 3,
    "forced_check_out_minutes": 120,
    "turned_away_days": 90,
}

# Stars (连云港市注册志愿者激励回馈办法, 2018): minutes of each level, exactly enough
# being enough; whether (1) or not (0) each year counts by itself; whether minutes of
# each grade of evidence count beside what is timed, which always does; working days the
# masked list is on public notice.
DEFAULTS |= {
    "star_1_minutes": 6_000,
    "star_2_minutes": 18_000,
    "star_3_minutes": 36_000,
    "star_4_minutes": 60_000,
    "star_5_minutes": 90_000,
    "star_yearly": 0,
    "star_witnessed": 1,
    "star_declared": 1,
    "star_entered": 1,
    "star_notice_working_days": 5,
}


def load(**kwargs: Any) -> None:
    """Add the defaults that are missing; a number the city has set stays."""
    Policy.objects.bulk_create(
        [
            Policy(code=code, holds_from=SINCE_EVER, value=value)
            for code, value in DEFAULTS.items()
        ],
        ignore_conflicts=True,
    )
    HELD.forget()
