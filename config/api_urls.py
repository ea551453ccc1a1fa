from django.urls import include, path
from django.views.generic import TemplateView
from drf_spectacular.views import SpectacularAPIView

from config.api.views import JobView

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path(
        "docs/", TemplateView.as_view(template_name="config/api_docs.html"), name="docs"
    ),
    path("jobs/<uuid:pk>/", JobView.as_view(), name="job"),
    path("", include("hours.api_urls")),
    path("", include("volunteers.api_urls")),
    path("", include("activities.api_urls")),
    path("", include("recognition.api_urls")),
    path("", include("needs.api_urls")),
    path("", include("city.api_urls")),
]
