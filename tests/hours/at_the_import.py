"""A spreadsheet of hours, and sending it to the page."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from config import jobs
from config.models import Job

HEADINGS = ["volunteer", "started_at", "ended_at", "service_field", "note"]


def day(ago=1):
    """The local date so many days ago, as a sheet has it."""
    return str(timezone.localdate() - timedelta(days=ago))


def row(volunteer, *, ago=1, start="09:00", end="11:00", field="0006", note=""):
    """One person's two hours, unless it says otherwise."""
    return [volunteer.number, f"{day(ago)} {start}", f"{day(ago)} {end}", field, note]


def as_csv(rows, headings=HEADINGS):
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode()


def as_xlsx(rows, headings=HEADINGS):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([headings, *rows]):
            sheet.write_row(number, 0, cells)
    return file.getvalue()


def send(client, organization, content, *, name="march.csv", form=None, follow=True):
    """Choose the file on the page and press the button."""
    sent = {
        "form": str(form or uuid4()),
        "file": SimpleUploadedFile(name, content),
    }
    return client.post(
        f"/organizations/{organization.pk}/imports/", sent, follow=follow
    )


def work():
    """What a worker would do by now."""
    for job in Job.objects.unfinished():
        while jobs.advance(job.pk):
            pass


def press(client, response, act, **said):
    """Press a button of the import's page that is shown."""
    return client.post(f"{address(response)}{act}/", said, follow=True)


def address(response):
    """Where the page is that is shown."""
    return response.redirect_chain[-1][0]
