"""
Triggers without an off switch, their bodies in ``sql/*.sql`` of their room.

django-pgtrigger compiles a look at a session setting into every trigger, and who
sets it walks past. What must always hold is compiled without.
"""

from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from pgtrigger import compiler


class AlwaysOnSql(compiler.UpsertTriggerSql):
    """The SQL of a trigger; versioned, because migrations name this class."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


# What runs with the rights of the owner finds tables only where the owner makes them:
# among those set apart (``config.apart``), or at their place; a staging table last.
SAFE_PATH = "set_apart, public, pg_temp"


class OwnersSql(AlwaysOnSql):
    """
    The same, for triggers that look at or write other tables: with the rights of the
    owner, whoever's statement it is, and by names that nobody else can put a table
    under. Nobody may hang the function on a table of their own either.
    """

    def get_template(self) -> str:
        plain = super().get_template()
        return plain.replace(
            "$$ LANGUAGE plpgsql;",
            "$$ LANGUAGE plpgsql SECURITY DEFINER"
            f" SET search_path = {SAFE_PATH};"
            "\n            REVOKE EXECUTE ON FUNCTION {pgid}() FROM PUBLIC;",
        )


class AlwaysOn(pgtrigger.Trigger):
    """A trigger without an off switch."""

    sql: type[AlwaysOnSql] = OwnersSql

    def compile(self, model: models.Model) -> compiler.Trigger:
        compiled = super().compile(model)
        kwargs = {
            key: value
            for key, value in compiled.sql.kwargs.items()
            if key != "ignore_func_name"
        }
        return compiler.Trigger(name=compiled.name, sql=self.sql(**kwargs))


@cache
def read_sql(*paths: str) -> str:
    """The statements of SQL files (named from the root), one after the other."""
    return "\n".join((Path(settings.BASE_DIR) / path).read_text() for path in paths)


def forbidden_moves(allowed: Mapping[Any, Set[str]], *, column: str = "status") -> str:
    """SQL that is true of a move of the column which the table does not allow."""
    moves = " OR ".join(
        "(OLD.{0} = '{1}' AND NEW.{0} IN ({2}))".format(
            column, old, ", ".join(f"'{status}'" for status in sorted(new))
        )
        for old, new in allowed.items()
        if new
    )
    return f"OLD.{column} IS DISTINCT FROM NEW.{column} AND NOT ({moves})"


class Guard(AlwaysOn):
    """Looks at each row before it is written, with the body of an SQL file."""

    when = pgtrigger.Before

    def __init__(self, *, sql: str, **kwargs: Any) -> None:
        super().__init__(func=read_sql(sql), **kwargs)


class Refuse(AlwaysOn):
    """
    Refuses rows that meet the condition, or all.

    The condition stands in the trigger's WHEN, so rows that pass cost nothing.
    """

    sql = AlwaysOnSql  # it asks for nothing
    when = pgtrigger.Before

    def get_func(self, model: models.Model) -> str:
        return (
            f"RAISE EXCEPTION '{self.name}' USING ERRCODE = 'check_violation',"
            f" CONSTRAINT = '{self.name}';"
        )


class Keep(AlwaysOn):
    """Keeps other rows in step, once per statement, from its old and new rows."""

    level = pgtrigger.Statement
    when = pgtrigger.After

    def __init__(
        self,
        *,
        sql: str | list[str],
        old: str | None = None,
        new: str | None = None,
        **kwargs: Any,
    ) -> None:
        paths = [sql] if isinstance(sql, str) else sql
        super().__init__(
            func=read_sql(*paths) + "\nRETURN NULL;",
            referencing=pgtrigger.Referencing(old=old, new=new),
            **kwargs,
        )


class Note(AlwaysOn):
    """Writes down elsewhere what happened to a row, with the body of an SQL file."""

    when = pgtrigger.After

    def __init__(self, *, sql: str, **kwargs: Any) -> None:
        super().__init__(func=read_sql(sql) + "\nRETURN NULL;", **kwargs)
