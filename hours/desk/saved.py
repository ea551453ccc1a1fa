"""The filters somebody keeps at a desk, as the desk lists them."""

from dataclasses import dataclass

from django.http import QueryDict

from hours.desk.asked import Asked, offices
from hours.models import SavedView
from hours.models.saved_view import USED_LAST, SavedViewQuerySet
from volunteers.models import Account
from volunteers.permissions import is_staff

# An address that says no more than this opens the desk.
OPENS = {"organization", "view"}


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A filter with its address; ``is_shown`` where the list is narrowed by it."""

    view: SavedView
    address: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """One's own at a desk: those with names, and what it was narrowed by last."""

    views: list[ViewLine]
    last: str = ""


def kept_at(asked: Asked, account: Account) -> Kept:
    """One's own at the desk of what is asked for, by name; one query."""
    own = {
        one.name: one
        for one in SavedView.objects.filter(
            account=account, organization=asked.organization
        )
    }
    last = own.pop(USED_LAST, None)
    shown = asked.kept_query
    views = [
        ViewLine(one, asked.address_of(one.query), is_shown=one.query == shown)
        for one in own.values()
    ]
    return Kept(views, last.query if last else "")


def address_to_open(asked: Asked, said: QueryDict, kept: Kept) -> str:
    """Where a desk that is opened leads, narrowed as it was last; else nowhere."""
    if not kept.last or set(said) - OPENS:
        return ""
    return asked.query(**QueryDict(kept.last).dict())


def lost_views(account: Account) -> SavedViewQuerySet:
    """One's own at desks at which one decides no more."""
    own = SavedView.objects.filter(account=account).named()
    lost = own.exclude(organization__in=offices(account))
    if is_staff(account):
        lost = lost.exclude(organization=None)
    return lost.select_related("organization")
