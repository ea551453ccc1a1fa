from django.urls import path

from needs import addresses
from needs.pages.lists import LISTS
from needs.views import (
    acting,
    board,
    calls,
    carrying,
    counter,
    lists,
    mine,
    organizing,
    photos,
    public,
    steering,
)

app_name = "needs"
addresses.register()

# For everyone, and who asks
public_urls = [
    path("needs/", public.needs, name="needs"),
    path("needs/phone/", mine.phone, name="phone"),
    path("needs/prove/", mine.prove, name="prove"),
    path("needs/new/", mine.new, name="new"),
    path("needs/mine/", mine.mine, name="mine"),
    path("needs/own/<need:reference>/", mine.own, name="own"),
    path(
        "needs/own/<need:reference>/photos/<uuid:photo>/",
        mine.photo,
        name="own_photo",
    ),
    path("needs/own/<need:reference>/take-back/", mine.take_back, name="take_back"),
    path("needs/own/<need:reference>/rate/", mine.rate, name="rate_own"),
    path("needs/<need:reference>/", public.need, name="need"),
    path(
        "needs/<need:reference>/rate/<slug:key>/",
        mine.rate_by_link,
        name="rate_by_link",
    ),
]

# What centers publish
list_urls = [
    *(path(f"needs/{one.code}/", lists.page_of(one), name=one.code) for one in LISTS),
    *(
        path(f"needs/{one.code}.csv", lists.file_of(one), name=f"{one.code}_file")
        for one in LISTS
    ),
]

# For who keeps a site, and who speaks for an organization
one = "orders/<need:reference>/"
office_urls = [
    path("needs/counter/", counter.counter, name="counter"),
    path("needs/counter/worker.js", counter.worker, name="counter_worker"),
    path("orders/", board.board, name="board"),
    path("orders/calls/", calls.calls, name="calls"),
    path("orders/led/", board.led, name="led"),
    path("organizations/<uuid:pk>/orders/", board.team, name="team"),
    path("organizations/<uuid:pk>/orders/capacity/", board.capacity, name="capacity"),
    path(one, board.order, name="order"),
    path(f"{one}photos/<uuid:photo>/", photos.of_order, name="photo"),
    path(f"{one}look/", acting.look, name="look"),
    path(f"{one}accept/", steering.accept, name="accept"),
    path(f"{one}refuse/", steering.refuse, name="refuse"),
    path(f"{one}transfer/", steering.transfer, name="transfer"),
    path(f"{one}cancel/", steering.cancel, name="cancel"),
    path(f"{one}merge/", steering.merge, name="merge"),
    path(f"{one}dispatch/", steering.dispatch, name="dispatch"),
    path(f"{one}offer/", steering.offer, name="offer"),
    path(f"{one}escalate/", steering.escalate, name="escalate"),
    path(f"{one}claim/", carrying.claim, name="claim"),
    path(f"{one}decline/", carrying.decline, name="decline"),
    path(f"{one}schedule/", carrying.schedule, name="schedule"),
    path(f"{one}organize/", organizing.organize, name="organize"),
    path(f"{one}start/", carrying.start, name="start"),
    path(f"{one}deliver/", carrying.deliver, name="deliver"),
    path(f"{one}rate/", steering.rate, name="rate"),
    path(f"{one}call/", steering.call, name="call"),
    path(f"{one}reopen/", steering.reopen, name="reopen"),
    path(f"{one}close/", steering.close, name="close"),
]

urlpatterns = [*public_urls, *list_urls, *office_urls]
