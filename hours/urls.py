from django.urls import path

from hours.views import (
    automatic,
    cards,
    check_in,
    check_in_screen,
    deciding,
    desk,
    exports,
    importing,
    imports,
    log,
    notice,
    objections,
    people,
    presences,
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
        "organizations/<uuid:organization>/sheets/<uuid:pk>/roster.pdf",
        sheet.sheet_pdf,
        name="sheet_pdf",
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

check_in_urls = [
    path("check-in/", check_in.check_in, name="check_in"),
    path("check-in/<slug:code>/", check_in.check_in_code, name="check_in_code"),
    path("cards/<slug:token>/", cards.card, name="card"),
    path("me/card/", cards.my_card, name="my_card"),
    path("people/<slug:number>/card/", cards.card_of, name="card_of"),
    path(
        "activities/<uuid:pk>/kiosk/<slug:secret>/",
        check_in_screen.kiosk,
        name="kiosk",
    ),
    path(
        "check-in/waiting/<uuid:presence>/let-in/",
        check_in_screen.let_in,
        name="let_in",
    ),
    path(
        "check-in/waiting/<uuid:presence>/turn-down/",
        check_in_screen.turn_down,
        name="turn_down",
    ),
]

of_activity = "organizations/<uuid:organization>/activities/<uuid:pk>/check-in/"
screen_urls = [
    path(of_activity, check_in_screen.check_in_screen, name="check_in_screen"),
    path(f"{of_activity}renew/", check_in_screen.renew_codes, name="renew_codes"),
    path(f"{of_activity}poster/", check_in_screen.poster, name="check_in_poster"),
    path(f"{of_activity}poster/set/", check_in_screen.set_poster, name="set_poster"),
    path(f"{of_activity}place/", check_in_screen.place, name="check_in_place"),
    path(f"{of_activity}people/", presences.presences, name="presences"),
    path(f"{of_activity}people/worker.js", presences.worker, name="presences_worker"),
    path(
        f"{of_activity}people/app.webmanifest",
        presences.manifest,
        name="presences_manifest",
    ),
    path(f"{of_activity}people/witness/", presences.witness, name="witness"),
    path(
        f"{of_activity}people/confirm/", presences.confirm_roster, name="confirm_roster"
    ),
]

urlpatterns = [
    *public_urls,
    *check_in_urls,
    *screen_urls,
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
