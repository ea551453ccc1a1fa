"""Objecting to a star, and deciding whether it stands."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hours.disputes.minutes import disputed_by_year
from hours.models import VolunteerYear
from hours.rules.judging import require_reason
from notices import rules as notices
from recognition.errors import NothingToReview, NoticeIsOver, OnlyTheCityAwards
from recognition.models import (
    ReviewOutcome,
    ReviewReason,
    StarAward,
    StarReview,
    StarState,
)
from recognition.rating.scheme import by_year, counted
from recognition.telling import WITHDRAWN
from volunteers.answering import who_answers
from volunteers.models import Account
from volunteers.permissions import is_staff, speaks_for


@transaction.atomic
def object_to_star(
    *, award: StarAward, words: str, by: Account, at: datetime
) -> StarReview:
    """
    Say why a star should not be somebody's; while that is open it is not awarded.

    Anybody may as long as the public notice runs, staff as long as the star stands:
    also for whoever tells the office. Again, while it is open: the same.

    :raises NoticeIsOver: if it does not run any more
    :raises ReasonNeeded: without words
    """
    require_reason("", words)
    one = _locked(award)
    today = timezone.localdate(at)
    runs = one.is_announced and one.notice and today <= one.notice.last_day
    if not runs and not (is_staff(by) and one.stands):
        raise NoticeIsOver
    raised, _ = StarReview.objects.get_or_create(
        award=one,
        why=ReviewReason.OBJECTION,
        raised_by=by,
        decided_at=None,
        defaults={"words": words, "minutes": minutes_now(one), "raised_at": at},
    )
    return raised


@transaction.atomic
def decide_star(
    *,
    award: StarAward,
    outcome: ReviewOutcome,
    words: str,
    by: Account,
    at: datetime,
) -> StarAward:
    """
    Keep an award that is under review, or withdraw it; all that is open of it ends.

    Kept because its hours fell, it is asked about again only if they fall further.
    Withdrawn, its person is told why, and is found again once more counts than now.

    :raises OnlyTheCityAwards: unless by staff, who never decide about
        their own or their child's
    :raises NothingToReview: if nothing of it is open
    :raises ReasonNeeded: without words
    """
    one = _locked(award)
    if not is_staff(by) or speaks_for(by, one.volunteer):
        raise OnlyTheCityAwards
    require_reason("", words)
    asked = StarReview.objects.open().filter(award=one)
    if not one.stands or not asked.update(
        outcome=outcome, answer=words, decided_by=by, decided_at=at
    ):
        raise NothingToReview
    if outcome == ReviewOutcome.WITHDRAWN:
        one.state, one.minutes = StarState.WITHDRAWN, minutes_now(one)
        one.save(update_fields=["state", "minutes"])
        whom = who_answers(StarAward.objects.filter(pk=one.pk), at=at)
        notices.tell(event=WITHDRAWN, whom=whom, at=at)
    return one


def minutes_now(award: StarAward) -> int:
    """
    What of the ledger counts for it at this moment; while it is on public notice,
    without what somebody objects to.
    """
    years = VolunteerYear.objects.filter(volunteer=award.volunteer_id)
    which: dict[str, Any] = {"grades": award.grades, "of_year": award.of_year}
    minutes = counted(by_year(years), **which)
    if award.is_announced:
        minutes -= counted(disputed_by_year(volunteer=award.volunteer), **which)
    return minutes


def _locked(award: StarAward) -> StarAward:
    # Whoever lets stars hold passes it by meanwhile.
    named = StarAward.objects.select_related("notice")
    return named.select_for_update(no_key=True, of=("self",)).get(pk=award.pk)
