"""Every act that changes what was done. One verb, one function, one transaction."""

from hours.rules.add_words import add_words
from hours.rules.answer import answer
from hours.rules.approve import approve
from hours.rules.claim import Claim
from hours.rules.correct import Times, correct
from hours.rules.decide import Decision, decide
from hours.rules.judging import Outcome
from hours.rules.limit import check_limit, set_limit, take_limit_away
from hours.rules.log import check, log, log_split
from hours.rules.log_days import Refusal, check_days, log_days, withdraw_days
from hours.rules.move_home import move_home
from hours.rules.object_to import object_to
from hours.rules.post_again import PostedAgain, lock_timelines, post_again
from hours.rules.query import query
from hours.rules.record import check_roster, record
from hours.rules.reject import reject
from hours.rules.reverse import reverse
from hours.rules.settle_objection import settle_objection
from hours.rules.take_back import take_back
from hours.rules.undo import undo
from hours.rules.withdraw import withdraw
from hours.rules.withdraw_objection import withdraw_objection
from hours.rules.withdraw_waiting import withdraw_waiting

__all__ = [
    "Claim",
    "Decision",
    "Outcome",
    "PostedAgain",
    "Refusal",
    "Times",
    "add_words",
    "answer",
    "approve",
    "check",
    "check_days",
    "check_limit",
    "check_roster",
    "correct",
    "decide",
    "lock_timelines",
    "log",
    "log_days",
    "log_split",
    "move_home",
    "object_to",
    "post_again",
    "query",
    "record",
    "reject",
    "reverse",
    "set_limit",
    "settle_objection",
    "take_back",
    "take_limit_away",
    "undo",
    "withdraw",
    "withdraw_days",
    "withdraw_objection",
    "withdraw_waiting",
]
