"""How rows reach the database: streams through COPY, then statements over sets."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, transaction

from city.demo.people import Person
from city.demo.service import CLOCK, COLUMNS
from city.demo.teams import NULL, Team
from config.copying import Stream
from config.triggers import read_sql
from volunteers.ages import OF_AGE, age_on
from volunteers.pinyin import initials
from volunteers.rules.register import CONSENT_PURPOSE, CONSENT_VERSION
from volunteers.sealing import fingerprint, seal


def copy(table: str, columns: str, lines: Iterable[str]) -> None:
    """
    Send the lines (tab-separated text) into the table, emptied in this transaction.

    So nobody can have seen it empty, and the rows need no second visit later.
    """
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {table} ({columns}) FROM STDIN WITH (FREEZE)", Stream(lines)
        )


def execute(sql: str) -> None:
    """Run the statements of a file under ``city/sql``."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql(f"city/sql/{sql}.sql"))


def clear(tables: Sequence[str]) -> None:
    """
    Empty these tables, which are empty.

    What a transaction writes into tables it has emptied need not go through the
    write-ahead log (where ``wal_level`` is minimal).
    """
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


def analyze(tables: Sequence[str] = ()) -> None:
    """Tell the planner what is in these tables, or in all."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def vacuum(tables: Sequence[str]) -> None:
    """Settle rows that were written by statements: readers need not look twice."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(tables)}")


def give_room() -> None:
    """Let this transaction sort and hash in as much memory as it builds indexes in."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/give_room.sql"))


# What comes by COPY; what is posted from it, and its totals by person.
LOADED = (
    "volunteers_account",
    "volunteers_volunteer",
    "volunteers_consent",
    "volunteers_membership",
    "hours_session",
)
POSTED = ("hours_entry", "hours_move")
TOTALS = ("hours_volunteeryear", "hours_volunteerorganizationyear")


def load_people(people: list[tuple[Person, tuple[Team, ...]]]) -> None:
    """Accounts, volunteers, consents and memberships of some people."""
    accounts: list[str] = []
    volunteers: list[str] = []
    consents: list[str] = []
    members: list[str] = []
    for person, teams in people:
        at = f"{person.registered_on} {CLOCK[person.registered_minute]}"
        # Whoever has both an account and a record has the same phone in both.
        phone = (
            f"{_bytes(seal(person.phone))}\t{_bytes(fingerprint(person.phone))}"
            f"\t{person.phone[-4:]}"
        )
        account = NULL
        if person.has_account:
            account = f"{person.id}"
            accounts.append(
                f"{account}\t{NULL}\t{UNUSABLE}\tf\t{phone}\t\tt\tf\t{at}\n"
            )
            consents.append(
                f"{person.id}\t{CONSENT_PURPOSE}\t{CONSENT_VERSION}\t{at}\n"
            )
        if age_on(person.registered_on, born=person.born) < OF_AGE:
            consents.append(f"{person.id}\tguardian\tpaper {CONSENT_VERSION}\t{at}\n")
        volunteers.append(
            f"{person.id}\t{person.number}\t{account}\t{person.name}"
            f"\t{initials(person.name)}\tresident_id"
            f"\t{_bytes(seal(person.document))}\t{_bytes(fingerprint(person.document))}"
            f"\t{person.document[-4:]}\t{phone}\t{person.born}\t{person.district}"
            f"\t{person.site or NULL}\tregistered\t{at}\n"
        )
        members += [_membership(person, team) for team in teams]
    copy("volunteers_account", ACCOUNT, accounts)
    copy("volunteers_volunteer", VOLUNTEER, volunteers)
    copy("volunteers_consent", CONSENT, consents)
    copy("volunteers_membership", MEMBERSHIP, members)


# Nobody signs in with it: Django takes what begins with ! for no password.
UNUSABLE = "!"
ACCOUNT = (
    "id, username, password, is_superuser, phone_sealed, phone_hash, phone_last4,"
    " language, is_active, is_staff, created_at"
)
VOLUNTEER = (
    "id, number, account_id, name, initials, document_type, document_sealed,"
    " document_hash, document_last4, phone_sealed, phone_hash, phone_last4,"
    " birth_date, district_id, home_site_id, status, registered_at"
)
CONSENT = "volunteer_id, purpose, version, given_at"
MEMBERSHIP = "volunteer_id, organization_id, joined_on"


def _bytes(value: bytes) -> str:
    return "\\\\x" + value.hex()


def _membership(person: Person, team: Team) -> str:
    founded: date = team.founded.founded_on
    joined_on = max(person.registered_on, founded)
    return f"{person.id}\t{team.founded.organization.pk.hex}\t{joined_on}\n"


def load_sessions(lines: Iterable[str]) -> None:
    """Sessions of the columns of ``service``, as they stand at the end."""
    copy("hours_session", COLUMNS, lines)


@transaction.atomic
def post(taken_back: Iterable[str]) -> None:
    """Post what was counted: to the ledger, and by its trigger to the totals."""
    clear([*POSTED, *TOTALS])
    give_room()
    execute("stage_taken_back")
    copy("taken_back", "session_id, approved_at", taken_back)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE taken_back")
    execute("post_sessions")
    analyze([*POSTED, *TOTALS])
