"""Tables laid bare to be loaded; what is built again is checked over all rows."""

import pytest
from django.db import IntegrityError, connection

from config import bare
from config.database.owner import as_owner

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def tables():
    """A parent, a child of it, and a trigger that refuses a name."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            """
            CREATE TABLE parent (id int PRIMARY KEY, name text UNIQUE);
            CREATE INDEX parent_by_length ON parent (length(name)) WHERE name <> '';
            CREATE TABLE child (
                parent int REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
            );
            CREATE FUNCTION refuse() RETURNS trigger AS
                $$ BEGIN RAISE check_violation; END $$ LANGUAGE plpgsql;
            CREATE TRIGGER pgtrigger_no_name_1a2b BEFORE INSERT ON parent
                FOR EACH ROW WHEN (NEW.name = '') EXECUTE FUNCTION refuse();
            """
        )
        yield


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def build(built):
    for one in built:
        bare.build(one)


def test_what_is_taken_away_and_in_which_order_it_comes_back(tables):
    built = bare.lay_bare(["parent"])
    assert [one.name for one in built] == [
        "parent_by_length",
        "parent_name_key",
        "parent_pkey",
        "child_parent_fkey",
    ]
    assert bare.lay_bare(["parent"]) == []
    build(built)
    assert bare.lay_bare(["parent"]) == built


@pytest.mark.parametrize(
    "rows",
    [
        "INSERT INTO parent VALUES (1, 'a'), (1, 'b')",
        "INSERT INTO parent VALUES (1, 'a'), (2, 'a')",
        "INSERT INTO child VALUES (7)",
    ],
)
def test_a_row_that_breaks_something_stops_the_building(tables, rows):
    built = bare.lay_bare(["parent", "child"])
    execute(rows)
    with pytest.raises(IntegrityError):
        build(built)


def test_a_guard_lets_things_pass_only_meanwhile(tables):
    with bare.unguarded("parent", "no_name"):
        execute("INSERT INTO parent VALUES (1, '')")
    with pytest.raises(IntegrityError):
        execute("INSERT INTO parent VALUES (2, '')")
