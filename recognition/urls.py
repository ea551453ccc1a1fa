from django.urls import path

from recognition.views import batches, offline, own, portable, stars, verify

app_name = "recognition"

urlpatterns = [
    path("me/certificates/", own.certificates, name="certificates"),
    path("me/certificates/<slug:code>/certificate.pdf", own.printed, name="printed"),
    path("me/certificates/<slug:code>/badge.jwt", portable.badge, name="badge"),
    path("me/certificates/<slug:code>/record.json", portable.record, name="record"),
    path("organizations/<uuid:pk>/certificates/", batches.batches, name="batches"),
    path("certificate-batches/<uuid:pk>/", batches.batch, name="batch"),
    path("certificate-batches/<uuid:pk>/file/", batches.archive, name="archive"),
    path("me/stars/", stars.own, name="stars"),
    path("stars/", stars.on_notice, name="stars_on_notice"),
    path("stars/<uuid:pk>/", stars.object_to, name="object_to_star"),
    path("verify/", verify.ask, name="ask"),
    path("verify/keys.json", verify.keys, name="keys"),
    path("verify/keys/<int:number>/", portable.key, name="key"),
    path("verify/issuer.json", portable.issuer, name="issuer"),
    path("verify/status/<int:number>/", portable.status, name="status"),
    path("verify/offline/", offline.offline, name="offline"),
    path("verify/offline/worker.js", offline.worker, name="worker"),
    path("verify/offline/app.webmanifest", offline.manifest, name="manifest"),
    path("verify/<slug:code>/", verify.verify, name="verify"),
]
