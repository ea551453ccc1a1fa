"""The worker's part: some certificates a step, and at the end one archive of them."""

import csv
import shutil
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config import job_files, jobs
from config.address import address_of
from config.cells import BOM, plain
from config.durations import decimal_hours
from config.jobs import Progress
from config.models import Job, JobQuerySet
from recognition.batches.chosen import Wanted, people_of
from recognition.certifying.printing import as_pdf
from recognition.errors import BatchRunning, NothingToCertify, NotYourOrganization
from recognition.models import Certificate
from recognition.permissions import may_certify
from recognition.rules import certify_for
from volunteers.models import Account, Organization, Volunteer

KIND = "certify_many"
ENDING = "zip"
A_STEP = 20  # certificates: two seconds or so, for which other jobs wait
LIST = "list.csv"


def batches_of(account: Account) -> JobQuerySet:
    """Those somebody began; nobody else sees them."""
    return Job.objects.of(account).filter(kind=KIND)


@transaction.atomic
def begin(*, wanted: Wanted, language: str, by: Account, at: datetime) -> Job:
    """
    Begin to make a certificate for each of these people, by their organization.

    :param language: of the list in the archive, ``zh-hans`` or ``en``
    :raises NotYourOrganization: if its certificates are not the account's to make
    :raises BatchRunning: if an earlier one of the account is not done yet
    :raises UnknownNumbers: if a number that was named is of none of its people
    :raises TooManyToCertify: if there are too many
    :raises NobodyToCertify: if there is nobody
    """
    if not may_certify(by, wanted.organization):
        raise NotYourOrganization
    # Two clicks at once begin one.
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    if batches_of(by).unfinished().exists():
        raise BatchRunning
    people = people_of(wanted)
    return jobs.start(
        kind=KIND,
        by=by,
        at=at,
        arguments={
            "organization": str(wanted.organization.pk),
            "first": f"{wanted.first}",
            "last": f"{wanted.last}",
            "language": language,
            "people": people,
        },
        total=len(people),
    )


def make_next(job: Job) -> Progress:
    """
    Certify and print some more; with the last of them, put all into the archive.

    Whoever has no hours there any more is left out, and counted.
    """
    organization = Organization.objects.get(pk=job.arguments["organization"])
    folder = job_files.folder() / f"{job.pk}"
    folder.mkdir(mode=0o700, exist_ok=True)
    people = job.arguments["people"][job.done : job.done + A_STEP]
    made: list[int] = job.result.get("made", [])
    for volunteer in Volunteer.objects.filter(pk__in=people).order_by("name", "pk"):
        if certificate := _certificate(volunteer, organization, job):
            (folder / _name_of(certificate)).write_bytes(as_pdf(certificate))
            made = [*made, certificate.pk]
    is_last = job.done + len(people) == len(job.arguments["people"])
    if is_last:
        _archive(job, folder, made)
    result = {"made": made, "without": job.done + len(people) - len(made)}
    return Progress(done=len(people), result=result, is_last=is_last)


def _certificate(
    volunteer: Volunteer, organization: Organization, job: Job
) -> Certificate | None:
    try:
        made = certify_for(
            volunteer=volunteer,
            first=date.fromisoformat(job.arguments["first"]),
            last=date.fromisoformat(job.arguments["last"]),
            organization=organization,
            by=job.account,
            at=timezone.now(),
        )
    except NothingToCertify:
        return None
    return Certificate.objects.with_names().get(pk=made.pk)


def _name_of(certificate: Certificate) -> str:
    """By the person, so that what is printed once more takes the place of the first."""
    return f"{certificate.volunteer.number}.pdf"


def _archive(job: Job, folder: Path, made: list[int]) -> None:
    """All of them and a list, in one file; PDFs are pressed already."""
    certificates = Certificate.objects.with_names().in_bulk(made)
    listed = [certificates[pk] for pk in made]
    path = job_files.path_of(job, ENDING)
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.writestr(LIST, _list(listed, language=job.arguments["language"]))
        for one in listed:
            archive.write(folder / _name_of(one), _name_of(one))
    shutil.rmtree(folder)


def _list(certificates: list[Certificate], *, language: str) -> str:
    said = StringIO()
    said.write(BOM)
    writer = csv.writer(said)
    with translation.override(language):
        writer.writerow(
            [_("File"), _("Number"), _("Name"), _("Hours of service"), _("Check it at")]
        )
        for one in certificates:
            row: list[Any] = [
                _name_of(one),
                one.number,
                one.volunteer.name,
                decimal_hours(one.minutes),
                address_of("recognition:verify", one.code),
            ]
            writer.writerow([plain(cell) for cell in row])
    return said.getvalue()
