"""Who is proposed for an order, and in which order."""

import pytest

from needs.reports import matching
from tests.needs.making import accepted, claimed, delivered, dispatched

pytestmark = pytest.mark.django_db


def test_in_hand_is_what_was_taken_on_and_is_not_done(station, sun, association, zhao):
    for make in (delivered, claimed):
        make(station, sun, association, zhao)
    dispatched(station, sun, association)
    (match,) = matching(accepted(station, sun))
    assert (match.organization, match.in_hand) == (association, 1)
