"""Things made ahead, by a process of their own, while those before are used."""

from collections.abc import Callable, Iterator
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

import django

Given = ParamSpec("Given")
Made = TypeVar("Made")

# Begun anew and not forked: it shares no connection and no lock with this one.
_processes = get_context("spawn")


class NotMade(Exception):
    """The process that makes things ahead ended before it was done."""


def ahead(
    make: Callable[Given, Iterator[Made]], *given: Given.args, **named: Given.kwargs
) -> Iterator[Made]:
    """
    What ``make`` yields, in its order; one thing is made while the last is used.

    ``make`` is a function of a module; what it is given and what it yields can be
    pickled. It knows the settings, and has no business with the database.

    :raises NotMade: if its process ends before it is done
    """
    here, there = _processes.Pipe(duplex=False)
    name = make.__module__, make.__name__
    process = _processes.Process(
        target=_work, args=(there, name, given, named), daemon=True
    )
    process.start()
    there.close()
    try:
        yield from _received(here)
        process.join()
        if process.exitcode:
            raise NotMade(f"{name} ended with {process.exitcode}")
    finally:
        here.close()
        process.terminate()
        process.join()


def _received(here: Connection) -> Iterator[Any]:
    while True:
        try:
            yield here.recv()
        except EOFError:
            return


def _work(
    there: Connection,
    name: tuple[str, str],
    given: tuple[Any, ...],
    named: dict[str, Any],
) -> None:
    django.setup()
    module, function = name
    try:
        for one in getattr(import_module(module), function)(*given, **named):
            there.send(one)
    except BrokenPipeError:
        # Nobody wants the rest: whoever asked has ended.
        return
