"""What happens in rooms below, told to whom it concerns: see ``city.telling``."""

from datetime import date
from typing import Any

from django.utils import timezone

from city.telling import SIGNS_IN_NOW, TAKEN_OVER
from notices import rules as notices
from volunteers.models import Appointment, Role, Site, Takeover
from volunteers.models.appointment import AppointmentQuerySet


def tell_of_takeover(takeover: Takeover, **kwargs: Any) -> None:
    """Tell the person, and who registers people for the office that kept the record."""
    account, at = takeover.volunteer.account_id, takeover.at
    if account:
        notices.tell(event=TAKEN_OVER, whom=[(account, takeover.key)], at=at)
    office = _keepers(takeover) - {account, takeover.by_id}
    whom = [(one, takeover.key) for one in office]
    notices.tell(event=SIGNS_IN_NOW, whom=whom, at=at)


def _keepers(takeover: Takeover) -> set[int]:
    today = timezone.localdate(takeover.at)
    if takeover.organization_id:
        held = Appointment.objects.in_force(today).answering_for(
            takeover.organization_id
        )
        return _accounts(held.filter(role__in=[Role.RECORDER, Role.ADMIN]))
    return _clerks(takeover.site, on=today)


def _clerks(site: Site | None, *, on: date) -> set[int]:
    """Of the site, or of the next one above it that has any."""
    if site is None:
        return set()
    held = Appointment.objects.in_force(on).filter(role=Role.CLERK, site=site)
    return _accounts(held) or _clerks(site.parent, on=on)


def _accounts(held: AppointmentQuerySet) -> set[int]:
    active = held.filter(account__is_active=True)
    return set(active.values_list("account", flat=True))
