"""Every act on needs and their orders. One verb, one function, one transaction."""

from needs.rules.capacity import state_capacity
from needs.rules.carry import (
    Result,
    claim,
    claimant,
    decline,
    deliver,
    schedule,
    start,
    unschedule,
)
from needs.rules.follow_up import call, draw_follow_ups
from needs.rules.judge import (
    accept,
    cancel,
    goes_on,
    merge,
    refuse,
    take_back,
    transfer,
)
from needs.rules.keep import keep_orders, tell_who_asked
from needs.rules.look import Contact, look
from needs.rules.organize import organize
from needs.rules.rate import close, rate, reopen
from needs.rules.remind import remind
from needs.rules.report import Asked, report
from needs.rules.send import dispatch, escalate, offer, reassign

__all__ = [
    "Asked",
    "Contact",
    "Result",
    "accept",
    "call",
    "cancel",
    "claim",
    "claimant",
    "close",
    "decline",
    "deliver",
    "dispatch",
    "draw_follow_ups",
    "escalate",
    "goes_on",
    "keep_orders",
    "look",
    "merge",
    "offer",
    "organize",
    "rate",
    "reassign",
    "refuse",
    "remind",
    "reopen",
    "report",
    "schedule",
    "start",
    "state_capacity",
    "take_back",
    "tell_who_asked",
    "transfer",
    "unschedule",
]
