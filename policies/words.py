"""What the city's numbers are called, by code, for people to read."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "day_minutes_organization": _("Minutes a day the organization decides about"),
    "day_minutes_parent": _("Minutes a day the organization above decides about"),
    "day_minutes_city": _("Minutes a day the city decides about"),
    "retro_days_organization": _("Days back the organization decides about"),
    "retro_days_parent": _("Days back the organization above decides about"),
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
    "reveal_days": _("Days it is kept who looked at data"),
    "people_search_days": _("Days it is kept who looked for people"),
}
