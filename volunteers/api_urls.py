from django.urls import path

from volunteers import api

urlpatterns = [
    path("tokens/", api.TokensView.as_view(), name="api_tokens"),
    path("tokens/current/", api.CurrentTokenView.as_view(), name="api_token"),
    path("volunteers/", api.VolunteersView.as_view(), name="api_volunteers"),
    path("organizations/", api.OrganizationsView.as_view(), name="api_organizations"),
    path(
        "organizations/<uuid:pk>/",
        api.OrganizationView.as_view(),
        name="api_organization",
    ),
]
