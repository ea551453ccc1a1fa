"""The filters somebody keeps at a desk, as the desk lists them."""

from dataclasses import dataclass

from hours.desk.asked import Asked
from hours.models import SavedView
from volunteers.models import Account


@dataclass(frozen=True, slots=True)
class ViewLine:
    """A filter with its address; ``is_shown`` where the list is narrowed by it."""

    view: SavedView
    address: str
    is_shown: bool


def own_views(asked: Asked, account: Account) -> list[ViewLine]:
    """One's own at the desk of what is asked for, by name; one query."""
    own = SavedView.objects.filter(account=account, organization=asked.organization)
    shown = asked.kept_query
    return [
        ViewLine(one, asked.address_of(one.query), is_shown=one.query == shown)
        for one in own
    ]
