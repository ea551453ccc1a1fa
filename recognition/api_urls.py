from django.urls import path

from recognition import addresses
from recognition.api import CertificateView
from recognition.star_api import OwnStarsView, StarNoticesView, StarsView

addresses.register()

urlpatterns = [
    path(
        "certificates/<certificate:code>/",
        CertificateView.as_view(),
        name="api_certificate",
    ),
    path("me/stars/", OwnStarsView.as_view(), name="api_my_stars"),
    path("stars/", StarsView.as_view(), name="api_stars"),
    path("stars/notices/", StarNoticesView.as_view(), name="api_star_notices"),
]
