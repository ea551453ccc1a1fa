"""The demo's first desk holds what somebody decides in a busy week."""

import pytest
from django.utils import timezone

from city.demo import busy_week, seeding
from hours.models import Session, SessionFilter
from tests.city.small import plan, quietly
from volunteers.models import Account

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_zhaos_desk_has_five_hundred_honest_sessions_and_five_odd_ones(
    settings, tmp_path
):
    if timezone.localdate().timetuple().tm_yday <= busy_week.DAYS:
        pytest.skip("The week began last year")
    settings.VAR_DIR = tmp_path
    seeding.seed(plan(scale=busy_week.LEAST / 1_430_000), progress=quietly)

    zhao = Account.objects.get(username="zhao")
    waiting = Session.objects.decidable_by(zhao).submitted()
    odd = waiting.matching(SessionFilter(flag="outside"))
    assert odd.count() == busy_week.ODD
    assert {one.evidence for one in odd} == {"declared"}
    assert waiting.count() >= busy_week.HONEST + busy_week.ODD
    # Whoever looks at what is marked finds them among few.
    assert waiting.matching(SessionFilter(flag="marked")).count() < 30
    # They are of people who serve nowhere else this year.
    this_year = timezone.localdate().year
    others = Session.objects.filter(
        volunteer__in=odd.values("volunteer"), service_date__year=this_year
    )
    assert others.count() == busy_week.ODD
