"""Who holds which office: every organization's people, and the demo accounts."""

from collections.abc import Iterator
from datetime import date

from city.demo.cast import HE
from city.demo.plan import Plan
from city.demo.teams import LI, WANG, Team
from volunteers.models import Appointment, Role, Site


def appoint(plan: Plan, teams: list[Team], sites: list[Site]) -> None:
    """Appoint everybody from the beginning of the article's year on."""
    operator = plan.volunteers + 1
    Appointment.objects.bulk_create(
        Appointment(starts_on=date(plan.year, 1, 1), appointed_by_id=operator, **office)
        for office in _offices(teams, sites)
    )


def _offices(teams: list[Team], sites: list[Site]) -> Iterator[dict[str, object]]:
    for team in teams:
        own = {"organization": team.founded.organization}
        for approver in team.approvers:
            yield own | {"account_id": approver, "role": Role.APPROVER}
        yield own | {"account_id": team.recorder, "role": Role.RECORDER}
        # Zhao runs the first organization; elsewhere who approves runs it too.
        yield own | {"account_id": team.approvers[0], "role": Role.ADMIN}
        site = team.founded.organization.site
        if site is not None and team.founded.organization.kind == "site":
            yield {"account_id": team.approvers[0], "role": Role.CLERK, "site": site}
    yield {"account_id": LI, "role": Role.DISPATCHER, "site": sites[0]}
    yield {"account_id": WANG, "role": Role.STAFF}
    yield {"account_id": HE, "role": Role.AUDITOR}
