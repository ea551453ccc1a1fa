from uuid import uuid4

import pytest

from tests.hours.at_the_desk import signed_in
from tests.hours.at_the_form import YESTERDAY
from tests.hours.at_the_rules import witnessed


@pytest.fixture
def at_desk(zhao):
    """Captain Zhao, at the desk, in English."""
    return signed_in(zhao)


@pytest.fixture
def lin_here(client, lin):
    """Lin, signed in, in English."""
    client.force_login(lin.account)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def typed(association):
    """What Lin fills in: two hours from nine, cleaning the environment."""
    return {
        "form": str(uuid4()),
        "organization": str(association.pk),
        "activity": "",
        "service_field": "0006",
        "days": [str(YESTERDAY)],
        "start": "09:00",
        "how": "length",
        "length": "120",
        "note": "three bags of plastic",
    }


@pytest.fixture
def seen(lin, association, qian):
    """Lin's two hours at the beach, as Qian saw them."""
    return witnessed(lin, association, qian)
