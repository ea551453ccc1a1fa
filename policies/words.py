"""What the city's numbers are called and mean, by code, for people to read."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

NAMES = {
    "day_minutes_organization": _("Minutes a day the organization decides about"),
    "day_minutes_parent": _("Minutes a day the organization above decides about"),
    "day_minutes_city": _("Minutes a day the city decides about"),
    "retro_days_organization": _("Days back the organization decides about"),
    "retro_days_parent": _("Days back the organization above decides about"),
    "escalation_working_days": _("Working days until others may decide as well"),
    "notice_working_days_entered": _("Working days hours entered later are shown"),
    "undo_minutes": _("Minutes for which a decision can be taken back"),
    "decision_working_days": _("Working days to decide"),
    "objection_working_days": _("Working days to answer an objection"),
    "minimum_age_to_register": _("Age from which people register themselves"),
    "minimum_age_with_guardian": _("Age from which people register with a guardian"),
    "wards_of_a_guardian": _("Children one guardian registers without a desk"),
    "organization_term_days": _("Days an organization's term lasts"),
    "organization_renewal_days": _("Days before its end a term may be renewed"),
    "suspend_expired_organizations": _("Suspend when the term ends (1 yes, 0 no)"),
    "closed_identity_days": _("Days for which it is kept who somebody was"),
    "invitation_days": _("Days an invitation holds"),
    "draft_days": _("Days an application begun is kept"),
    "join_request_days": _("Days a request to join is kept"),
    "filing_days": _("Days data stated for organizations is kept"),
    "intake_days": _("Days the names of files of people are kept"),
    "sign_up_days": _("Days it is kept who waited in vain or gave up"),
    "absence_days": _("Days it is kept who did not come"),
    "reveal_days": _("Days it is kept who looked at data"),
    "people_search_days": _("Days it is kept who looked for people"),
    "integrity_entered_days": _("Days entered at once that are looked at"),
    "integrity_roster_people": _("People of a roster that is looked at"),
    "integrity_roster_dates": _("Days with the same roster that are looked at"),
    "integrity_unchecked_people": _("Sessions without check-in that are looked at"),
    "integrity_mutual_sessions": _("Sessions two approve for each other"),
    "integrity_unchecked_minutes": _("Minutes a year without check-in"),
    "integrity_day_minutes": _("Minutes of a day that is looked at"),
    "integrity_week_minutes": _("Minutes of a week that is looked at"),
    "integrity_activity_minutes": _("Minutes after an activity is written down"),
    "integrity_activity_sessions": _("Sessions within those minutes"),
    "integrity_entered_percent": _("Share of hours entered later, in percent"),
    "integrity_entered_minutes": _("Minutes from which that share is looked at"),
    "restriction_days": _("Days something is withheld after a proved case"),
    "integrity_night_sessions": _("Sessions at night that are looked at"),
    "integrity_field_sessions": _("Sessions in a field that is not theirs"),
    "integrity_phone_people": _("People on one phone who are looked at"),
    "offer_hours": _("Hours a free seat is held for who waits"),
    "verified_to_sign_up": _("Sign-up needs a verified identity (1 yes, 0 no)"),
    "need_accept_hours": _("Hours to accept a need"),
    "need_dispatch_hours": _("Hours to dispatch a need"),
    "need_claim_hours": _("Hours for an organization to answer"),
    "need_day_begins": _("Hour at which that clock begins to run"),
    "need_day_ends": _("Hour at which that clock stands still"),
    "need_urgent_accept_hours": _("Hours to accept what is urgent"),
    "need_urgent_claim_hours": _("Hours to answer what is urgent"),
    "need_service_days": _("Days to meet a need"),
    "need_rating_days": _("Days to rate how it was"),
    "need_days": _("Days it is kept who asked for help"),
    "need_look_days": _("Days it is kept who looked at that"),
    "minor_day_minutes": _("Minutes a day under 18"),
    "child_day_minutes": _("Minutes a day under 14"),
    "child_week_minutes": _("Minutes a week under 14"),
    "automatic_approval": _("Organizations may let rules approve (1 yes, 0 no)"),
    "automatic_minutes": _("Minutes of hours a rule may approve"),
    "automatic_share": _("Share a person looks at all the same, in percent"),
    "automatic_declared": _("Rules approve self-reported hours (1 yes, 0 no)"),
    "check_in_early_minutes": _("Minutes before a shift people may check in"),
    "check_in_grace_minutes": _("Minutes after a shift that still count"),
    "check_in_pairs": _("Times a day one may check in at one activity"),
    "forced_check_out_minutes": _("Minutes after a shift people are checked out"),
    "turned_away_days": _("Days it is kept who could not check in"),
}

# Names of detectors' limits say it all; this is what comes of them.
_LOOKED_AT = _(
    "The integrity centre looks with this number. What it finds is a case that people"
    " look into: nothing else follows by itself."
)
MEANINGS = {
    "day_minutes_organization": _(
        "Up to so many minutes of one person's day, with all organizations together,"
        " the organization decides itself. What comes on top goes one level up."
    ),
    "day_minutes_parent": _(
        "Up to so many minutes of one person's day the organization above decides."
        " What comes on top goes to the city."
    ),
    "day_minutes_city": _(
        "More than so many minutes of one person's day cannot be logged at all."
    ),
    "retro_days_organization": _(
        "What was served up to so many days ago the organization decides itself."
        " What is older goes one level up."
    ),
    "retro_days_parent": _(
        "What was served more than so many days ago cannot be logged any more, but in"
        " a file of the city."
    ),
    "escalation_working_days": _(
        "What has waited longer may be decided by the organization above and the city"
        " as well."
    ),
    "notice_working_days_entered": _(
        "Hours somebody entered for others after the day may be approved only when so"
        " many working days are over. 0: at once."
    ),
    "undo_minutes": _(
        "Whoever decided can take it back for so long. After that counted hours are"
        " corrected."
    ),
    "decision_working_days": _(
        "Within so many working days volunteers may expect a decision. What waits"
        " longer is marked as late."
    ),
    "objection_working_days": _(
        "Within so many working days an objection is to be answered."
    ),
    "minimum_age_to_register": _(
        "From this age people register by themselves; below it a guardian does."
    ),
    "minimum_age_with_guardian": _(
        "From this age a guardian can register a child; below it nobody is registered."
    ),
    "wards_of_a_guardian": _(
        "More children than this one guardian registers only at a station's desk."
    ),
    "organization_term_days": _(
        "So long an organization serves after it was accepted or renewed."
    ),
    "organization_renewal_days": _(
        "From so many days before the end of its term an organization may ask to be"
        " renewed."
    ),
    "suspend_expired_organizations": _(
        "Whether an organization whose term has ended is suspended by itself."
    ),
    "closed_identity_days": _(
        "So long after an account was closed the city can still find who it was."
    ),
    "invitation_days": _("So long an invitation to an organization can be accepted."),
    "draft_days": _("So long an application that was begun and not sent is kept."),
    "join_request_days": _("So long a request to join is kept once it was answered."),
    "filing_days": _(
        "So long what people stated for an organization is kept once it was answered."
    ),
    "intake_days": _("So long the names in a file of people are kept."),
    "sign_up_days": _(
        "So long after a shift it is kept who gave up or waited for it in vain."
    ),
    "absence_days": _("So long after a shift it is kept who did not come, and why."),
    "offer_hours": _(
        "So long, and never longer than half of the time left, a seat that becomes free"
        " is held for whoever has waited longest. Then it goes to the next."
    ),
    "verified_to_sign_up": _(
        "Whether only people sign up for activities whose document was checked. One"
        " that did not match never lets anybody sign up."
    ),
    "minor_day_minutes": _(
        "Nobody under 18 signs up for more on one day, with all activities together."
    ),
    "child_day_minutes": _(
        "Nobody under 14 signs up for more on one day, with all activities together."
    ),
    "child_week_minutes": _(
        "Nobody under 14 signs up for more from Monday to Sunday, with all activities"
        " together."
    ),
    "reveal_days": _("So long it is kept who looked at whose data, and what for."),
    "people_search_days": _("So long it is kept who looked for whom."),
    "need_accept_hours": _(
        "Within so many hours a site says whether a need is taken on. Then it goes to"
        " the site above by itself."
    ),
    "need_dispatch_hours": _(
        "Within so many hours an accepted need is dispatched. Then it goes to the site"
        " above by itself."
    ),
    "need_claim_hours": _(
        "Within so many hours an organization says yes or no. Then the need goes to the"
        " site above by itself."
    ),
    "need_day_begins": _(
        "From this hour of a working day the hours to accept, dispatch and answer are"
        " counted."
    ),
    "need_day_ends": _(
        "Up to this hour of a working day the hours to accept, dispatch and answer are"
        " counted; at weekends none are."
    ),
    "need_urgent_accept_hours": _(
        "The same of what is urgent; its hours are counted day and night."
    ),
    "need_urgent_claim_hours": _(
        "The same of what is urgent; its hours are counted day and night."
    ),
    "need_service_days": _(
        "Within so many days a need is met, or on the day that was agreed."
    ),
    "need_rating_days": _(
        "So long whoever asked can say how it was. Then it ends as not rated, which is"
        " never counted as good."
    ),
    "need_days": _(
        "So long after its end it is kept who asked for help, and in which words."
    ),
    "need_look_days": _("So long it is kept who looked at the contact of who asked."),
    "automatic_approval": _(
        "Whether an organization may let a rule approve hours nobody has looked at. If"
        " not, all rules rest from that day on."
    ),
    "automatic_minutes": _(
        "Longer hours always go to a person, whatever an organization's rule says."
    ),
    "automatic_share": _(
        "Of a hundred sessions a rule would approve, at least so many are drawn by"
        " chance and go to a person."
    ),
    "automatic_declared": _(
        "Whether a rule may approve hours for which there is only the volunteer's word."
    ),
    "check_in_early_minutes": _(
        "So long before a shift people may check in. What counts begins with the shift."
    ),
    "check_in_grace_minutes": _(
        "Whoever checks out later than this after the end of the shift is counted up to"
        " here."
    ),
    "check_in_pairs": _(
        "More often nobody checks in and out at the same activity on one day."
    ),
    "forced_check_out_minutes": _(
        "Whoever has not checked out by then is checked out with the end of the shift."
        " Nothing counts until somebody confirms how long it was."
    ),
    "turned_away_days": _(
        "So long organizers see who tried to check in or out and could not, and who"
        " came without a seat and was not let in."
    ),
    "restriction_days": _(
        "So long one's own word or publishing activities is withheld after a case was"
        " proved, where whoever decides chooses no other day. Never by itself."
    ),
    **{code: _LOOKED_AT for code in NAMES if code.startswith("integrity_")},
}


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
    "automatic_declared": _yes_or_no,
    "check_in_early_minutes": _minutes,
    "check_in_grace_minutes": _minutes,
    "check_in_pairs": _count,
    "forced_check_out_minutes": _minutes,
}

# In the order in which the city reads them.
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


def in_words(code: str, value: int) -> str:
    """The value with its unit, in the language of the moment."""
    return _UNITS.get(code, _days)(value)
