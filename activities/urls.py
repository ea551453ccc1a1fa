from django.urls import path

from activities.views import (
    acting,
    activity,
    calendars,
    finding,
    inviting,
    organizing,
    together,
    writing,
)

app_name = "activities"

# For everyone
public_urls = [
    path("activities/", finding.activities, name="activities"),
    path("activities/near/", finding.near, name="near"),
    path("activities/<uuid:pk>/", activity.activity, name="activity"),
    path("activities/<uuid:pk>/sign-up/", activity.sign_up, name="sign_up"),
    path("activities/<uuid:pk>/together/", together.together, name="together"),
    path("activities/<uuid:pk>/give-up/", activity.give_up, name="give_up"),
    path("activities/<uuid:pk>/explain/", activity.explain, name="explain"),
    path("activities/<uuid:pk>/take-offer/", activity.take_offer, name="take_offer"),
]

# For other programs
calendar_urls = [
    path(
        "activities/calendar/shifts/<uuid:pk>/shift.ics",
        calendars.of_shift,
        name="shift_calendar",
    ),
    path(
        "activities/calendar/organizations/<uuid:pk>/activities.ics",
        calendars.of_organization,
        name="organization_calendar",
    ),
    path(
        "activities/calendar/sites/<slug:code>/activities.ics",
        calendars.of_site,
        name="site_calendar",
    ),
    path(
        "activities/calendar/mine/<slug:secret>/activities.ics",
        calendars.of_mine,
        name="my_calendar",
    ),
    path("me/calendar/", calendars.address, name="my_calendar_address"),
]

# For who speaks for an organization
of_organization = "organizations/<uuid:pk>/activities/"
one_of_them = "organizations/<uuid:organization>/activities/<uuid:pk>/"
organizers_urls = [
    path(of_organization, organizing.organized_list, name="organized_list"),
    path(f"{of_organization}new/", writing.new, name="new"),
    path(one_of_them, organizing.organized, name="organized"),
    path(f"{one_of_them}edit/", writing.edit, name="edit"),
    path(f"{one_of_them}publish/", acting.publish, name="publish"),
    path(f"{one_of_them}close/", acting.close, name="close"),
    path(f"{one_of_them}reopen/", acting.reopen, name="reopen"),
    path(f"{one_of_them}cancel/", acting.cancel, name="cancel"),
    path(f"{one_of_them}invitations/", inviting.inviting, name="inviting"),
    path(f"{one_of_them}exclude/", acting.exclude, name="exclude"),
    path(f"{one_of_them}discard/", acting.discard, name="discard"),
    path(f"{one_of_them}copy/", acting.copy, name="copy"),
    path(f"{one_of_them}repeat/", acting.repeat, name="repeat"),
    path(f"{one_of_them}add-shift/", acting.add_shift, name="add_shift"),
    path(f"{one_of_them}set-seats/", acting.set_seats, name="set_seats"),
    path(f"{one_of_them}mark-absent/", acting.mark_absent, name="mark_absent"),
    path(f"{one_of_them}unmark-absent/", acting.unmark_absent, name="unmark_absent"),
    path(f"{one_of_them}excuse/", acting.excuse, name="excuse"),
    path(f"{one_of_them}take-away/", acting.take_away, name="take_away"),
]

urlpatterns = [*public_urls, *calendar_urls, *organizers_urls]
