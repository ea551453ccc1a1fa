"""Every act on activities. One verb, one function, one transaction."""

from activities.rules.absent import (
    excuse_absence,
    explain_absence,
    mark_absent,
    unmark_absent,
)
from activities.rules.calendar import end_calendar, renew_calendar
from activities.rules.cancel import cancel
from activities.rules.copy import copy
from activities.rules.draft import discard, draft, revise
from activities.rules.exclude import exclude
from activities.rules.invite import invite, invite_team
from activities.rules.keep import keep_seats, remind
from activities.rules.leave import hand_over_seats, let_go
from activities.rules.plan import PostPlan, Times, Words
from activities.rules.publish import close, publish, reopen
from activities.rules.shifts import add_shifts, repeat, set_seats, take_away
from activities.rules.sign_up import give_up, sign_up, take_offer, why_not
from activities.rules.stop import stop_activities
from activities.rules.together import sign_up_together

__all__ = [
    "PostPlan",
    "Times",
    "Words",
    "add_shifts",
    "cancel",
    "close",
    "copy",
    "discard",
    "draft",
    "end_calendar",
    "exclude",
    "excuse_absence",
    "explain_absence",
    "give_up",
    "hand_over_seats",
    "invite",
    "invite_team",
    "keep_seats",
    "let_go",
    "mark_absent",
    "publish",
    "remind",
    "renew_calendar",
    "reopen",
    "repeat",
    "revise",
    "set_seats",
    "sign_up",
    "sign_up_together",
    "stop_activities",
    "take_away",
    "take_offer",
    "unmark_absent",
    "why_not",
]
