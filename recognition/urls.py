from django.urls import path

from recognition.views import own, verify

app_name = "recognition"

urlpatterns = [
    path("me/certificates/", own.certificates, name="certificates"),
    path("me/certificates/<slug:code>/certificate.pdf", own.printed, name="printed"),
    path("verify/", verify.ask, name="ask"),
    path("verify/keys.json", verify.keys, name="keys"),
    path("verify/<slug:code>/", verify.verify, name="verify"),
]
