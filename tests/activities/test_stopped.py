"""An organization is suspended or dissolved: nobody is expected there any more."""

from datetime import timedelta

import pytest

from activities.models import Seat
from activities.reports import Wanted, find
from notices.models import Notice
from notices.reading import page
from policies.models import Policy
from tests.activities.making import (
    draft,
    now,
    people,
    publish,
    shift_of,
    sign_up,
    states,
    times,
)
from tests.activities.published import published
from tests.factories import NOON, appoint, make_organization
from volunteers.rules import organizations

pytestmark = pytest.mark.django_db


def suspend(organization, by, at=NOON):
    return organizations.suspend(
        organization=organization, words="核查中", by=by, at=at
    )


def sentences(account):
    return [one.sentence for one in page(account).lines]


def test_who_was_coming_or_waiting_hears_it_and_has_the_time_back(
    association, beach_team, zhao, shift, wang, lin
):
    first, *others = people(3)
    (seat, _second, _third) = sign_up(shift, first, *others)

    suspend(association, wang)

    assert states(shift) == ["cancelled"] * 3
    shift.refresh_from_db()
    assert shift.seated == 0
    assert now(seat).state == Seat.CANCELLED
    (said,) = sentences(first.account)
    assert association.name in said
    # At that time one can be elsewhere now.
    appoint(zhao, "admin", beach_team)
    elsewhere = shift_of(publish(beach_team, zhao))
    sign_up(elsewhere, first)


def test_once_it_serves_again_people_can_sign_up_again(association, shift, wang, lin):
    sign_up(shift, lin)
    suspend(association, wang)
    assert not find(Wanted(), at=NOON).exists()

    organizations.lift(organization=association, by=wang, at=NOON)

    assert find(Wanted(), at=NOON).exists()
    sign_up(shift, lin)
    assert states(shift) == ["cancelled", "seated"]


def test_of_one_that_is_dissolved_they_do_not_take_place(
    association, activity, shift, zhao, wang, lin
):
    waiting = draft(association, zhao, title="还没想好")
    sign_up(shift, lin)
    heir = make_organization("接手的协会")

    organizations.dissolve(
        organization=association, successor=heir, words="合并", by=wang, at=NOON
    )

    activity.refresh_from_db()
    waiting.refresh_from_db()
    assert (activity.state, activity.cancel_reason) == ("cancelled", "合并")
    assert waiting.is_draft
    assert len(sentences(lin.account)) == 1


def test_what_is_under_way_or_over_stays(association, zhao, wang, lin):
    activity = publish(
        association, zhao, times("2020-03-07 09:00"), times("2020-03-14 09:00")
    )
    for one in (0, 1):
        sign_up(shift_of(activity, one), lin)
    later = NOON + timedelta(days=1)

    suspend(association, wang, at=later)

    assert states(shift_of(activity)) == ["seated"]
    assert states(shift_of(activity, 1)) == ["cancelled"]


def test_it_is_the_same_when_the_term_ends_by_itself(association, shift, lin):
    sign_up(shift, lin)
    Policy.objects.create(
        code="suspend_expired_organizations", holds_from=NOON.date(), value=1
    )
    association.valid_until = NOON.date() - timedelta(days=1)
    association.save()

    assert organizations.suspend_expired(at=NOON) == 1

    assert states(shift) == ["cancelled"]
    assert Notice.objects.filter(event="organization_stopped").count() == 1


def test_its_page_says_so(client, association, zhao, wang, lin):
    activity = published(association, zhao)
    suspend(association, wang, at=activity.published_at)
    client.cookies["django_language"] = "en"
    client.force_login(lin.account)

    told = client.get(f"/activities/{activity.pk}/").content.decode()

    assert "does not serve at the moment" in told
    assert 'type="radio"' not in told
