"""What is written down although the act it belongs to is undone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Note = Callable[[], object]

_noted: ContextVar[list[Note] | None] = ContextVar("noted_anyway", default=None)


@contextmanager
def kept_anyway() -> Iterator[None]:
    """
    Do what was noted inside once more, if what is inside fails and is undone.

    Stands outside of the transaction. Inside of another of its kind the outer one does
    it, for the transaction of the outer one is undone as well.
    """
    if _noted.get() is not None:
        yield
        return
    noted: list[Note] = []
    token = _noted.set(noted)
    try:
        yield
    except BaseException:
        for write in noted:
            write()
        raise
    finally:
        _noted.reset(token)


def note(write: Note) -> None:
    """
    Write this down if the act fails, once its transaction is undone.

    :param write: writes it; called within ``kept_anyway``, at its end
    """
    noted = _noted.get()
    if noted is None:
        raise RuntimeError("Nothing is kept here: use kept_anyway().")
    noted.append(write)
