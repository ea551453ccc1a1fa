from django.urls import path

from activities import api, sign_up_api

urlpatterns = [
    path("activities/", api.ActivitiesView.as_view(), name="api_activities"),
    path("activities/<uuid:pk>/", api.ActivityView.as_view(), name="api_activity"),
    path(
        "activities/<uuid:pk>/publish/",
        api.PublishView.as_view(),
        name="api_publish_activity",
    ),
    path(
        "activities/<uuid:pk>/cancel/",
        api.CancelView.as_view(),
        name="api_cancel_activity",
    ),
    path(
        "activities/<uuid:pk>/invitations/",
        api.InvitationsView.as_view(),
        name="api_invite_to_activity",
    ),
    path(
        "activities/<uuid:pk>/signups/",
        sign_up_api.SignUpsView.as_view(),
        name="api_sign_up",
    ),
    path(
        "activities/<uuid:pk>/signups/current/",
        sign_up_api.CurrentSignUpView.as_view(),
        name="api_give_up",
    ),
    path("shifts/<uuid:pk>/roster/", api.RosterView.as_view(), name="api_shift_roster"),
]
