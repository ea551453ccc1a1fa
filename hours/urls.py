from django.urls import path

from hours.views import (
    automatic,
    deciding,
    desk,
    exports,
    importing,
    imports,
    log,
    notice,
    objections,
    people,
    roster,
    saved_views,
    session,
    sheet,
)

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
    path("sessions/<uuid:pk>/add/", session.add_words, name="add_words"),
    path(
        "sessions/<uuid:pk>/attachments/<uuid:attachment>/",
        session.attachment,
        name="attachment",
    ),
    path("sessions/<uuid:pk>/object/", objections.object_to, name="object"),
    path("sessions/<uuid:pk>/correct/", objections.correct, name="correct"),
]

objection_urls = [
    path("objections/<uuid:pk>/", objections.objection, name="objection"),
    path(
        "objections/<uuid:pk>/withdraw/", objections.withdraw, name="withdraw_objection"
    ),
]

desk_urls = [
    path("desk/", desk.desk, name="desk"),
    path("desk/people/", people.desk_people, name="desk_people"),
    path("desk/decided/", desk.decided, name="desk_decided"),
    path("desk/objections/", objections.desk_objections, name="desk_objections"),
    path("desk/filter/", saved_views.desk_filter, name="desk_filter"),
    path("desk/views/", saved_views.saved_views, name="saved_views"),
    path("desk/views/<int:pk>/", saved_views.saved_view, name="saved_view"),
    path("desk/undo/", deciding.undo, name="desk_undo"),
    path("desk/jobs/<uuid:pk>/", desk.job, name="desk_job"),
    path("desk/<uuid:pk>/", desk.desk_session, name="desk_session"),
]

export_urls = [
    path("exports/", exports.exports, name="exports"),
    path("exports/<uuid:pk>/", exports.export, name="export"),
    path("exports/<uuid:pk>/file/", exports.export_file, name="export_file"),
]

of_organization = "organizations/<uuid:pk>/imports/"
one_of_them = "organizations/<uuid:organization>/imports/<uuid:pk>/"
import_urls = [
    path(of_organization, imports.imports, name="imports"),
    path(f"{of_organization}blank.csv", imports.blank_csv, name="import_blank_csv"),
    path(f"{of_organization}blank.xlsx", imports.blank_xlsx, name="import_blank_xlsx"),
    path(
        "organizations/<uuid:organization>/imports/uploads/<uuid:pk>/",
        imports.upload,
        name="upload",
    ),
    path(one_of_them, importing.imported, name="import"),
    path(f"{one_of_them}problems.csv", importing.problems, name="import_problems"),
    path(f"{one_of_them}check/", importing.check, name="import_check"),
    path(f"{one_of_them}load/", importing.load, name="import_load"),
    path(f"{one_of_them}undo/", importing.undo, name="import_undo"),
    path(f"{one_of_them}discard/", importing.drop, name="import_discard"),
]

roster_urls = [
    path("organizations/<uuid:pk>/roster/", roster.roster, name="roster"),
    path(
        "organizations/<uuid:pk>/roster/done/", roster.roster_done, name="roster_done"
    ),
    path(
        "organizations/<uuid:pk>/roster/take-back/",
        roster.roster_take_back,
        name="roster_take_back",
    ),
]

sheet_urls = [
    path("organizations/<uuid:pk>/sheets/", sheet.sheets, name="sheets"),
    path(
        "organizations/<uuid:organization>/sheets/<uuid:pk>/",
        sheet.sheet,
        name="sheet",
    ),
    path(
        "organizations/<uuid:organization>/sheets/<uuid:pk>/enter/",
        sheet.enter_sheet,
        name="enter_sheet",
    ),
]

one_rule = "organizations/<uuid:organization>/automatic/<int:version>/"
automatic_urls = [
    path("organizations/<uuid:pk>/automatic/", automatic.automatic, name="automatic"),
    path(one_rule, automatic.rule, name="automatic_rule"),
    path(f"{one_rule}switch-on/", automatic.switch_on, name="automatic_switch_on"),
    path(
        "organizations/<uuid:pk>/automatic/switch-off/",
        automatic.switch_off,
        name="automatic_switch_off",
    ),
    path(
        "organizations/<uuid:pk>/automatic/decided/",
        automatic.decided,
        name="automatic_decided",
    ),
]

public_urls = [
    path("organizations/<uuid:pk>/notice/", notice.notice, name="notice"),
]

urlpatterns = [
    *public_urls,
    *log_urls,
    *session_urls,
    *objection_urls,
    *desk_urls,
    *export_urls,
    *import_urls,
    *roster_urls,
    *sheet_urls,
    *automatic_urls,
]
