"""Every act between asking to join an organization and having left it."""

from volunteers.rules.members.answer import accept_invitation, decline_invitation
from volunteers.rules.members.ask import ask_to_join, take_back_request
from volunteers.rules.members.choose import choose_joining
from volunteers.rules.members.decide import accept_request, decline_request
from volunteers.rules.members.enter import enter_on_paper, named_person
from volunteers.rules.members.invite import invite, invite_phone, revoke
from volunteers.rules.members.leave import leave, remove
from volunteers.rules.members.links import join_by_link, make_link, revoke_link
from volunteers.rules.members.lists import bring_list, judged, load_list
from volunteers.rules.members.teams import close_team, make_team, place, take_out

__all__ = [
    "accept_invitation",
    "accept_request",
    "ask_to_join",
    "bring_list",
    "choose_joining",
    "close_team",
    "decline_invitation",
    "decline_request",
    "enter_on_paper",
    "invite",
    "invite_phone",
    "join_by_link",
    "judged",
    "leave",
    "load_list",
    "make_link",
    "make_team",
    "named_person",
    "place",
    "remove",
    "revoke",
    "revoke_link",
    "take_back_request",
    "take_out",
]
