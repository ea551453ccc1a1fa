"""The two cities that are measured, each in a database of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from benchmarks import children
from city.demo.plan import REGISTERED
from city.models import DemoCity
from config import jobs, upkeep
from config.database.owner import as_owner
from config.models import Job

YEAR = 2020
SEED = 1

BIG = 0.1

# A city of fewer people has pages that are not even full.
LEAST_SCALE = 0.002

Say = Callable[[str], None]


class City:
    """A demo city of some scale in a database on the program's server."""

    def __init__(self, database: str, scale: float) -> None:
        self.database = database
        self.scale = scale
        base = connections["default"]
        own = deepcopy(base.settings_dict) | {"NAME": database}
        self.connection = type(base)(own, "default")

    @contextmanager
    def here(self) -> Iterator[None]:
        """All that asks the database meanwhile, in this thread, asks this city."""
        before = connections["default"]
        connections["default"] = self.connection
        try:
            yield
        finally:
            connections["default"] = before

    def keep(self, *, say: Say) -> None:
        """Bring the city that stands here from before up to today's tables."""
        self._migrate()
        say(f"Kept from {self.notes['built_on']}: {self} (--anew builds it again).")

    def lay_out(self, *, like: "City | None" = None) -> None:
        """Make the database anew, without people: as another that was just made."""
        self.remove()
        model = ""
        if like:
            like.connection.close()  # what is copied must be left alone
            model = f' TEMPLATE "{like.database}"'
        with self.here(), as_owner(), self.connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{self.database}"{model}')
        self._migrate()

    def build(self) -> None:
        """Fill the city that was laid out."""
        command = [sys.executable, "-m", "benchmarks.build", str(self.scale)]
        ended = children.run(command, database=self.database)
        if ended.code:
            raise subprocess.CalledProcessError(ended.code, command)
        with self.here():
            city = DemoCity.objects.get()
        self.note(
            built_on=f"{city.built_at:%Y-%m-%d}",
            seconds=float(ended.said),
            peak=ended.peak,
        )

    def catch_up(self) -> None:
        """Do what a worker would have done by itself by now: figures of past days."""
        with self.here():
            upkeep.run(at=timezone.now())
            for pk in Job.objects.unfinished().values_list("pk", flat=True):
                while jobs.advance(pk):
                    pass
            DBTaskResult.objects.all().delete()

    @property
    def notes(self) -> dict[str, Any]:
        """What was written down about this city."""
        sql = (
            "SELECT shobj_description(oid, 'pg_database')"
            " FROM pg_database WHERE datname = current_database()"
        )
        with self.connection.cursor() as cursor:
            cursor.execute(sql)
            (told,) = cursor.fetchone()
        notes: dict[str, Any] = json.loads(told or "{}")
        return notes

    def note(self, **more: Any) -> None:
        """Write something down about this city, for as long as it stands."""
        told = json.dumps(self.notes | more)
        with self.here(), as_owner(), self.connection.cursor() as cursor:
            cursor.execute(f'COMMENT ON DATABASE "{self.database}" IS %s', [told])

    def remove(self) -> None:
        """Delete the city with its database."""
        self.connection.close()
        with self.here(), as_owner(), self.connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def is_as_planned(self) -> bool:
        """Whether a city of the same plan stands here from before."""
        return (self.scale, YEAR, SEED, False) in (self._stands_here() or ())

    def is_laid_out(self) -> bool:
        """Whether its tables are here from before, and nothing is built on them."""
        return self._stands_here() == []

    def _stands_here(self) -> list[tuple[Any, ...]] | None:
        """The plan of the city that stands here, if one does; None without tables."""
        try:
            with self.here():
                return list(
                    DemoCity.objects.values_list(
                        "scale", "year", "seed", "running_year"
                    )
                )
        except DatabaseError:
            return None
        finally:
            self.connection.close()

    def again(self) -> float:
        """Seconds to build the same city once more, in a database of its own."""
        other = City(f"{self.database}_again", self.scale)
        try:
            other.lay_out()
            other.build()
            return float(other.notes["seconds"])
        finally:
            other.remove()

    def _migrate(self) -> None:
        with self.here():
            call_command("migrate", verbosity=0)

    def __str__(self) -> str:
        people = round(self.scale * REGISTERED)
        return f"{people:,} volunteers in {self.database}"


@dataclass(slots=True)
class Cities:
    """
    The city that is measured, and one of 1/100 to hold it against.

    Where 1/100 would be too few people for a city, it is a bigger part.
    """

    scale: float
    full: City = field(init=False)
    small: City = field(init=False)

    def __post_init__(self) -> None:
        database = settings.DATABASES["default"]["NAME"]
        small = min(self.scale, max(self.scale / 100, LEAST_SCALE))
        self.full = City(database, self.scale)
        self.small = City(f"{database}_small", small)

    def ensure(self, *, anew: bool, say: Say) -> None:
        """Build those that do not stand here from before; migrating is done once."""
        missing: list[City] = []
        for city in (self.small, self.full):
            if not anew and city.is_as_planned():
                city.keep(say=say)
                continue
            if anew or not city.is_laid_out():
                city.lay_out(like=missing[0] if missing else None)
            missing.append(city)
        for city in missing:
            say(f"Building {city} …")
            city.build()

    @property
    def is_little(self) -> bool:
        """Whether a run should take minutes: fewer rounds will do."""
        return self.scale < BIG

    @property
    def share(self) -> str:
        """How much smaller the small city is, as a fraction: ``1/100``."""
        return f"1/{self.scale / self.small.scale:.3g}"

    def of(self, most: int) -> int:
        """That many in the full city, and as many less in a smaller one."""
        return max(1, round(most * min(1, self.scale)))

    def close(self) -> None:
        """Let go of both databases."""
        self.full.connection.close()
        self.small.connection.close()
