"""Who is proposed for an order, and in which order."""

import pytest

from needs import rules
from needs.praise import Praise
from needs.reports import matching
from tests.factories import NOON
from tests.needs.making import accepted, claimed, delivered, dispatched
from volunteers.models import Organization, Profile

pytestmark = pytest.mark.django_db


def test_in_hand_is_what_was_taken_on_and_is_not_done(station, sun, association, zhao):
    for make in (delivered, claimed):
        make(station, sun, association, zhao)
    dispatched(station, sun, association)
    (match,) = matching(accepted(station, sun))
    assert (match.organization, match.in_hand) == (association, 1)


def test_the_district_comes_first_and_what_was_said_stands_beside(
    station, sun, association, zhao, beach_team
):
    Organization.objects.filter(pk=beach_team.pk).update(district="320703")
    field = accepted(station, sun).need.category.service_field_id
    Profile.objects.update_or_create(
        organization=beach_team, defaults={"service_fields": [field]}
    )
    for stars in (5, 4):
        order = delivered(station, sun, association, zhao)
        rules.rate(order=order, stars=stars, words="", way="link", by=None, at=NOON)
    # What was done badly stays with who did it, though nobody has it now.
    again = delivered(station, sun, association, zhao)
    rules.rate(order=again, stars=1, words="", way="link", by=None, at=NOON)
    near, far = matching(accepted(station, sun))
    assert (near.organization, near.is_near) == (association, True)
    assert (near.praise, near.praise.average) == (Praise(3, 10, 0), "3.3")
    assert (far.organization, far.is_near) == (beach_team, False)
    assert not far.praise.is_known
