from django.urls import include, path

from config import views
from config.operator import operator

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("language/", views.language, name="language"),
    path("large-text/", views.large_text, name="large_text"),
    path("admin/", operator.urls),
    path("api/v1/", include("config.api_urls")),
    path("", include("volunteers.access.urls")),
    path("", include("volunteers.urls")),
    path("", include("notices.urls")),
    path("", include("activities.urls")),
    path("", include("hours.urls")),
    path("", include("recognition.urls")),
    path("", include("needs.urls")),
    path("", include("city.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.permission_denied"
handler404 = "config.views.page_not_found"
handler500 = "config.views.server_error"
