from django.urls import include, path

urlpatterns = [
    path("", include("volunteers.api_urls")),
    path("", include("hours.api_urls")),
    path("", include("city.api_urls")),
]
