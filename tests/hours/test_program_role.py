"""What the program's role cannot do, whatever it tries; and what it can."""

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from config.database import acts, grants
from config.database.owner import as_owner
from config.kept import Kept
from hours import rules
from hours.models import Entry
from hours.reconcile import reconcile
from tests.factories import NOON, log_session
from tests.program import denied

pytestmark = [pytest.mark.database, pytest.mark.django_db]
SEEN_BY_ALL = pytest.mark.django_db(transaction=True)

OWNER = settings.DATABASE_OWNER["USER"]
TOTALS = sorted(
    model._meta.db_table for model in apps.get_models() if issubclass(model, Kept)
)


@pytest.fixture
def counted(lin, association, zhao):
    session = log_session(volunteer=lin, organization=association)
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session


def function(pattern: str) -> str:
    """The name of the one function of ours that is called like this."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proname LIKE %s", [f"{pattern}%"]
        )
        ((name,),) = cursor.fetchall()
    return name


# Changing what is written


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET {} = {}",
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} OWNER TO CURRENT_USER",
        "DROP TABLE {} CASCADE",
        "LOCK TABLE {} IN EXCLUSIVE MODE",
        "SELECT FROM {} FOR UPDATE",
        "MERGE INTO {} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE",
        "CREATE INDEX ON {} ({})",
        "CREATE RULE own AS ON INSERT TO {} DO INSTEAD NOTHING",
        "CREATE TEMPORARY TABLE own () INHERITS ({})",
        "COMMENT ON TABLE {} IS 'mine'",
        "ALTER TABLE {} ENABLE ROW LEVEL SECURITY",
    ],
)
def test_what_is_posted_and_summed_is_not_changed(program, statement):
    for table in ("hours_entry", "hours_move", *TOTALS):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT attname FROM pg_attribute"
                " WHERE attrelid = %s::regclass AND attnum > 0 ORDER BY attnum LIMIT 1",
                [table],
            )
            ((column,),) = cursor.fetchall()
        with denied():
            program.execute(statement.format(table, column, column))
        program.connection.rollback()


def test_who_has_nothing_to_give_gives_nothing(program):
    program.execute("GRANT ALL ON hours_entry TO CURRENT_USER WITH GRANT OPTION")
    program.execute("SELECT has_table_privilege('hours_entry', 'UPDATE')")
    assert program.fetchone() == (False,)


@pytest.mark.parametrize("table", TOTALS)
def test_totals_are_not_inserted(program, table):
    with denied():
        program.execute(f"INSERT INTO {table} DEFAULT VALUES")


@pytest.mark.parametrize("column", ["id", "posted_at"])
def test_the_number_and_the_moment_of_a_posting_are_the_databases(program, column):
    with denied():
        program.execute(f"INSERT INTO hours_entry ({column}) VALUES (DEFAULT)")  # noqa: S608


@pytest.mark.parametrize("table", ["hours_session", "volunteers_volunteer"])
def test_who_served_and_when_is_not_deleted(program, table):
    with denied():
        program.execute(f"DELETE FROM {table}")  # noqa: S608


# Becoming somebody else, and switches


@pytest.mark.parametrize(
    "statement",
    [
        f"SET ROLE {OWNER}",
        f"SET SESSION AUTHORIZATION {OWNER}",
        "SET ROLE postgres",
        "SET session_replication_role = replica",
        "SET lo_compat_privileges = on",
        "DO $$ BEGIN END $$; SET plpgsql.variable_conflict = use_variable",
        "SET allow_in_place_tablespaces = on",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "ALTER ROLE CURRENT_USER CREATEDB",
        f"ALTER ROLE {OWNER} PASSWORD 'known'",
        f"GRANT {OWNER} TO CURRENT_USER",
        f"CREATE ROLE own IN ROLE {OWNER}",
        "CREATE SCHEMA set_apart",
        "CREATE SCHEMA own",
        "CREATE TABLE public.own ()",
        "CREATE VIEW public.missing AS SELECT 1 AS line",
        "CREATE FUNCTION public.sum(bigint, bigint) RETURNS bigint"
        " LANGUAGE sql RETURN 0",
        "CREATE EXTENSION dblink",
        "CREATE EVENT TRIGGER own ON ddl_command_end"
        " EXECUTE FUNCTION tsvector_update_trigger()",
        "ALTER DATABASE CURRENT SET session_replication_role = replica",
        "ALTER DEFAULT PRIVILEGES FOR ROLE " + OWNER + " GRANT ALL ON TABLES TO PUBLIC",
        f"REASSIGN OWNED BY {OWNER} TO CURRENT_USER",
        f"DROP OWNED BY {OWNER}",
        "COPY hours_entry TO PROGRAM 'cat'",
        "COPY hours_session FROM PROGRAM 'cat /etc/passwd'",
        "COPY hours_session TO '/tmp/own'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT * FROM pg_authid",
        "UPDATE pg_catalog.pg_trigger SET tgenabled = 'D'",
        "UPDATE pg_catalog.pg_class SET relacl = NULL",
        "SELECT pg_reload_conf()",
    ],
)
def test_there_is_no_way_to_more(program, statement):
    if "DATABASE CURRENT" in statement:
        name = connection.settings_dict["NAME"]
        statement = statement.replace("CURRENT", f'"{name}"')
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        program.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["CREATE DATABASE own", "ALTER SYSTEM SET session_replication_role = replica"],
)
def test_nor_outside_of_a_transaction(program, statement):
    program.connection.rollback()
    program.connection.autocommit = True
    try:
        with denied():
            program.execute(statement)
    finally:
        program.connection.autocommit = False


@SEEN_BY_ALL
def test_the_switch_of_pgtrigger_is_no_switch(program, counted):
    program.execute("SET pgtrigger.ignore = '{entry_is_never_changed}'")
    with denied():
        program.execute("DELETE FROM hours_entry")


# Functions


def test_no_function_of_ours_is_replaced_or_changed(program):
    name = function("pgtrigger_totals_follow_the_ledger")
    for statement in (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NULL; END'",
        f"ALTER FUNCTION {name}() SECURITY INVOKER",
        f"ALTER FUNCTION {name}() RESET search_path",
        f"DROP FUNCTION {name}() CASCADE",
        "ALTER FUNCTION hours_watermark() RESET ALL",
    ):
        with denied():
            program.execute(statement)
        program.connection.rollback()


def test_a_trigger_of_ours_is_not_hung_on_a_table_of_ones_own(program):
    program.execute("CREATE TEMPORARY TABLE own (LIKE hours_entry)")
    name = function("pgtrigger_totals_follow_the_ledger")
    with denied():
        program.execute(
            "CREATE TRIGGER own AFTER INSERT ON own REFERENCING NEW TABLE AS posted"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


@SEEN_BY_ALL
def test_totals_reach_their_table_and_none_that_hides_it(
    program, counted, lin, association, zhao
):
    another = log_session(
        volunteer=lin, organization=association, start="2020-03-04 14:00"
    )
    for table in (*TOTALS, "hours_session"):
        program.execute(f"CREATE TEMPORARY TABLE {table} (LIKE public.{table})")
    program.execute(
        "UPDATE public.hours_session SET status = 'approved', decided_by_id = %s,"
        " decided_at = now() WHERE id = %s",
        [zhao.pk, str(another.pk)],
    )
    program.execute(
        "INSERT INTO hours_entry (volunteer_id, session_id, round, kind, minutes,"
        " service_date, evidence, organization_id, district_id, site_id,"
        " service_field_id, posted_by_id, reason_code, reason)"
        " SELECT volunteer_id, id, round, 'approve', minutes, service_date, evidence,"
        " organization_id, district_id, site_id, service_field_id, %s, '', ''"
        " FROM public.hours_session WHERE id = %s",
        [zhao.pk, str(another.pk)],
    )
    program.connection.commit()

    program.execute("SELECT count(*) FROM pg_temp.hours_volunteeryear")
    assert program.fetchone() == (0,)
    assert reconcile() == []


@SEEN_BY_ALL
def test_what_is_staged_by_hand_is_not_added_to_a_total(program, counted):
    program.execute(
        "CREATE TEMPORARY TABLE missing AS SELECT 1 AS line, * FROM hours_sitemonth"
    )
    program.execute("COMMENT ON TABLE missing IS 'site_month'")
    with denied():
        program.execute("SELECT hours_add_missing('site_month', 1, 9)")


@SEEN_BY_ALL
def test_what_is_missing_is_added_once(program, counted):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM hours_organizationmonth")
    program.execute("SELECT hours_find_missing('organization_month')")
    assert program.fetchone() == (1,)
    program.execute("SELECT hours_add_missing('organization_month', 1, 9)")
    program.execute("SELECT hours_add_missing('organization_month', 1, 9)")
    with denied():  # what the owner staged, and for another total
        program.execute("SELECT hours_add_missing('site_month', 1, 9)")
    program.connection.rollback()
    program.execute("SELECT hours_find_missing('organization_month')")
    with denied():
        program.execute("INSERT INTO missing SELECT * FROM missing")


@SEEN_BY_ALL
def test_days_are_not_folded_from_an_old_snapshot(program, counted):
    program.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    with pytest.raises(psycopg2.errors.RaiseException):
        program.execute("SELECT hours_fold_step(now())")


# What is granted, and that nothing was forgotten


def test_everything_that_triggers_and_acts_write_is_read_only():
    """A total somebody adds is marked as kept, or this test is red."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT match[1] FROM pg_proc,"
            " regexp_matches(prosrc, 'INSERT INTO (\\w+)', 'g') AS match"
            " WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
        written = {name for (name,) in cursor.fetchall()}
    assert written == set(TOTALS)


