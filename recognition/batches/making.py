"""The worker's part: some certificates a step, and at the end one archive of them."""

import csv
import shutil
from datetime import date, datetime
from functools import partial
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
from recognition.errors import (
    BatchRunning,
    NobodyToCertify,
    NothingToCertify,
    NotYourOrganization,
)
from recognition.models import Certificate
from recognition.permissions import may_certify
from recognition.rules import certify_for
from volunteers.models import Account, Organization, Volunteer

KIND = "certify_many"
ENDING = "zip"
# Two seconds or so of each, for which other jobs wait.
CERTIFIED_A_STEP, PRINTED_A_STEP = 100, 20
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
    Certify some more; once all are, print some more; at last, put all into an archive.

    Printing takes long and locks nobody. Whoever has no hours there any more, or is no
    member, is left out, and counted.
    """
    result = {"asked": 0, "made": [], "printed": 0, "without": 0} | job.result
    people = job.arguments["people"]
    if result["asked"] < len(people):
        some = people[result["asked"] : result["asked"] + CERTIFIED_A_STEP]
        made = _certify(some, job)
        without = len(some) - len(made)
        result["asked"] += len(some)
        result["made"] = [*result["made"], *made]
        result["without"] += without
        is_last = result["asked"] == len(people) and not result["made"]
        if is_last:
            raise NobodyToCertify
        return Progress(done=without, result=result, is_last=False)
    folder = job_files.folder() / f"{job.pk}"
    some = result["made"][result["printed"] : result["printed"] + PRINTED_A_STEP]
    for one in _certificates(some):
        _print(one, folder)
    result["printed"] += len(some)
    is_last = result["printed"] == len(result["made"])
    if is_last:
        _archive(job, folder, result["made"])
    return Progress(done=len(some), result=result, is_last=is_last)


def _certify(people: list[int], job: Job) -> list[int]:
    """Their certificates; all are locked first, in the order in which all acts do."""
    locked = Volunteer.objects.select_for_update(no_key=True).order_by("pk")
    found = {one.pk: one for one in locked.filter(pk__in=people)}
    organization = Organization.objects.get(pk=job.arguments["organization"])
    made = (_certificate(found[pk], organization, job) for pk in people)
    return [one.pk for one in made if one]


def _certificate(
    volunteer: Volunteer, organization: Organization, job: Job
) -> Certificate | None:
    try:
        return certify_for(
            volunteer=volunteer,
            first=date.fromisoformat(job.arguments["first"]),
            last=date.fromisoformat(job.arguments["last"]),
            organization=organization,
            by=job.account,
            at=timezone.now(),
        )
    except NothingToCertify:
        return None


def _certificates(made: list[int]) -> list[Certificate]:
    """Those, in this order."""
    found = Certificate.objects.with_names().in_bulk(made)
    return [found[pk] for pk in made]


def _name_of(certificate: Certificate) -> str:
    """By the person, so that what is printed once more takes the place of the first."""
    return f"{certificate.volunteer.number}.pdf"


def _print(certificate: Certificate, folder: Path) -> Path:
    """The PDF of it; what a worker printed before it died is there."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / _name_of(certificate)
    if not path.exists():
        draft = path.with_suffix(".draft")
        draft.write_bytes(as_pdf(certificate))
        draft.rename(path)
    return path


def _archive(job: Job, folder: Path, made: list[int]) -> None:
    """All of them and a list, in one file; PDFs are pressed already."""
    listed = _certificates(made)
    path = job_files.path_of(job, ENDING)
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.writestr(LIST, _list(listed, language=job.arguments["language"]))
        for one in listed:
            archive.write(_print(one, folder), _name_of(one))
    # Not before: a worker that dies now begins this step again.
    transaction.on_commit(partial(shutil.rmtree, folder, ignore_errors=True))


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
