from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hours.models import Session, Status, VolunteerYear
from volunteers.models import District, Site, Volunteer

UNDECIDED = (Status.OPEN, Status.SUBMITTED, Status.QUERIED)


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
    VolunteerYear.objects.filter(
        volunteer=person, year__gte=timezone.localdate(at).year
    ).update(home_district=district, home_site=home_site)
    return person
