"""
Acts of the owner: functions of the database that the program may call.

What changes totals by more than a trigger does is one of these. Its body is PL/pgSQL
in a file ``sql/acts/*.sql`` of its room, and may hold other statements as ``{name}``.
A room adds its acts by the dotted path of a list::

    acts.register("hours.statistics.ACTS")
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.utils.module_loading import import_string

from config.triggers import SAFE_PATH, read_sql

MARK = "act of the owner: "

_registered: list[str] = []


@dataclass(frozen=True, slots=True)
class Act:
    """
    A function with the body of a file (PL/pgSQL), run with the rights of the owner.

    :param takes: arguments with their types
    :param parts: what stands in the body as ``{name}``
    """

    name: str
    sql: str
    takes: dict[str, str] = field(default_factory=dict)
    returns: str = "void"
    parts: dict[str, Callable[[], str]] = field(default_factory=dict)

    def __call__(self, *values: Any) -> Any:
        """Let the owner act, and give back what the function returns."""
        places = ", ".join("%s" for _ in values)
        with connections["default"].cursor() as cursor:
            cursor.execute(f"SELECT {self.name}({places})", values)
            return cursor.fetchone()[0]

    def statement(self) -> str:
        """What makes the function, for nobody to call yet."""
        body = read_sql(self.sql)
        for name, part in self.parts.items():
            body = body.replace("{" + name + "}", part())
        takes = ", ".join(f"{name} {kind}" for name, kind in self.takes.items())
        return (
            f"CREATE FUNCTION {self.name}({takes}) RETURNS {self.returns}"
            " LANGUAGE plpgsql SECURITY DEFINER"
            f" SET search_path = {SAFE_PATH}"
            # Plans for what is asked, as if its values stood in the statement.
            " SET plan_cache_mode = force_custom_plan"
            f" AS $act$\n{body}$act$;\n"
            f"REVOKE EXECUTE ON FUNCTION {self.name} FROM PUBLIC;\n"
        )


def register(path: str) -> None:
    """Let the acts in a list be made whenever the database is migrated."""
    if path not in _registered:
        _registered.append(path)


def registered() -> list[Act]:
    """Every room's acts."""
    return [act for path in _registered for act in import_string(path)]


def make(using: str) -> None:
    """Make the acts that are missing or of another text, drop those no longer known."""
    wanted = {act.name: act.statement() for act in registered()}
    marks = {
        name: MARK + hashlib.sha256(text.encode()).hexdigest()
        for name, text in wanted.items()
    }
    with connections[using].cursor() as cursor:
        cursor.execute(read_sql("config/sql/acts.sql"), {"mark": MARK + "%"})
        known = {name: (signature, mark) for name, signature, mark in cursor.fetchall()}
        for name, (signature, mark) in known.items():
            if marks.get(name) != mark:
                cursor.execute(f"DROP FUNCTION {signature}")
        for name, text in wanted.items():
            if name not in known or known[name][1] != marks[name]:
                cursor.execute(text)
                cursor.execute(f"COMMENT ON FUNCTION {name} IS %s", [marks[name]])


def part(path: str, **names: str) -> Callable[[], str]:
    """The statement of an SQL file, its ``%(name)s`` replaced by what stands for it."""
    return lambda: read_sql(path).rstrip().rstrip(";") % names
