from django.urls import path

from hours.views import deciding, desk, exports, log, session

app_name = "hours"

log_urls = [
    path("sessions/log/", log.log, name="log"),
    path("sessions/log/check/", log.check, name="log_check"),
    path("sessions/log/activities/", log.activities, name="log_activities"),
    path("sessions/log/done/", log.done, name="log_done"),
    path("sessions/log/withdraw/", log.withdraw, name="log_withdraw"),
]

session_urls = [
    path("sessions/<uuid:pk>/", session.session, name="session"),
    path("sessions/<uuid:pk>/withdraw/", session.withdraw, name="withdraw"),
    path("sessions/<uuid:pk>/answer/", session.answer, name="answer"),
]

desk_urls = [
    path("desk/", desk.desk, name="desk"),
    path("desk/decided/", desk.decided, name="desk_decided"),
    path("desk/undo/", deciding.undo, name="desk_undo"),
    path("desk/jobs/<uuid:pk>/", desk.job, name="desk_job"),
    path("desk/<uuid:pk>/", desk.desk_session, name="desk_session"),
]

export_urls = [
    path("exports/", exports.exports, name="exports"),
    path("exports/<uuid:pk>/", exports.export, name="export"),
    path("exports/<uuid:pk>/file/", exports.export_file, name="export_file"),
]

urlpatterns = [*log_urls, *session_urls, *desk_urls, *export_urls]
