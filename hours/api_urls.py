from django.urls import path

from hours.api import (
    decisions,
    desk,
    exports,
    me,
    objections,
    presence,
    reasons,
    rosters,
    rules,
    sessions,
)

urlpatterns = [
    path("me/", me.MeView.as_view(), name="api_me"),
    path("sessions/", sessions.SessionsView.as_view(), name="api_sessions"),
    path("sessions/<uuid:pk>/", sessions.SessionView.as_view(), name="api_session"),
    path(
        "sessions/<uuid:pk>/attachments/<uuid:attachment>/",
        sessions.AttachmentView.as_view(),
        name="api_attachment",
    ),
    path(
        "sessions/<uuid:pk>/withdraw/",
        sessions.WithdrawView.as_view(),
        name="api_withdraw",
    ),
    path(
        "sessions/<uuid:pk>/answer/", sessions.AnswerView.as_view(), name="api_answer"
    ),
    path("check-ins/", presence.CheckInsView.as_view(), name="api_check_in"),
    path("check-outs/", presence.CheckOutsView.as_view(), name="api_check_out"),
    path(
        "shifts/<uuid:pk>/code/",
        presence.ShiftCodeView.as_view(),
        name="api_shift_code",
    ),
    path("desk/", desk.DeskView.as_view(), name="api_desk"),
    path("rosters/", rosters.RostersView.as_view(), name="api_rosters"),
    path(
        "sessions/<uuid:pk>/object/",
        objections.ObjectView.as_view(),
        name="api_object",
    ),
    path(
        "sessions/<uuid:pk>/correct/",
        objections.CorrectView.as_view(),
        name="api_correct",
    ),
    path("objections/", objections.ObjectionsView.as_view(), name="api_objections"),
    path(
        "objections/<uuid:pk>/settle/",
        objections.SettleView.as_view(),
        name="api_settle_objection",
    ),
    path(
        "objections/<uuid:pk>/withdraw/",
        objections.WithdrawObjectionView.as_view(),
        name="api_withdraw_objection",
    ),
    path("reasons/", reasons.ReasonsView.as_view(), name="api_reasons"),
    path("organizations/<uuid:pk>/rules/", rules.RulesView.as_view(), name="api_rules"),
    path(
        "organizations/<uuid:pk>/rules/decisions/",
        rules.RuleDecisionsView.as_view(),
        name="api_rule_decisions",
    ),
    path("decisions/", decisions.DecisionsView.as_view(), name="api_decisions"),
    path("exports/", exports.ExportsView.as_view(), name="api_exports"),
    path(
        "exports/<uuid:pk>/file/",
        exports.ExportFileView.as_view(),
        name="api_export_file",
    ),
]
