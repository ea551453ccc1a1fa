"""Several days with one form: the good ones are logged, the others say why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from config.errors import RuleBroken
from hours.models import Session
from hours.rules.claim import Claim, split
from hours.rules.log import check, log, log_split
from hours.rules.withdraw import withdraw
from volunteers.models import Account


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that cannot be logged, and what stands against it."""

    claim: Claim
    error: RuleBroken


def log_days(
    *, claims: Sequence[Claim], at_midnight: bool, by: Account, at: datetime
) -> tuple[list[Session], list[Refusal]]:
    """
    Log every claim that may be, each by itself, and give back the others.

    :param at_midnight: split at midnight what goes past it
    """
    sessions: list[Session] = []
    refused: list[Refusal] = []
    for claim in claims:
        try:
            if at_midnight:
                parts = log_split(claim=claim, by=by, at=at)
            else:
                parts = [log(claim=claim, by=by, at=at)]
        except RuleBroken as error:
            refused.append(Refusal(claim, error))
        else:
            sessions += [session for session, __ in parts]
    return sessions, refused


def check_days(
    *, claims: Sequence[Claim], at_midnight: bool, by: Account, at: datetime
) -> list[Refusal]:
    """What ``log_days`` would refuse now; nothing is written."""
    refused: list[Refusal] = []
    for claim in claims:
        try:
            for part in split(claim) if at_midnight else [claim]:
                check(claim=part, by=by, at=at)
        except RuleBroken as error:
            refused.append(Refusal(claim, error))
    return refused


def withdraw_days(
    *, sessions: Sequence[Session], by: Account, at: datetime
) -> list[RuleBroken]:
    """Take back every session that may be, each by itself; what refused the others."""
    refused: list[RuleBroken] = []
    for session in sessions:
        try:
            withdraw(session=session, by=by, at=at)
        except RuleBroken as error:
            refused.append(error)
    return refused
