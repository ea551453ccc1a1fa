from datetime import datetime

from django.db import transaction
from django.utils import timezone

from config.database.acts import Act
from hours.models import Session, Status
from volunteers.models import District, Site, Volunteer

UNDECIDED = (Status.OPEN, Status.SUBMITTED, Status.QUERIED)
FOLLOW = Act(
    "hours_follow_home",
    sql="hours/sql/acts/follow_home.sql",
    takes={"volunteer": "bigint", "first_year": "integer"},
)
ACTS = [FOLLOW]


@transaction.atomic
def move_home(
    *,
    volunteer: Volunteer,
    district: District,
    home_site: Site | None,
    at: datetime,
) -> Volunteer:
    """
    Count a person under another district or home site, from the running year on.

    Years before stay with the home the person had then. Where home is the same,
    nothing changes.
    """
    person = Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    # Whoever approves these posts under the old home before, or the new one after.
    list(
        Session.objects.filter(volunteer=person, status__in=UNDECIDED)
        .select_for_update(no_key=True)
        .order_by("pk")
        .values_list("pk")
    )
    if (person.district_id, person.home_site_id) == (
        district.pk,
        home_site.pk if home_site else None,
    ):
        return person
    person.district, person.home_site = district, home_site
    person.save(update_fields=["district", "home_site"])
    FOLLOW(person.pk, timezone.localdate(at).year)
    return person
