"""The program's own sign-in, as in production: it cannot become anybody else."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import pytest
from django.conf import settings
from django.db import connections


@pytest.fixture(scope="session")
def _session(django_db_setup, django_db_blocker):
    """One session for all tests, in the tests' database."""
    with django_db_blocker.unblock():
        own = connections["default"]
        name = own.settings_dict["NAME"]
        sign_in = {**settings.PROGRAM_SIGN_IN, "NAME": name}
        for_defaults = {**own.settings_dict, "OPTIONS": {}} | sign_in
        other = own.__class__(for_defaults, "program")
        raw = other.get_new_connection(other.get_connection_params())
        yield raw
        raw.close()


@pytest.fixture
def program(_session):
    """A cursor of the program's role; what it did is taken back."""
    with _session.cursor() as cursor:
        yield cursor
    _session.rollback()
    with _session.cursor() as cursor:
        cursor.execute("DISCARD TEMPORARY")
    _session.commit()


@contextmanager
def denied() -> Iterator[None]:
    """The role has no right to what is tried."""
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        yield
