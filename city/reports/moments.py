"""Which years there are, and up to when the figures are settled."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from city.reports.reading import rows, sql
from config.errors import RuleBroken
from hours.watermark import watermark


class AsOfNotYet(RuleBroken):
    """``as_of`` lies after the moment up to which the ledger is settled."""

    code = "as_of_not_yet"
    status = 422
    sentence = _("The figures are settled up to %(settled)s, not later.")


def years(*, today: date) -> list[int]:
    """The years with counted hours and the running one, newest first."""
    known = {row["year"] for row in rows(sql("years"), {})}
    return sorted(known | {today.year}, reverse=True)


def year_to_show(known: list[int], *, today: date) -> int:
    """The running year; early in it, while nothing is counted, the year before."""
    older = [year for year in known if year < today.year]
    return today.year if not older or today.month > 1 else older[0]


def settled(as_of: datetime) -> datetime:
    """
    ``as_of`` itself, once nothing can be posted before it any more.

    :raises AsOfNotYet: if a posting before ``as_of`` may still come
    """
    limit = watermark()
    if as_of > limit:
        raise AsOfNotYet(settled=limit.isoformat(timespec="seconds"))
    return as_of
