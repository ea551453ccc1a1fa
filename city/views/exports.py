"""The city's lists as files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from city import reports
from city.reports.paging import Page
from city.views.asking import for_the_city, parts, period
from city.views.organizations import readable
from config.csv_files import CHUNK, Columns, csv_file
from config.durations import decimal_hours
from volunteers.permissions import read_organizations

FIGURES: Columns = [
    (_("Minutes"), lambda line: line.minutes),
    (_("Hours"), lambda line: decimal_hours(line.minutes)),
    (_("Sessions"), lambda line: line.sessions),
    (_("Timed, minutes"), lambda line: line.timed),
    (_("Witnessed, minutes"), lambda line: line.witnessed),
    (_("Self-reported, minutes"), lambda line: line.declared),
    (_("Entered later, minutes"), lambda line: line.entered),
]
DISTRICT: Columns = [(_("District code"), lambda line: line.district)]
KIND: Columns = [(_("Kind"), lambda line: line.kind_label)]
NUMBER: Columns = [(_("Volunteer number"), lambda line: line.number)]
NAME: Columns = [(_("Name"), lambda line: line.name_in_files)]
MASKED_NAME: Columns = [(_("Name"), lambda line: line.masked_name)]
ORGANIZATION: Columns = [
    (_("Organization"), lambda line: line.label),
    *KIND,
    *DISTRICT,
]
SITE: Columns = [
    (_("Code"), lambda line: line.code),
    (_("Practice site"), lambda line: line.label),
    *KIND,
    *DISTRICT,
]


@for_the_city
def organizations(request: HttpRequest) -> StreamingHttpResponse:
    """The organizations behind the city's hours."""
    asked = parts(request, "month", "district") | {"year": period(request).year}
    return _csv(
        f"organizations-{asked['year']}",
        ORGANIZATION + FIGURES,
        lambda cursor: reports.organization_lines(cursor=cursor, size=CHUNK, **asked),
    )


@for_the_city
def sites(request: HttpRequest) -> StreamingHttpResponse:
    """The practice sites and their hours."""
    asked = parts(request, "month", "district", "kind") | {"year": period(request).year}
    return _csv(
        f"sites-{asked['year']}",
        SITE + FIGURES,
        lambda cursor: reports.site_lines(cursor=cursor, size=CHUNK, **asked),
    )


@for_the_city
def volunteers(request: HttpRequest) -> StreamingHttpResponse:
    """Everyone active in the year, by number and masked name."""
    asked = parts(request, "band", "district") | {"year": period(request).year}
    return _csv(
        f"volunteers-{asked['year']}",
        NUMBER + MASKED_NAME + DISTRICT + FIGURES,
        lambda cursor: reports.volunteer_lines(cursor=cursor, size=CHUNK, **asked),
    )


@require_safe
@login_required
def members(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """Everyone with hours in the organization's year; its people know them by name."""
    one = readable(request, pk)
    year = period(request).year
    own = one.pk in read_organizations(request.user)
    name = NAME if own else MASKED_NAME
    return _csv(
        f"members-{year}",
        NUMBER + name + DISTRICT + FIGURES,
        lambda cursor: reports.member_lines(
            year=year, organizations=[one.pk], cursor=cursor, size=CHUNK
        ),
    )


def _csv(
    name: str, columns: Columns, pages: Callable[[str], Page[Any]]
) -> StreamingHttpResponse:
    """Pages of lines as one file, in the language of the reader."""
    return csv_file(name, columns, reports.every_page(pages))
