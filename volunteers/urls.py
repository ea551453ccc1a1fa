from django.urls import path

from volunteers.claiming import alone, beside
from volunteers.guarding import at_desk, by_phone, mine
from volunteers.qualifying import at_desk as papers_at_desk
from volunteers.qualifying import mine as my_papers
from volunteers.reception import views as reception
from volunteers.registering import consents
from volunteers.registering import views as registering

app_name = "volunteers"

urlpatterns = [
    path("register/", registering.register, name="register"),
    path("register/prove/", registering.prove, name="prove"),
    path("register/resend/", registering.resend, name="resend"),
    path("register/contact/", registering.contact, name="contact"),
    path("registered/", registering.registered, name="registered"),
    path("claim/", alone.claim, name="claim"),
    path("claim/prove/", alone.prove, name="claim_prove"),
    path("claim/record/", alone.record, name="claim_record"),
    path("claimed/", alone.claimed, name="claimed"),
    path(
        "organizations/<uuid:pk>/register/",
        reception.at_organization,
        name="receive_for",
    ),
    path("sites/<slug:code>/register/", reception.at_site, name="receive_at"),
    path("people/<slug:number>/", reception.person, name="person"),
    path("people/<slug:number>/sign-in/", beside.let_sign_in, name="let_sign_in"),
    path(
        "people/<slug:number>/sign-in/prove/",
        beside.let_sign_in_prove,
        name="let_sign_in_prove",
    ),
    path(
        "people/<slug:number>/credentials/",
        papers_at_desk.of_somebody,
        name="credentials_of",
    ),
    path("people/<slug:number>/guardian/", at_desk.signs, name="guardian_signs"),
    path("guardian/", by_phone.guardian, name="guardian"),
    path("guardian/prove/", by_phone.prove, name="guardian_prove"),
    path("guardian/wards/", by_phone.wards, name="guardian_wards"),
    path("me/guardian/", mine.mine, name="my_guardian"),
    path("me/consents/", consents.mine, name="consents"),
    path("me/credentials/", my_papers.mine, name="credentials"),
]
