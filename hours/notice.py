"""Hours entered later, shown to the public before they may be approved (L16)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.utils import timezone

from hours.deadlines import in_notice_of, notice_until
from hours.models import Session
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
    waiting = Session.objects.submitted().filter(in_notice_of(organization.pk, at=at))
    return waiting.order_by("-submitted_at", "-id")


def page_of_notices(
    organization: Organization, *, at: datetime, number: str | None
) -> tuple[Page, list[Shown]]:
    """The page with that number, and its lines."""
    page = Paginator(shown(organization, at=at).with_names(), ON_A_PAGE).get_page(
        number
    )
    lines = [
        Shown(one, until) for one in page.object_list if (until := notice_until(one))
    ]
    return page, lines
