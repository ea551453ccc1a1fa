from django.urls import path

from recognition import addresses
from recognition.api import CertificateView

addresses.register()

urlpatterns = [
    path(
        "certificates/<certificate:code>/",
        CertificateView.as_view(),
        name="api_certificate",
    ),
]
