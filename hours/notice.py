"""Hours entered later, shown to the public before they may be approved (L16)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.utils import timezone

from hours.deadlines import notice_begun_since, notice_until, notice_working_days
from hours.models import Evidence, Session
from hours.models.queries import SessionQuerySet
from volunteers.guardians import is_minor
from volunteers.models import Organization

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One session as anybody may read it; of a minor no name at all."""

    session: Session
    until: date

    @property
    def name(self) -> str:
        person = self.session.volunteer
        if is_minor(person, on=timezone.localdate()):
            return "*"
        return person.masked_name


def shown(organization: Organization, *, at: datetime) -> SessionQuerySet:
    """What of the organization is shown at that moment, the latest entered first."""
    begun = notice_begun_since(at)
    if begun is None:
        return Session.objects.none()
    waiting = Session.objects.submitted().filter(organization=organization)
    entered = waiting.filter(evidence=Evidence.ENTERED, submitted_at__gte=begun)
    return entered.order_by("-submitted_at", "-id")


def page_of_notices(
    organization: Organization, *, at: datetime, number: str | None
) -> tuple[Page, list[Shown]]:
    """The page with that number, and its lines."""
    page = Paginator(shown(organization, at=at).with_names(), ON_A_PAGE).get_page(
        number
    )
    days = notice_working_days()
    lines = [
        Shown(one, until)
        for one in page.object_list
        if (until := notice_until(one, working_days=days))
    ]
    return page, lines
