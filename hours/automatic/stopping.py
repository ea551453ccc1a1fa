"""Stop the rules of the whole city at once, and let them go on."""

from datetime import datetime

from django.db import connection, transaction

from hours.automatic.errors import NotYourRules
from hours.automatic.telling import GO_ON, STOPPED
from hours.errors import ReasonNeeded
from hours.models import RuleStop, RuleSwitch
from notices import rules as notices
from volunteers.models import Account
from volunteers.permissions import is_staff

# Who decides by a rule shares it; who stops all of them waits for those at work.
_LOCK = "hashtext('hours_rulestop')"


@transaction.atomic
def stop_all(*, words: str, by: Account, at: datetime) -> RuleStop:
    """
    Let no organization's rule approve anything from now on; again: the same.

    A thousand that are being decided at this moment come first. What rules have
    approved stays. Whoever decides by a rule hears of it.

    :raises NotYourRules: if the account is not of the city's staff
    :raises ReasonNeeded: without words; organizations read them
    """
    latest = _lock(words, by)
    if latest and latest.stops:
        return latest
    return _note(stops=True, words=words, by=by, at=at)


@transaction.atomic
def let_go_on(*, words: str, by: Account, at: datetime) -> RuleStop | None:
    """
    Let the rules that are on decide again; again: the same, None if none was stopped.

    :raises NotYourRules: if the account is not of the city's staff
    :raises ReasonNeeded: without words; organizations read them
    """
    latest = _lock(words, by)
    if latest is None or not latest.stops:
        return latest
    return _note(stops=False, words=words, by=by, at=at)


def hold_off_stopping() -> None:
    """Until the transaction ends, whoever stops all rules waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock_shared({_LOCK})")


def _lock(words: str, by: Account) -> RuleStop | None:
    """What was done last, once no step is at work and nobody else does anything."""
    if not is_staff(by):
        raise NotYourRules
    if not words.strip():
        raise ReasonNeeded
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock({_LOCK})")
    return RuleStop.objects.newest_first().first()


def _note(*, stops: bool, words: str, by: Account, at: datetime) -> RuleStop:
    made = RuleStop.objects.create(stops=stops, words=words.strip(), by=by, at=at)
    deciders = RuleSwitch.objects.on().values_list("by", "organization")
    notices.tell(event=STOPPED if stops else GO_ON, whom=list(deciders), at=at)
    return made
