"""Which reasons deciders may choose, and what these say."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hours.desk.errors import ReasonThere
from hours.models import Reason, ReasonWords
from hours.models.reasons import AUTOMATIC, MERGED, OTHER


@transaction.atomic
def add_reason(
    *, code: str, zh: str, en: str, occasions: Iterable[str], place: int, at: datetime
) -> Reason:
    """
    Let deciders choose another reason from now on.

    :raises ReasonThere: if there is or was one with this code
    """
    if code in (OTHER, MERGED, AUTOMATIC):
        raise ReasonThere
    reason, is_new = Reason.objects.get_or_create(
        code=code, defaults={"occasions": _sorted(occasions), "place": place}
    )
    if not is_new:
        raise ReasonThere
    ReasonWords.objects.create(reason=reason, since=at, zh=zh, en=en)
    return reason


@transaction.atomic
def change_reason(
    *,
    reason: Reason,
    zh: str,
    en: str,
    occasions: Iterable[str],
    place: int,
    at: datetime,
) -> Reason:
    """
    Let a reason say something else from now on, or be offered elsewhere.

    What was decided with it keeps the words it was decided with.
    """
    reason = _locked(reason)
    reason.occasions, reason.place = _sorted(occasions), place
    reason.save(update_fields=["occasions", "place"])
    latest = reason.words.latest("since")
    if (latest.zh, latest.en) != (zh, en):
        ReasonWords.objects.create(reason=reason, since=at, zh=zh, en=en)
    return reason


@transaction.atomic
def retire_reason(*, reason: Reason, at: datetime) -> Reason:
    """Let nobody choose it any more; again: as it is."""
    reason = _locked(reason)
    if reason.retired_on is None:
        reason.retired_on = timezone.localdate(at)
        reason.save(update_fields=["retired_on"])
    return reason


@transaction.atomic
def offer_again(*, reason: Reason) -> Reason:
    """Let deciders choose a retired reason again, as it was."""
    reason = _locked(reason)
    reason.retired_on = None
    reason.save(update_fields=["retired_on"])
    return reason


def _locked(reason: Reason) -> Reason:
    # Whoever changes the same reason at the same time waits here.
    return Reason.objects.select_for_update(no_key=True).get(pk=reason.pk)


def _sorted(occasions: Iterable[str]) -> list[str]:
    return sorted({str(one) for one in occasions})
