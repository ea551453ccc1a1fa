"""What one can do near a place, for programs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.activities.published import published, times
from tests.api.calls import V1, problem
from volunteers.models import Site

pytestmark = pytest.mark.django_db
URL = f"{V1}/activities/near/"
HERE = {"latitude": 34.7351, "longitude": 119.3809}


@pytest.fixture
def xugou(db):
    return Site.objects.create(
        code="320703-I01",
        kind="institute",
        name="墟沟街道新时代文明实践所",
        district_id="320703",
        latitude=34.735,
        longitude=119.381,
    )


def found(caller, **said):
    answer = caller.post(URL, said)
    assert answer.status_code == 200, answer.content
    return [
        (one["activity"]["title"], one["km"], len(one["activity"]["shifts"]))
        for one in answer.json()["results"]
    ]


def test_the_nearest_first_for_anybody(nobody, association, zhao, xugou):
    there = {"latitude": 34.755, "longitude": 119.381}
    published(association, zhao, site=xugou, title="Beach", title_en="Beach", **there)
    published(association, zhao, site=xugou, title="Clinic", title_en="Clinic")

    assert found(nobody, **HERE) == [("Clinic", 0.6, 1), ("Beach", 1.7, 1)]
    assert found(nobody, site=xugou.code)[0] == ("Clinic", 0.0, 1)
    assert found(nobody, **HERE, within_km=1) == [("Clinic", 0.6, 1)]
    assert found(nobody, **HERE, service_field="0006") == []
    assert found(nobody, **HERE, free_seats=10_000) == []


def test_from_a_day_on(nobody, association, zhao, xugou):
    published(association, zhao, times(days=40), site=xugou, title_en="Clinic")
    from_then = f"{timezone.localdate() + timedelta(days=30)}"
    assert found(nobody, **HERE) == []
    assert [title for title, *_ in found(nobody, **HERE, **{"from": from_then})] == [
        "Clinic"
    ]


def test_a_place_is_needed(nobody, xugou):
    xugou.latitude = xugou.longitude = None
    xugou.save()
    for said, field in (
        ({}, "site"),
        ({"latitude": 34.7}, "longitude"),
        ({"site": xugou.code}, "site"),
    ):
        answer = nobody.post(URL, said)
        assert problem(answer) == (400, "invalid")
        assert field in answer.json()["errors"]
