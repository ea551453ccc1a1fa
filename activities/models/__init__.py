"""Where and when: what is done, who is needed, and who wants to come."""

from activities.models.absence import Absence
from activities.models.activity import Activity
from activities.models.calendar import CalendarAddress
from activities.models.field import ServiceField
from activities.models.guest import Guest
from activities.models.history import ActivityEvent, PostEvent, ShiftEvent, SignUpEvent
from activities.models.shift import Post, Shift
from activities.models.sign_up import SignUp
from activities.models.words import (
    ACTIVITY_NEXT,
    HELD,
    LIVING,
    SEAT_NEXT,
    TAKES_A_SEAT,
    Audience,
    Guarantee,
    Recipient,
    Seat,
    State,
)

__all__ = [
    "ACTIVITY_NEXT",
    "HELD",
    "LIVING",
    "SEAT_NEXT",
    "TAKES_A_SEAT",
    "Absence",
    "Activity",
    "ActivityEvent",
    "Audience",
    "CalendarAddress",
    "Guarantee",
    "Guest",
    "Post",
    "PostEvent",
    "Recipient",
    "Seat",
    "ServiceField",
    "Shift",
    "ShiftEvent",
    "SignUp",
    "SignUpEvent",
    "State",
]
