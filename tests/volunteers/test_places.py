import pytest
from django.db import IntegrityError, transaction

from volunteers.models import Organization, Site

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def site(kind, code, parent=None):
    return Site.objects.create(
        kind=kind, code=code, name=code, district_id="320706", parent=parent
    )


def test_a_station_hangs_under_an_institute_under_a_center():
    center = site("center", "C")
    station = site("station", "S", site("institute", "I", center))

    assert list(Site.objects.at_or_below([center.pk])) == [
        center,
        station.parent,
        station,
    ]


def test_an_institute_may_stand_alone():
    assert site("institute", "I").parent is None


@pytest.mark.parametrize("kind", ["center", "station"])
def test_a_station_under_no_institute_is_refused(kind):
    center = site("center", "C")

    with pytest.raises(IntegrityError), transaction.atomic():
        site(kind, "S", center)


def test_a_station_alone_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        site("station", "S")


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "registered"},  # no credit code
        {"kind": "group"},  # no sponsor
        {"kind": "site"},  # no site
    ],
)
def test_an_organization_has_what_its_kind_needs(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organization.objects.create(name="?", district_id="320706", **fields)
