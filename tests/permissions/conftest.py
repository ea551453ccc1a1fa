import logging

import pytest


@pytest.fixture(autouse=True)
def only_what_went_wrong(caplog):
    """Thousands of refusals are meant: of a failure, the message alone is read."""
    caplog.set_level(logging.CRITICAL, "django.request")
