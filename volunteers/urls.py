from django.urls import path

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
    path(
        "organizations/<uuid:pk>/register/",
        reception.at_organization,
        name="receive_for",
    ),
    path("sites/<slug:code>/register/", reception.at_site, name="receive_at"),
    path("people/<slug:number>/", reception.person, name="person"),
    path("me/consents/", consents.mine, name="consents"),
]
