"""Which of the city's numbers stand together on their page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.words.names import NAMES

GROUPS: list[tuple[str | Promise, list[str]]] = [
    (
        _("Who decides"),
        [
            "day_minutes_organization",
            "day_minutes_parent",
            "day_minutes_city",
            "retro_days_organization",
            "retro_days_parent",
            "escalation_working_days",
            "notice_working_days_entered",
        ],
    ),
    (
        _("Deciding in time"),
        ["decision_working_days", "undo_minutes", "objection_working_days"],
    ),
    (
        _("People"),
        [
            "minimum_age_to_register",
            "minimum_age_with_guardian",
            "wards_of_a_guardian",
        ],
    ),
    (
        _("Organizations"),
        [
            "organization_term_days",
            "organization_renewal_days",
            "suspend_expired_organizations",
            "invitation_days",
        ],
    ),
    (
        _("Activities"),
        [
            "offer_hours",
            "verified_to_sign_up",
            "minor_day_minutes",
            "child_day_minutes",
            "child_week_minutes",
        ],
    ),
    (
        _("Needs"),
        [
            "need_accept_hours",
            "need_dispatch_hours",
            "need_claim_hours",
            "need_day_begins",
            "need_day_ends",
            "need_urgent_accept_hours",
            "need_urgent_claim_hours",
            "need_service_days",
            "need_rating_days",
            "need_follow_up_percent",
        ],
    ),
    (
        _("Checking in and out"),
        [
            "check_in_early_minutes",
            "check_in_grace_minutes",
            "check_in_pairs",
            "forced_check_out_minutes",
        ],
    ),
    (_("Stars"), [code for code in NAMES if code.startswith("star_")]),
    (
        _("Integrity centre"),
        [
            *(code for code in NAMES if code.startswith("integrity_")),
            "restriction_days",
        ],
    ),
    (
        _("Automatic approval"),
        [code for code in NAMES if code.startswith("automatic_")],
    ),
    (
        _("How long data is kept"),
        [
            "closed_identity_days",
            "draft_days",
            "join_request_days",
            "filing_days",
            "intake_days",
            "sign_up_days",
            "need_days",
            "need_look_days",
            "absence_days",
            "reveal_days",
            "people_search_days",
            "turned_away_days",
        ],
    ),
]
