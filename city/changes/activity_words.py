"""What the columns of activities, posts, shifts and sign-ups are called by people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Post, Shift, SignUp

COLUMNS: dict[type, dict[str, str | Promise]] = {
    Activity: {
        "title": _("Title"),
        "title_en": _("English title"),
        "organization_id": _("Organization"),
        "site_id": _("Practice site"),
        "district_id": _("District"),
        "service_field_id": _("Field of service"),
        "further_fields": _("Also of these fields"),
        "starts_on": _("From day"),
        "ends_on": _("Last day"),
        "summary": _("Description"),
        "place": _("Place"),
        "latitude": _("Degrees of latitude"),
        "longitude": _("Degrees of longitude"),
        "risks": _("Risks"),
        "recipients": _("For whom"),
        "guarantees": _("What volunteers are given"),
        "accessible": _("Without steps"),
        "contact_name": _("Whom to ask"),
        "contact_name_is_public": _("Shows whom to ask"),
        "contact_phone": _("Phone"),
        "contact_phone_is_public": _("Shows the phone"),
        "audience": _("Who may sign up"),
        "recruits_from": _("Sign-up begins"),
        "recruits_until": _("Sign-up ends"),
        "min_minutes": _("Minutes needed"),
        "give_up_hours": _("Hours before, until when a place is given back"),
        "hazard": _("Dangerous"),
        "emergency": _("Emergency"),
        "policy_id": _("Insurance policy"),
        "state": _("State"),
        "declared_by_id": _("Declared by"),
        "declared_at": _("Declared on"),
        "published_at": _("Published on"),
        "cancelled_at": _("Cancelled on"),
        "cancel_reason": _("Reason"),
        "copied_from_id": _("Copied from"),
    },
    Post: {
        "activity_id": _("Activity"),
        "name": _("Name"),
        "description": _("Description"),
        "min_age": _("From which age"),
        "skill": _("What one must be able to do"),
        "credential_id": _("Licence"),
    },
    Shift: {
        "activity_id": _("Activity"),
        "post_id": _("Post"),
        "starts_at": _("From"),
        "ends_at": _("To"),
        "seats": _("Seats"),
        "seated": _("Seats taken"),
    },
    SignUp: {
        "shift_id": _("Shift"),
        "volunteer_id": _("Volunteer"),
        "starts_at": _("From"),
        "ends_at": _("To"),
        "state": _("State"),
        "turn": _("Place in the queue"),
        "joined_at": _("Signed up on"),
        "offered_until": _("Offered until"),
        "reminded_at": _("Reminded on"),
        "ended_at": _("Ended on"),
        "late_words": _("Why it was given back late"),
        "by_id": _("Signed up by"),
    },
}
WHAT: dict[type, str | Promise] = {
    Activity: _("Activity changed"),
    Post: _("Post of an activity changed"),
    Shift: _("Seats of a shift changed"),
    SignUp: _("Sign-up changed"),
}
GONE: dict[type, str | Promise] = {Activity: _("Draft of an activity thrown away")}
