from datetime import datetime
from decimal import Decimal

from django.db import transaction

from activities.errors import WrongMoment
from activities.models import Activity
from hours.models import CheckPoint
from hours.models.presence import new_secret
from hours.permissions import runs_check_in
from hours.presence.errors import NotTheOrganizer
from volunteers.models import Account


@transaction.atomic
def renew_codes(*, activity: Activity, by: Account, at: datetime) -> CheckPoint:
    """
    Begin with other codes: those shown and printed before are worth nothing.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises WrongMoment: if it is a draft, or was cancelled
    """
    point = kept_point(activity, by=by, at=at)
    point.secret, point.made_at = new_secret(), at
    point.save(update_fields=["secret", "made_at"])
    return point


@transaction.atomic
def print_code(*, activity: Activity, by: Account, at: datetime) -> CheckPoint:
    """
    Let a printed code open and close sessions too, as people's own word; again: the
    same.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises WrongMoment: if it is a draft, or was cancelled
    """
    return _set_poster(activity, has_poster=True, by=by, at=at)


@transaction.atomic
def take_poster_down(*, activity: Activity, by: Account, at: datetime) -> CheckPoint:
    """
    Let the printed code be worth nothing; again: the same.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises WrongMoment: if it is a draft, or was cancelled
    """
    return _set_poster(activity, has_poster=False, by=by, at=at)


def _set_poster(
    activity: Activity, *, has_poster: bool, by: Account, at: datetime
) -> CheckPoint:
    point = kept_point(activity, by=by, at=at)
    point.has_poster = has_poster
    point.save(update_fields=["has_poster"])
    return point


def kept_point(activity: Activity, *, by: Account, at: datetime) -> CheckPoint:
    """
    What is kept of the place where people check in, to be changed.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises WrongMoment: if it is a draft, or was cancelled
    """
    if not runs_check_in(by, activity):
        raise NotTheOrganizer
    if not activity.is_held:
        raise WrongMoment(state=activity.get_state_display())
    CheckPoint.objects.get_or_create(activity=activity, defaults={"made_at": at})
    return CheckPoint.objects.select_for_update(no_key=True).get(activity=activity)


@transaction.atomic
def set_place(
    *,
    activity: Activity,
    place: tuple[Decimal, Decimal] | None,
    radius: int,
    by: Account,
    at: datetime,
) -> CheckPoint:
    """
    Let it be compared whether people are near, where they agreed to that.

    :param place: latitude and longitude in degrees (WGS 84); None with a radius of 0
    :param radius: how far from it they may be, in metres; 0: nobody compares
    :raises NotTheOrganizer: if the account does not run the check-in
    :raises WrongMoment: if it is a draft, or was cancelled
    """
    point = kept_point(activity, by=by, at=at)
    point.latitude, point.longitude = place if place and radius else (None, None)
    point.radius = radius if place else 0
    point.save(update_fields=["latitude", "longitude", "radius"])
    return point
