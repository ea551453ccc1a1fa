import pytest

from tests.api import calls


@pytest.fixture
def as_lin(lin):
    return calls.signed_in(lin.account)


@pytest.fixture
def as_mei(mei):
    return calls.signed_in(mei.account)


@pytest.fixture
def as_zhao(zhao):
    return calls.signed_in(zhao)


@pytest.fixture
def as_qian(qian):
    return calls.signed_in(qian)


@pytest.fixture
def as_wang(wang):
    return calls.signed_in(wang)


@pytest.fixture
def as_stranger(stranger):
    return calls.signed_in(stranger)


@pytest.fixture
def nobody(db):
    """Someone without a token."""
    return calls.client()
