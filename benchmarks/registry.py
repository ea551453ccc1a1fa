"""Which cases there are, in the order of the table."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from benchmarks.cities import Cities
from benchmarks.measuring import Contest
from benchmarks.promises import Promise


@dataclass(frozen=True, slots=True)
class Case:
    """
    Something promised: ``prepare`` sets it up in the cities and takes it back.

    ``against`` says what the limit is. What a case writes, it removes itself.
    """

    name: str
    title: str
    against: str
    unit: str
    promise: Promise
    prepare: Callable[[Cities], AbstractContextManager[Contest]]


CASES: dict[str, Case] = {}


def case(
    name: str, *, title: str, against: str, unit: str, promise: Promise
) -> Callable[[Callable[[Cities], Iterator[Contest]]], None]:
    """Register the generator below as a case: it yields one contest."""

    def register(prepare: Callable[[Cities], Iterator[Contest]]) -> None:
        if name in CASES:
            raise ValueError(f"There is a case {name} already.")
        CASES[name] = Case(name, title, against, unit, promise, contextmanager(prepare))

    return register


def all_cases() -> list[Case]:
    """Every case, once its file is read."""
    import benchmarks.cases  # noqa: F401

    return list(CASES.values())
