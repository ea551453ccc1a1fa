import pytest

from tests.factories import NOON
from volunteers.models import District
from volunteers.rules import organizations as rules


def said(**changes):
    """What Lin says of her reading club, whole and well-formed."""
    return rules.Application(
        **{
            "name": "海州读书会",
            "name_en": "Haizhou Reading Club",
            "kind": "group",
            "uscc": None,
            "sponsor": "海州区图书馆",
            "district": District.objects.get(pk="320706"),
            "unit_type": "other",
            "purpose": "每周六为社区孩子读书。",
            "service_fields": ("0003", "0008"),
            "address": "海州区幸福路 1 号",
            "person_in_charge": "林小港",
            "contact_name": "林小港",
            "contact_phone": "+8613812345678",
        }
        | changes
    )


@pytest.fixture
def club(lin):
    """The reading club Lin founds: it waits for the city."""
    return rules.apply(application=said(), by=lin.account, at=NOON)
