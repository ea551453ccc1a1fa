from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from config.copying import copy
from config.triggers import read_sql
from volunteers.ages import OF_AGE, born_by
from volunteers.errors import MayNotRegister, RowsNotRegistered
from volunteers.identifiers import volunteer_number
from volunteers.imports.judging import judge
from volunteers.imports.stage import Staged
from volunteers.models import Account, Intake
from volunteers.permissions import may_register_others
from volunteers.rules.register import (
    CONSENT_PURPOSE,
    CONSENT_VERSION,
    next_serials,
    number_month,
)

# Whoever is registered by an office has signed a paper, and a child's guardian too.
ON_PAPER = f"paper {CONSENT_VERSION}"
GUARDIANS_CONSENT = "guardian"
ONE_AT_A_TIME = 20_260_703  # an advisory lock: two files never wait for each other


def register_staged(
    *,
    staged: Staged,
    by: Account,
    at: datetime,
    skip_bad: bool = False,
    consent_version: str = ON_PAPER,
) -> Intake:
    """
    Register the people of the staged file, who sign in nowhere yet: all, or nobody.

    Who is registered already is left as is, so the same file again adds nothing.

    :param by: who vouches that everyone consented in writing (个人信息保护法 art. 14)
    :param skip_bad: leave out the rows that cannot be registered
    :param consent_version: which wording they signed
    :raises MayNotRegister: if the account holds no office that registers others
    :raises RowsNotRegistered: if there are bad rows which are not to be left out
    :raises NumbersUsedUp: if a district has not so many numbers left this month
    """
    if not may_register_others(by):
        raise MayNotRegister
    # As things stand now: somebody may have registered since the file was looked at.
    found = judge()
    if found.bad and not skip_bad:
        raise RowsNotRegistered(count=found.bad)
    _take_numbers(at)
    with transaction.atomic():
        added = _register(by, at, consent_version)
        return Intake.objects.create(
            name=staged.name,
            digest=staged.digest,
            consent_version=consent_version,
            rows=found.rows,
            added=added,
            known=found.rows - found.bad - added,
            bad=found.bad,
            loaded_by=by,
            loaded_at=at,
        )


def _take_numbers(at: datetime) -> None:
    """
    Take the numbers first, in an act of its own.

    So nobody who registers meanwhile waits for the file; numbers that a run which
    died had taken are given to nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute(read_sql("volunteers/imports/sql/needed_numbers.sql"))
        needed = cursor.fetchall()
        cursor.execute(read_sql("volunteers/imports/sql/give_numbers.sql"))
    with transaction.atomic():
        month = number_month(at)
        firsts = {
            area: next_serials(area=area, month=month, count=count)
            for area, count in needed
        }
    copy("given", "district_id, place, number", _numbers(needed, firsts, month))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE given")


def _numbers(
    needed: list[tuple[str, int]], firsts: dict[str, int], month: str
) -> Iterator[str]:
    for area, count in needed:
        for place in range(count):
            number = volunteer_number(
                area=area, month=month, serial=firsts[area] + place
            )
            yield f"{area}\t{place + 1}\t{number}\n"


def _register(by: Account, at: datetime, consent_version: str) -> int:
    """
    One statement: what it locks of others' (the counts of the day) it locks last.

    :return: how many are new
    """
    today = timezone.localdate(at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        # References are checked on the way, before the counts are locked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            read_sql("volunteers/imports/sql/register.sql"),
            {
                "at": at,
                "by": by.pk,
                "version": consent_version,
                "own": CONSENT_PURPOSE,
                "guardian": GUARDIANS_CONSENT,
                "of_age_born_by": born_by(today, age=OF_AGE),
            },
        )
        added = int(cursor.fetchone()[0])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return added
