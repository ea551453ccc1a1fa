"""
All that is kept of somebody, part by part (个人信息保护法 art. 45).

Each room names its parts by the dotted path of a tuple::

    own_data.register("hours.own_data.words.PARTS")
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Choices
from django.utils.module_loading import import_string

from volunteers.models import Account

# What a row may hold; a choice is its value to programs and its label to people.
Value = str | int | bool | date | datetime | UUID | Choices | Sequence[str] | None
Row = Mapping[str, Value]

_paths: list[str] = []


@dataclass(frozen=True, slots=True)
class Column:
    """
    What a value is called: by programs, and by people in both languages.

    The words stand in files that others read, so they are no catalogue's.
    """

    name: str
    en: str
    zh_hans: str

    def heading(self, language: str) -> str:
        return self.en if language == "en" else self.zh_hans


@dataclass(frozen=True, slots=True)
class Part:
    """
    One kind of thing that is kept of an account and the person behind it.

    ``rows`` yields what is that account's, one mapping by column names each; of a
    ``single`` part there is one row at most. ``files`` are what its rows name, as name
    and content; they stand in the archive.
    """

    title: Column
    columns: tuple[Column, ...]
    rows: Callable[[Account], Iterable[Row]]
    single: bool = False
    files: Callable[[Account], Iterable[tuple[str, bytes]]] | None = None

    @property
    def name(self) -> str:
        return self.title.name


def register(path: str) -> None:
    """Let the parts at a dotted path be in everybody's own data."""
    if path not in _paths:
        _paths.append(path)


def records_of(account: Account) -> list[int]:
    """The record of the person behind the account, and those given up for it."""
    person = account.as_volunteer
    return person.all_records if person else []


def parts() -> list[Part]:
    """The parts of every room, lowest room first."""
    return [part for path in _paths for part in import_string(path)]
