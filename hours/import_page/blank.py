"""The empty sheet for an import: headings, one example, what may stand in a cell."""

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from activities.models import Activity, ServiceField
from config.cells import plain
from hours.import_page.columns import headings
from hours.imports import COLUMNS
from volunteers.identifiers import volunteer_number
from volunteers.models import Organization

ACTIVITIES_LISTED = 500
ROWS_PREPARED = 2_000
# No one has the serial zero.
NOBODY = volunteer_number(area="320706", month="2001", serial=0)

# How wide the columns are, in characters.
WIDTHS = {
    "volunteer": 22,
    "started_at": 18,
    "ended_at": 18,
    "break_minutes": 14,
    "service_field": 20,
    "activity": 28,
    "note": 36,
}


def _example(on: date) -> list[Any]:
    field = ServiceField.objects.get(pk="0006")
    return [
        NOBODY,
        datetime.combine(on, time(9)),
        datetime.combine(on, time(11, 30)),
        0,
        field.label,
        "",
        _("An example: please replace this row"),
    ]


def as_csv(*, today: date) -> bytes:
    """The sheet as CSV, with an example from the day before ``today``."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings())
    writer.writerow(
        f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else plain(cell)
        for cell in _example(today - timedelta(days=1))
    )
    # With a mark, so that spreadsheets read Chinese as it is meant.
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(*, organization: Organization, today: date) -> bytes:
    """
    The sheet as XLSX, with an example from the day before ``today``.

    Two more sheets list the fields of service and the organization's activities;
    the first is offered as a choice in its column.
    """
    file = io.BytesIO()
    # A title is text, however it begins.
    as_text = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **as_text}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E9F4F7", "bottom": 1})
        sheet = book.add_worksheet(_("To fill in"))
        _lay_out(book, sheet, head=head)
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        for column, cell in enumerate(_example(today - timedelta(days=1))):
            if isinstance(cell, datetime):
                sheet.write_datetime(1, column, cell, moments)
            else:
                sheet.write(1, column, cell)
        _offer_fields(book, sheet, head=head)
        _list_activities(book, organization, head=head)
    return file.getvalue()


def _lay_out(book: Any, sheet: Any, *, head: Any) -> None:
    text = book.add_format({"num_format": "@"})
    moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for place, column in enumerate(COLUMNS):
        is_moment = column.code.endswith("_at")
        width = WIDTHS[column.code]
        sheet.set_column(place, place, width, moments if is_moment else text)
    sheet.write_row(0, 0, headings(), head)
    sheet.freeze_panes(1, 0)


def _offer_fields(book: Any, sheet: Any, *, head: Any) -> None:
    fields = list(ServiceField.objects.all())
    name = _("Fields of service")
    listed = book.add_worksheet(name)
    listed.set_column(0, 0, 28)
    listed.write_row(0, 0, [name, _("Code")], head)
    for row, field in enumerate(fields, start=1):
        listed.write_row(row, 0, [field.label, field.code])
    place = [column.code for column in COLUMNS].index("service_field")
    choice = {
        "validate": "list",
        "source": f"='{name}'!$A$2:$A${len(fields) + 1}",
        "error_type": "warning",  # a code may stand there as well
    }
    sheet.data_validation(1, place, ROWS_PREPARED, place, choice)


def _list_activities(book: Any, organization: Organization, *, head: Any) -> None:
    own = Activity.objects.taking_hours().filter(organization=organization)
    newest = own.order_by("-starts_on", "pk")[:ACTIVITIES_LISTED]
    listed = book.add_worksheet(_("Activities"))
    listed.set_column(0, 0, 40)
    listed.set_column(1, 2, 14)
    listed.write_row(0, 0, [_("Activity"), _("From"), _("To")], head)
    for row, one in enumerate(newest, start=1):
        days = [f"{one.starts_on:%Y-%m-%d}", f"{one.ends_on:%Y-%m-%d}"]
        listed.write_row(row, 0, [one.label, *days])
