"""Filters of the desk somebody keeps under names of their own."""

from django.db import IntegrityError, transaction

from config.constraints import broken_constraint
from hours.desk.errors import TooManyViews, ViewThere
from hours.models import SavedView
from hours.models.saved_view import USED_LAST
from volunteers.models import Account, Organization

MOST = 20  # of one account at one desk


@transaction.atomic
def save_view(
    *, name: str, query: str, organization: Organization | None, by: Account
) -> SavedView:
    """
    Keep a filter of the organization's desk, or the city's.

    :raises ViewThere: if one's own there has the name already
    :raises TooManyViews: if one has 20 there
    """
    # Who saves twice at once waits here, so that nobody has more.
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    own = SavedView.objects.filter(account=by, organization=organization)
    if own.filter(name=name).exists():
        raise ViewThere
    if own.named().count() >= MOST:
        raise TooManyViews(most=MOST)
    return SavedView.objects.create(
        account=by, organization=organization, name=name, query=query
    )


def open_with(*, query: str, organization: Organization | None, by: Account) -> None:
    """Let the desk open with this filter from now on; with none, if it is empty."""
    if query:
        SavedView.objects.update_or_create(
            account=by,
            organization=organization,
            name=USED_LAST,
            defaults={"query": query},
        )
    else:
        own = SavedView.objects.filter(account=by, organization=organization)
        own.filter(name=USED_LAST).delete()


def rename_view(*, view: SavedView, name: str) -> SavedView:
    """
    Call it something else.

    :raises ViewThere: if another one at the same desk has the name
    """
    view.name = name
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as error:
        if broken_constraint(error) != "view_has_a_name_of_its_own":
            raise
        raise ViewThere from error
    return view


def delete_view(*, view: SavedView) -> None:
    """Keep it no longer."""
    view.delete()


def forget_views(account: Account) -> None:
    """All filters of somebody who closes the account."""
    SavedView.objects.filter(account=account).delete()
