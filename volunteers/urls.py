from django.urls import path

from volunteers import views

app_name = "volunteers"

urlpatterns = [
    path("register/", views.register, name="register"),
    path("registered/", views.registered, name="registered"),
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
]
