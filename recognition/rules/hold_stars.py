from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notices import rules as notices
from recognition.models import StarAward, StarReview, StarState
from recognition.telling import HELD
from volunteers.answering import who_answers

AT_ONCE = 1_000
MOST_STEPS = 200  # the rest has its turn when upkeep runs again


def hold_due(*, at: datetime) -> None:
    """Let stars hold whose public notice is over, 1,000 in each step."""
    for _step in range(MOST_STEPS):
        if hold_next(at=at) < AT_ONCE:
            return


@transaction.atomic
def hold_next(*, at: datetime) -> int:
    """
    Let the next 1,000 hold whose notice is over, and tell them.

    What somebody is to look at again waits for that.

    :return: how many
    """
    due = StarAward.objects.filter(
        state=StarState.ANNOUNCED, notice__last_day__lt=timezone.localdate(at)
    ).exclude(pk__in=StarReview.objects.open().values("award"))
    # Whoever objects at this moment has locked the award.
    locked = due.select_for_update(no_key=True, skip_locked=True, of=("self",))
    ids = list(locked.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    awards = StarAward.objects.filter(pk__in=ids)
    awards.update(state=StarState.HELD, held_at=at)
    notices.tell(event=HELD, whom=who_answers(awards, at=at), at=at)
    return len(ids)
