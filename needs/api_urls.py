from django.urls import path

from needs import act_api, addresses, api, asker_api, carry_api, lists_api, photo_api

addresses.register()
one = "needs/<need:reference>/"

urlpatterns = [
    path("needs/", api.NeedsView.as_view(), name="api_needs"),
    path("needs/wanted/", lists_api.WantedView.as_view(), name="api_wanted"),
    path("needs/offers/", lists_api.OffersView.as_view(), name="api_offers"),
    path("needs/projects/", lists_api.ProjectsView.as_view(), name="api_projects"),
    path("needs/solved/", lists_api.SolvedView.as_view(), name="api_solved"),
    path(one, api.NeedView.as_view(), name="api_need"),
    path(
        f"{one}photos/<uuid:photo>/",
        photo_api.PhotoView.as_view(),
        name="api_need_photo",
    ),
    path(f"{one}look/", act_api.LookView.as_view(), name="api_look_need"),
    path(f"{one}accept/", act_api.AcceptView.as_view(), name="api_accept_need"),
    path(f"{one}refuse/", act_api.RefuseView.as_view(), name="api_refuse_need"),
    path(f"{one}transfer/", act_api.TransferView.as_view(), name="api_transfer_need"),
    path(f"{one}dispatch/", act_api.DispatchView.as_view(), name="api_dispatch_need"),
    path(f"{one}reassign/", act_api.ReassignView.as_view(), name="api_reassign_need"),
    path(f"{one}offer/", act_api.OfferView.as_view(), name="api_offer_need"),
    path(f"{one}escalate/", act_api.EscalateView.as_view(), name="api_escalate_need"),
    path(f"{one}merge/", act_api.MergeView.as_view(), name="api_merge_need"),
    path(f"{one}claim/", carry_api.ClaimView.as_view(), name="api_claim_need"),
    path(f"{one}decline/", carry_api.DeclineView.as_view(), name="api_decline_need"),
    path(f"{one}schedule/", carry_api.ScheduleView.as_view(), name="api_schedule_need"),
    path(f"{one}start/", carry_api.StartView.as_view(), name="api_start_need"),
    path(f"{one}deliver/", carry_api.DeliverView.as_view(), name="api_deliver_need"),
    path(f"{one}reopen/", act_api.ReopenView.as_view(), name="api_reopen_need"),
    path(f"{one}close/", act_api.CloseView.as_view(), name="api_close_need"),
    path(f"{one}rate/", asker_api.RateView.as_view(), name="api_rate_need"),
    path(f"{one}cancel/", asker_api.CancelNeedView.as_view(), name="api_cancel_need"),
]
