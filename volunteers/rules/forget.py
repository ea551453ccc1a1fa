"""What is past its term goes: see ``volunteers.retention``."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from volunteers.models import (
    Draft,
    Filing,
    Intake,
    Invitation,
    JoinRequest,
    MemberList,
    PeopleSearch,
    Reveal,
)

# The database keeps looks for three years, whatever the city's number says.
LOOKS_KEPT = timedelta(days=1096)


def forget_drafts(before: datetime, most: int) -> int:
    """Applications that nobody has gone on with since then."""
    return _forget(Draft.objects.filter(saved_at__lt=before), most)


def forget_filings(before: datetime, most: int) -> int:
    """What organizations stated anew, decided before then; the steps stay."""
    decided = ~Q(state=Filing.State.WAITING) & Q(decided_at__lt=before)
    return _forget(Filing.objects.filter(decided), most)


def forget_intakes(before: datetime, most: int) -> int:
    """Which files of people were loaded before then."""
    return _forget(Intake.objects.filter(loaded_at__lt=before), most)


def forget_requests(before: datetime, most: int) -> int:
    """Requests to join decided before then, and invitations that ended before then."""
    asked = _forget(JoinRequest.objects.filter(decided_at__lt=before), most)
    over = Q(expires_at__lt=before) | Q(answered_at__lt=before)
    return max(asked, _forget(Invitation.objects.filter(over), most))


def forget_member_lists(before: datetime, most: int) -> int:
    """Lists of members brought before then that nobody has carried out."""
    waiting = MemberList.objects.filter(loaded_at=None)
    return _forget(waiting.filter(brought_at__lt=before), most)


def forget_reveals(before: datetime, most: int) -> int:
    """Looks at somebody's data before then."""
    return _forget(Reveal.objects.filter(at__lt=_three_years_ago(before)), most)


def forget_searches(before: datetime, most: int) -> int:
    """Searches for people before then."""
    return _forget(PeopleSearch.objects.filter(at__lt=_three_years_ago(before)), most)


def _three_years_ago(before: datetime) -> datetime:
    return min(before, timezone.now() - LOOKS_KEPT)


def _forget(due: "QuerySet[Any]", most: int) -> int:
    """Some of them; who deletes the same at this moment finds them gone, no more."""
    ids = list(due.order_by("pk").values_list("pk", flat=True)[:most])
    due.model._default_manager.filter(pk__in=ids).delete()
    return len(ids)
