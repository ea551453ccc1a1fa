"""What each of the city's numbers decides, by code."""

from django.utils.translation import gettext_lazy as _

from policies.words.names import NAMES

_LOOKED_AT = _(
    "The integrity centre looks with this number. What it finds is a case that people"
    " look into: nothing else follows by itself."
)
_REACHED = _(
    "From so many counted minutes on somebody has reached this star. Stars already"
    " awarded stay by the number of their day."
)
_COUNTS = _(
    "Whether such minutes count for stars found from that day on. What is timed always"
    " does; what is disputed never, while it is."
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
    "need_follow_up_percent": _(
        "Of what was met in a month, so many in a hundred are drawn by lot after its"
        " end; dispatchers call and ask how it was. With 0, nobody is called."
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
        "So long one's own word, stars or publishing activities are withheld after a"
        " case was proved, where whoever decides chooses no other day. Never by itself."
    ),
    **{f"star_{level}_minutes": _REACHED for level in range(1, 6)},
    "star_yearly": _(
        "Whether each calendar year is counted by itself. If not, the minutes of all"
        " years are counted together."
    ),
    "star_witnessed": _COUNTS,
    "star_declared": _COUNTS,
    "star_entered": _COUNTS,
    "star_notice_working_days": _(
        "For so many working days anybody can read the masked list and object; then the"
        " stars are awarded by themselves."
    ),
    **{code: _LOOKED_AT for code in NAMES if code.startswith("integrity_")},
}
