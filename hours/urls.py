from django.urls import path

from hours.views import deciding, desk

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/decided/", desk.decided, name="desk_decided"),
    path("desk/undo/", deciding.undo, name="desk_undo"),
    path("desk/jobs/<uuid:pk>/", desk.job, name="desk_job"),
    path("desk/<uuid:pk>/", desk.desk_session, name="desk_session"),
]
