"""Where a person belongs, asked to or was asked to, and the offices held."""

from collections.abc import Iterator

from volunteers.models import (
    Account,
    Ending,
    Invitation,
    JoinRequest,
    Membership,
    Role,
    Way,
)
from volunteers.own_data import Column, Part, Row, records_of

STATE = Column("state", "State", "状态")


def _memberships(account: Account) -> Iterator[Row]:
    held = Membership.objects.filter(volunteer__in=records_of(account))
    held = held.select_related("organization")
    for one in held.order_by("joined_on", "pk"):
        yield {
            "organization": one.organization.label,
            "joined_on": one.joined_on,
            "way": Way(one.way),
            "agreed_on": one.agreed_on,
            "left_on": one.left_on,
            "ending": Ending(one.ending) if one.ending else "",
            "reason": one.ending_reason,
        }


def _join_requests(account: Account) -> Iterator[Row]:
    asked = JoinRequest.objects.filter(volunteer__in=records_of(account))
    for one in asked.select_related("organization").order_by("pk"):
        yield {
            "organization": one.organization.label,
            "words": one.words,
            "asked_at": one.asked_at,
            "state": JoinRequest.State(one.state),
            "decided_at": one.decided_at,
            "reason": one.reason,
        }


def _invitations(account: Account) -> Iterator[Row]:
    mine = Invitation.objects.for_account(account).select_related("organization")
    for one in mine.order_by("pk"):
        yield {
            "organization": one.organization.label,
            "words": one.words,
            "invited_at": one.invited_at,
            "state": Invitation.State(one.state),
            "answered_at": one.answered_at,
        }


def _appointments(account: Account) -> Iterator[Row]:
    held = account.appointments.select_related("organization", "site", "ward")
    for one in held.order_by("starts_on", "pk"):
        place = one.organization or one.site
        yield {
            "role": Role(one.role),
            "place": place.label if place else None,
            "ward": one.ward.number if one.ward else None,
            "starts_on": one.starts_on,
            "ends_on": one.ends_on,
        }


PARTS = (
    Part(
        Column("memberships", "Memberships", "所在组织"),
        (
            Column("organization", "Organization", "组织"),
            Column("joined_on", "Joined", "加入日期"),
            Column("way", "How", "加入方式"),
            Column("agreed_on", "Date on paper", "纸质同意日期"),
            Column("left_on", "Left", "离开日期"),
            Column("ending", "How it ended", "结束方式"),
            Column("reason", "Reason", "原因"),
        ),
        _memberships,
    ),
    Part(
        Column("join_requests", "Requests to join", "加入申请"),
        (
            Column("organization", "Organization", "组织"),
            Column("words", "Words", "留言"),
            Column("asked_at", "Asked", "申请时间"),
            STATE,
            Column("decided_at", "Decided", "答复时间"),
            Column("reason", "Reason", "原因"),
        ),
        _join_requests,
    ),
    Part(
        Column("invitations", "Invitations", "收到的邀请"),
        (
            Column("organization", "Organization", "组织"),
            Column("words", "Words", "留言"),
            Column("invited_at", "Invited", "邀请时间"),
            STATE,
            Column("answered_at", "Answered", "答复时间"),
        ),
        _invitations,
    ),
    Part(
        Column("appointments", "Appointments", "任职"),
        (
            Column("role", "Role", "职责"),
            Column("place", "Where", "所在"),
            Column("ward", "Ward", "被监护人编号"),
            Column("starts_on", "From", "开始日期"),
            Column("ends_on", "Until", "结束日期"),
        ),
        _appointments,
    ),
)
