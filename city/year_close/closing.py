"""Closing a year, and keeping up with what is posted for it later."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from city.models import ClosedYear
from city.year_close.lines import digest, freeze, from_ledger, register
from config import limits
from config.errors import RuleBroken
from hours.cube import INSTANT
from hours.watermark import watermark
from volunteers.models import Account
from volunteers.permissions import is_staff


class OnlyTheCityCloses(RuleBroken):
    code = "only_the_city_closes"
    status = 403
    sentence = _("Years are closed by city staff.")


class YearNotOver(RuleBroken):
    code = "year_not_over"
    sentence = _("%(year)s is not over yet. It can be closed from 1 January on.")


class NothingToClose(RuleBroken):
    code = "nothing_to_close"
    status = 422
    sentence = _("No hours were counted in %(year)s.")


@transaction.atomic
def close_year(*, year: int, by: Account | None, at: datetime) -> ClosedYear:
    """
    Freeze the figures of a year as of now, by every published cut; again: the same.

    The whole ledger of the year is read, once. Two at once take turns.

    :param by: whoever does it; None is the operator
    :raises OnlyTheCityCloses: unless by staff
    :raises YearNotOver: while the year runs
    :raises NothingToClose: if nothing was counted in it
    """
    if by is not None and not is_staff(by):
        raise OnlyTheCityCloses
    _take_turns()
    if known := ClosedYear.objects.filter(pk=year).first():
        return known
    as_of = watermark() - INSTANT
    if timezone.localdate(as_of).year <= year:
        raise YearNotOver(year=year)
    figures = from_ledger(year, after=None, until=as_of, published=True)
    if not figures:
        raise NothingToClose(year=year)
    figures += register(year)
    closed = ClosedYear.objects.create(
        year=year,
        as_of=as_of,
        digest=digest(year, as_of, figures),
        by=by,
        at=at,
        restated_until=as_of,
    )
    freeze(closed, figures, until=as_of)
    return closed


@transaction.atomic
def restate(*, year: int) -> ClosedYear:
    """Add as lines what was posted for a closed year since it was last looked at."""
    _take_turns()
    closed = ClosedYear.objects.get(pk=year)
    until = watermark() - INSTANT
    if until > closed.restated_until:
        later = from_ledger(year, after=closed.restated_until, until=until)
        freeze(closed, later, until=until)
        closed.restated_until = until
        closed.save(update_fields=["restated_until"])
    return closed


def restate_if_due(*, at: datetime) -> None:
    """Once an hour at most bring every closed year up to date."""
    if limits.spend("restatements", limit=1, seconds=3600) is None:
        for year in ClosedYear.objects.values_list("pk", flat=True):
            restate(year=year)


def _take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('closed_years'))")
