from django.urls import path

from recognition.api import CertificateView

urlpatterns = [
    path(
        "certificates/<slug:code>/", CertificateView.as_view(), name="api_certificate"
    ),
]
