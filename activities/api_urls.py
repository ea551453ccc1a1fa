from django.urls import path

from activities import absence_api, api, near_api, sign_up_api

urlpatterns = [
    path("activities/", api.ActivitiesView.as_view(), name="api_activities"),
    path("activities/near/", near_api.NearView.as_view(), name="api_near"),
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
        "activities/<uuid:pk>/invitations/team/",
        api.InviteTeamView.as_view(),
        name="api_invite_team",
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
    path(
        "activities/<uuid:pk>/signups/together/",
        sign_up_api.TogetherView.as_view(),
        name="api_sign_up_together",
    ),
    path(
        "activities/<uuid:pk>/signups/explain/",
        sign_up_api.ExplainView.as_view(),
        name="api_explain_absence",
    ),
    path("me/signups/", sign_up_api.OwnSignUpsView.as_view(), name="api_own_sign_ups"),
    path(
        "shifts/<uuid:pk>/absences/",
        absence_api.AbsencesView.as_view(),
        name="api_absences",
    ),
    path(
        "shifts/<uuid:pk>/absences/take-back/",
        absence_api.TakeBackAbsenceView.as_view(),
        name="api_take_back_absence",
    ),
    path(
        "shifts/<uuid:pk>/absences/excuse/",
        absence_api.ExcuseAbsenceView.as_view(),
        name="api_excuse_absence",
    ),
    path("shifts/<uuid:pk>/roster/", api.RosterView.as_view(), name="api_shift_roster"),
]
