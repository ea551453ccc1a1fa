from django.urls import path

from volunteers import api, invitations_api, members_api, my_members_api
from volunteers.registering import api as registering

urlpatterns = [
    path("tokens/", api.TokensView.as_view(), name="api_tokens"),
    path("tokens/current/", api.CurrentTokenView.as_view(), name="api_token"),
    path("codes/", registering.CodesView.as_view(), name="api_codes"),
    path("volunteers/", registering.VolunteersView.as_view(), name="api_volunteers"),
    path(
        "registrations/<uuid:pk>/prove/",
        registering.ProveView.as_view(),
        name="api_prove",
    ),
    path("organizations/", api.OrganizationsView.as_view(), name="api_organizations"),
    path(
        "organizations/<uuid:pk>/",
        api.OrganizationView.as_view(),
        name="api_organization",
    ),
    path(
        "organizations/<uuid:pk>/join-requests/",
        members_api.JoinRequestsView.as_view(),
        name="api_join_requests",
    ),
    path(
        "organizations/<uuid:pk>/join-requests/current/",
        members_api.MyJoinRequestView.as_view(),
        name="api_my_join_request",
    ),
    path(
        "join-requests/<uuid:pk>/accept/",
        members_api.AcceptRequestView.as_view(),
        name="api_accept_request",
    ),
    path(
        "join-requests/<uuid:pk>/decline/",
        members_api.DeclineRequestView.as_view(),
        name="api_decline_request",
    ),
    path(
        "organizations/<uuid:pk>/members/",
        members_api.MembersView.as_view(),
        name="api_members",
    ),
    path(
        "organizations/<uuid:pk>/members/current/",
        members_api.MyMembershipView.as_view(),
        name="api_my_membership",
    ),
    path(
        "organizations/<uuid:pk>/members/<slug:number>/end/",
        members_api.MemberView.as_view(),
        name="api_end_membership",
    ),
    path(
        "me/organizations/",
        my_members_api.MyOrganizationsView.as_view(),
        name="api_my_organizations",
    ),
    path(
        "me/invitations/",
        my_members_api.MyInvitationsView.as_view(),
        name="api_my_invitations",
    ),
    path(
        "me/invitations/<uuid:pk>/accept/",
        my_members_api.AcceptInvitationView.as_view(),
        name="api_accept_invitation",
    ),
    path(
        "me/invitations/<uuid:pk>/decline/",
        my_members_api.DeclineInvitationView.as_view(),
        name="api_decline_invitation",
    ),
    path(
        "organizations/<uuid:pk>/invitations/",
        invitations_api.InvitationsView.as_view(),
        name="api_invitations",
    ),
    path(
        "invitations/<uuid:pk>/revoke/",
        invitations_api.RevokeInvitationView.as_view(),
        name="api_revoke_invitation",
    ),
]