def test_no_table_is_forgotten():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace"
            " AND NOT has_table_privilege(%s, oid, 'SELECT')",
            [settings.DATABASE_PROGRAM],
        )
        assert cursor.fetchall() == []


def test_functions_with_the_owners_rights_have_a_path_and_are_not_everybodys():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig[1], pg_get_userbyid(proowner),"
            "       has_function_privilege('public', oid, 'EXECUTE'),"
            "       has_function_privilege(%s, oid, 'EXECUTE')"
            "  FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace",
            [settings.DATABASE_PROGRAM],
        )
        rows = cursor.fetchall()
    ours = {act.name for act in acts.registered()}
    assert {name for name, *_ in rows} >= ours
    for name, path, owner, everybodys, programs in rows:
        assert path == "search_path=set_apart, public, pg_temp", name
        assert owner == OWNER
        assert not everybodys, name
        assert programs == (name in ours), name


def test_a_table_too_open_is_closed_by_the_next_migration():
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE ON hours_entry TO {settings.DATABASE_PROGRAM}")
        cursor.execute(f"REVOKE ALL ON hours_session FROM {settings.DATABASE_PROGRAM}")

    grants.apply(using="default")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT has_table_privilege('hours_entry', 'UPDATE'),"
            "       has_table_privilege('hours_session', 'INSERT')"
        )
        assert cursor.fetchone() == (False, True)
    assert Entry.objects.count() == 0
