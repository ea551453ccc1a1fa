"""Rosters: claims of many people for one thing, and the form of the page."""

from datetime import timedelta
from uuid import UUID, uuid4, uuid5

from django.utils import timezone

from hours.forms import named_by
from hours.rules import Claim
from tests.factories import moment
from volunteers.models import Membership

FORM = UUID("11111111-1111-4111-8111-111111111111")


def claims(people, activity, *, starts=("2020-03-05 09:00",), minutes=120, form=FORM):
    """Everybody at each of the times."""
    return [
        named_by(
            Claim(
                volunteer=person,
                organization=activity.organization,
                activity=activity,
                started_at=moment(start),
                ended_at=moment(start) + timedelta(minutes=minutes),
            ),
            uuid5(form, person.number),
        )
        for person in people
        for start in starts
    ]


def typed(people, *, ago=1, start="09:00", end="11:00", **more):
    """What a leader fills in: one time of a day lately, cleaning the environment."""
    day = timezone.localdate() - timedelta(days=ago)
    return {
        "form": str(uuid4()),
        "activity": "",
        "service_field": "0006",
        "time0-date": f"{day:%Y-%m-%d}",
        "time0-start": start,
        "time0-end": end,
        "people": people,
    } | more


def join(organization, *people):
    today = timezone.localdate()
    Membership.objects.bulk_create(
        Membership(volunteer=one, organization=organization, joined_on=today)
        for one in people
    )
