"""What this room keeps of a person: what they signed up for, and what became of it."""

from collections.abc import Iterator

from activities.models import Absence, Guest, Seat, SignUp
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row, records_of


def _sign_ups(account: Account) -> Iterator[Row]:
    own = SignUp.objects.filter(volunteer__in=records_of(account)).with_names()
    for one in own.order_by("starts_at", "pk").iterator(1000):
        yield {
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
            "activity": one.shift.activity.label,
            "post": one.shift.post.name,
            "organization": one.shift.activity.organization.label,
            "state": Seat(one.state),
            "joined_at": one.joined_at,
            "ended_at": one.ended_at,
            "late_words": one.late_words,
            "record": one.volunteer.number,
        }


def _invitations(account: Account) -> Iterator[Row]:
    own = Guest.objects.filter(volunteer__in=records_of(account))
    named = own.select_related("activity__organization", "volunteer")
    for one in named.order_by("pk").iterator(1000):
        yield {
            "activity": one.activity.label,
            "organization": one.activity.organization.label,
            "invited_at": one.invited_at,
            "record": one.volunteer.number,
        }


def _absences(account: Account) -> Iterator[Row]:
    own = Absence.objects.filter(sign_up__volunteer__in=records_of(account))
    for one in own.with_names().order_by("sign_up__starts_at").iterator(1000):
        yield {
            "starts_at": one.sign_up.starts_at,
            "activity": one.sign_up.shift.activity.label,
            "organization": one.sign_up.shift.activity.organization.label,
            "marked_at": one.marked_at,
            "words": one.words,
            "explained_at": one.explained_at,
            "excused_at": one.excused_at,
            "record": one.sign_up.volunteer.number,
        }


PARTS = (
    Part(
        title=Column("activity_invitations", "Invitations to activities", "活动邀请"),
        columns=(
            Column("activity", "Activity", "活动"),
            Column("organization", "Organization", "组织"),
            Column("invited_at", "Invited at", "邀请时间"),
            Column("record", "Volunteer number", "志愿者编号"),
        ),
        rows=_invitations,
    ),
    Part(
        title=Column("sign_ups", "Sign-ups for activities", "活动报名"),
        columns=(
            Column("starts_at", "From", "开始时间"),
            Column("ends_at", "To", "结束时间"),
            Column("activity", "Activity", "活动"),
            Column("post", "Post", "岗位"),
            Column("organization", "Organization", "组织"),
            Column("state", "State", "状态"),
            Column("joined_at", "Signed up at", "报名时间"),
            Column("ended_at", "Ended at", "结束报名时间"),
            Column("late_words", "Why I gave it up late", "临时取消原因"),
            Column("record", "Volunteer number", "志愿者编号"),
        ),
        rows=_sign_ups,
    ),
    Part(
        title=Column("absences", "Shifts I did not come to", "未到场记录"),
        columns=(
            Column("starts_at", "From", "开始时间"),
            Column("activity", "Activity", "活动"),
            Column("organization", "Organization", "组织"),
            Column("marked_at", "Noted at", "记录时间"),
            Column("words", "What I said", "本人说明"),
            Column("explained_at", "Said at", "说明时间"),
            Column("excused_at", "Accepted at", "认可时间"),
            Column("record", "Volunteer number", "志愿者编号"),
        ),
        rows=_absences,
    ),
)
