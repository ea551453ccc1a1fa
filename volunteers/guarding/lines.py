"""Whom somebody is a guardian of, as their pages list them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from volunteers.ages import age_on
from volunteers.guarding.forms import AgreementForm
from volunteers.models import Consent, ConsentPurpose, ConsentText, Guardian
from volunteers.models.guardian import GuardianQuerySet


@dataclass(frozen=True, slots=True)
class Line:
    """One ward as a guardian sees it: as little as tells who it is."""

    guardian: Guardian
    age: int
    agreed: Consent | None
    form: AgreementForm


def lines(
    named: GuardianQuerySet, now: datetime, typed: dict[int, AgreementForm]
) -> list[Line]:
    """What a guardian agreed to for whom, and what is still asked."""
    guardians = list(named.select_related("ward__district").order_by("pk"))
    given = Consent.objects.in_force().filter(
        purpose=ConsentPurpose.GUARDIAN, volunteer__in=[one.ward for one in guardians]
    )
    agreed = {one.volunteer_id: one for one in given.order_by("-given_at")}
    return [
        Line(
            guardian=one,
            age=age_on(timezone.localdate(now), born=one.ward.birth_date),
            agreed=agreed.get(one.ward_id),
            form=typed.get(one.pk)
            or AgreementForm(
                initial={"name": one.name, "relation": one.relation},
                auto_id=f"ward{one.pk}_%s",
            ),
        )
        for one in guardians
    ]


def wording(
    now: datetime, purpose: ConsentPurpose = ConsentPurpose.GUARDIAN
) -> ConsentText:
    """What is agreed to today for the purpose, by guardians if none is named."""
    current = ConsentText.objects.current(timezone.localdate(now))
    return current.get(purpose=purpose)
