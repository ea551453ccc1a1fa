"""Records that people have taken over lately: told to them, and to who kept them."""

from datetime import datetime, timedelta

from volunteers.models import Account, Organization, Site, Takeover, Volunteer
from volunteers.scopes import attended

TOLD_FOR = timedelta(days=30)
SHOWN = 20  # of one office, the newest


def own_takeover(person: Volunteer, *, at: datetime) -> Takeover | None:
    """That the person has taken over their record, as long as it is news."""
    lately = Takeover.objects.filter(volunteer=person, at__gte=at - TOLD_FOR)
    return lately.select_related("organization", "site").first()


def taken_over_from(
    place: Organization | Site, *, reader: Account, at: datetime
) -> list[Takeover]:
    """Whose records the office kept until lately, and still sees; the newest first."""
    of = {"site": place} if isinstance(place, Site) else {"organization": place}
    lately = Takeover.objects.filter(**of, at__gte=at - TOLD_FOR)
    named = lately.select_related("volunteer", "by__volunteer")
    newest = list(named.order_by("-at", "-pk")[:SHOWN])
    seen = attended(reader).filter(pk__in=[one.pk for one in newest])
    still = set(seen.values_list("pk", flat=True)) if newest else set()
    return [one for one in newest if one.pk in still]
