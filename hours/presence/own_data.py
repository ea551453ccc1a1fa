"""What is kept of somebody's checking in and out, for them to take along."""

from collections.abc import Iterator

from hours.models import Presence, TurnedAway, Way
from volunteers.models import Account
from volunteers.own_data import Column, Part, Row, records_of

AT_ONCE = 1000  # rows read from the database


def _presences(account: Account) -> Iterator[Row]:
    own = Presence.objects.filter(volunteer__in=records_of(account)).with_names()
    for one in own.in_order().iterator(AT_ONCE):
        yield {
            "activity": one.shift.activity.label,
            "came_at": one.came_at,
            "came_by": Way(one.came_by),
            "left_at": one.left_at,
            "left_by": Way(one.left_by) if one.left_by else None,
            "was_far": one.was_far,
            "metres_away": one.metres_away,
            "signed_up": not one.is_walk_in,
            "session": one.session_id,
        }


def _turned_away(account: Account) -> Iterator[Row]:
    own = TurnedAway.objects.filter(account=account).select_related("activity")
    for one in own.order_by("at", "pk").iterator(AT_ONCE):
        yield {"activity": one.activity.label, "at": one.at, "reason": one.why}


ACTIVITY = Column("activity", "Activity", "活动")

PARTS = (
    Part(
        Column("presences", "Checking in and out", "签到签退"),
        (
            ACTIVITY,
            Column("came_at", "Checked in", "签到时间"),
            Column("came_by", "Checked in by", "签到方式"),
            Column("left_at", "Checked out", "签退时间"),
            Column("left_by", "Checked out by", "签退方式"),
            Column("was_far", "Was not at the place", "是否不在现场"),
            Column("metres_away", "Metres from the place", "距现场（米）"),
            Column("signed_up", "Had signed up", "是否报名"),
            Column("session", "Session", "服务记录"),
        ),
        _presences,
    ),
    Part(
        Column("turned_away", "Check-ins that were refused", "未成功的签到签退"),
        (
            ACTIVITY,
            Column("at", "At", "时间"),
            Column("reason", "Why", "原因"),
        ),
        _turned_away,
    ),
)
