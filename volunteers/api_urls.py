from django.urls import path

from volunteers import api
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
]
