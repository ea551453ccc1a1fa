"""Members by file: read and judged row by row, shown, then carried out as one act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config import limits, sheets
from config.cells import unplain
from config.errors import RuleBroken
from config.sheets import Column, Row
from volunteers.member_errors import (
    ListCarriedOut,
    MemberAlready,
    NobodySignsIn,
    NumberAndNameDiffer,
    PaperFromTheFuture,
    TooLongAList,
    TooManyLists,
)
from volunteers.models import Account, MemberList, Membership, Organization, Volunteer
from volunteers.rules.members.enter import enter_on_paper, find_named
from volunteers.rules.members.invite import invite
from volunteers.rules.organizations.moving import require_administrator
from volunteers.rules.serving import require_active

MOST_ROWS = 500
LISTS_A_DAY, DAY = 20, 86_400  # of one organization; seconds
KEPT = timedelta(days=1)
LONGEST = 50  # characters kept of a cell

COLUMNS = [
    Column("volunteer", ("志愿者编号", "volunteer number", "编号"), required=True),
    Column("name", ("姓名",), required=True),
]
# What stands against a row, by code.
SENTENCES: dict[str, str | Promise] = {
    "empty": _("Number and name must both be filled in."),
    "spilled": _("This row has more cells than there are headings."),
    "repeated": _("This person stands in the list already."),
    NumberAndNameDiffer.code: NumberAndNameDiffer.sentence,
    MemberAlready.code: MemberAlready.sentence,
    NobodySignsIn.code: NobodySignsIn.sentence,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row as written, and what stands against it; nothing where it is fine."""

    line: int
    number: str
    name: str
    code: str

    @property
    def sentence(self) -> str:
        return str(SENTENCES.get(self.code, ""))


def judged(listed: MemberList) -> list[Judged]:
    """The rows of a list that was not carried out yet."""
    return [Judged(**row) for row in listed.rows]


@transaction.atomic
def bring_list(
    *,
    organization: Organization,
    file: BinaryIO,
    name: str,
    agreed_on: date | None,
    by: Account,
    at: datetime,
) -> MemberList:
    """
    Read a file and say of each row what would happen; nothing happens yet.

    :param agreed_on: the local date of the papers that the organization keeps of
        everybody in the file; None to invite them
    :raises NotItsAdministrator: if the account does not run the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises PaperFromTheFuture: if the date lies ahead
    :raises TooManyLists: after twenty of the organization on a day
    :raises TooLongAList: if there are more than 500 rows
    :raises config.errors.RuleBroken: if the file cannot be read as a table
    """
    require_administrator(organization, by)
    require_active(organization)
    if agreed_on and agreed_on > timezone.localdate(at):
        raise PaperFromTheFuture
    subject = f"member-lists:{organization.pk}"
    if limits.spend(subject, limit=LISTS_A_DAY, seconds=DAY):
        raise TooManyLists(count=LISTS_A_DAY)
    with sheets.read(file, name=name, columns=COLUMNS) as sheet:
        rows = list(islice(sheet.rows, MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise TooLongAList(most=MOST_ROWS)
    found = list(_judge(rows, organization, on_paper=agreed_on is not None))
    listed = MemberList(
        organization=organization,
        name=name[:200],
        agreed_on=agreed_on,
        good=sum(not row["code"] for row in found),
        bad=sum(bool(row["code"]) for row in found),
        brought_by=by,
        brought_at=at,
    )
    listed.rows = found
    listed.save(force_insert=True)
    return listed


def _judge(
    rows: list[Row], organization: Organization, *, on_paper: bool
) -> Iterator[dict[str, Any]]:
    said = [tuple(map(unplain, row.cells)) for row in rows]
    people = find_named([(number, name) for number, name in said])
    ids = [one.pk for one in people if one]
    held = Membership.objects.current().filter(organization=organization)
    belong = {*held.filter(volunteer__in=ids).values_list("volunteer", flat=True)}
    seen: set[int] = set()
    for row, (number, name), person in zip(rows, said, people, strict=True):
        code = _against(row, number, name, person, belong, seen, on_paper=on_paper)
        if person:
            seen.add(person.pk)
        yield {
            "line": row.line,
            "number": number[:LONGEST],
            "name": name[:LONGEST],
            "code": code,
        }


def _against(
    row: Row,
    number: str,
    name: str,
    person: Volunteer | None,
    belong: set[int],
    seen: set[int],
    *,
    on_paper: bool,
) -> str:
    if row.spilled:
        return "spilled"
    if not number or not name:
        return "empty"
    if person is None:
        return NumberAndNameDiffer.code
    if person.pk in seen:
        return "repeated"
    if person.pk in belong:
        return MemberAlready.code
    return "" if on_paper or person.account_id else NobodySignsIn.code


@transaction.atomic
def load_list(*, listed: MemberList, by: Account, at: datetime) -> MemberList:
    """
    Invite everybody in the list who can be, or enter who agreed on paper.

    Judged again, for somebody may have joined or gone meanwhile: they are left out.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises ListCarriedOut: if somebody was faster, or its rows are not kept any more
    :raises OrganizationNotActive: if the organization begins nothing new
    """
    require_administrator(listed.organization, by)
    known = MemberList.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=listed.pk
    )
    if known.loaded_at or known.brought_at < at - KEPT:
        raise ListCarriedOut
    require_active(known.organization)
    said = [(row["number"], row["name"]) for row in known.rows if not row["code"]]
    people = {one.pk: one for one in find_named(said) if one}
    # In the order in which persons are locked everywhere.
    done = [_carry_out(known, people[pk], by=by, at=at) for pk in sorted(people)]
    known.added = sum(done)
    known.loaded_at = at
    known.rows_sealed = None
    known.save(update_fields=["added", "loaded_at", "rows_sealed"])
    return known


def _carry_out(
    listed: MemberList, person: Volunteer, *, by: Account, at: datetime
) -> bool:
    about: dict[str, Any] = {
        "volunteer": person,
        "organization": listed.organization,
    }
    try:
        with transaction.atomic():
            if listed.agreed_on:
                enter_on_paper(**about, agreed_on=listed.agreed_on, by=by, at=at)
            else:
                invite(**about, by=by, at=at)
    except RuleBroken:
        return False
    return True
