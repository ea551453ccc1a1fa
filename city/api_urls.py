from django.urls import path

from city import (
    api,
    api_family,
    api_limits,
    api_own_data,
    api_policies,
    api_questions,
)

urlpatterns = [
    path("me/export/", api_own_data.MyExportView.as_view(), name="api_my_export"),
    path("me/wards/", api_family.WardsView.as_view(), name="api_my_wards"),
    path("me/totals/", api.MyTotalsView.as_view(), name="api_my_totals"),
    path(
        "organizations/<uuid:pk>/limits/",
        api_limits.LimitsView.as_view(),
        name="api_limits",
    ),
    path(
        "organizations/<uuid:pk>/limits/take-away/",
        api_limits.TakeLimitAwayView.as_view(),
        name="api_take_limit_away",
    ),
    path("policies/", api_policies.PoliciesView.as_view(), name="api_policies"),
    path("totals/city/", api.CityTotalsView.as_view(), name="api_city_totals"),
    path("totals/annual/", api.AnnualView.as_view(), name="api_annual"),
    path("totals/query/", api_questions.QuestionView.as_view(), name="api_question"),
    path(
        "totals/organizations/",
        api.OrganizationTotalsView.as_view(),
        name="api_organization_totals",
    ),
    path("totals/sites/", api.SiteTotalsView.as_view(), name="api_site_totals"),
    path(
        "totals/volunteers/",
        api.VolunteerTotalsView.as_view(),
        name="api_volunteer_totals",
    ),
]
