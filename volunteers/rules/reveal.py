from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.ages import OF_AGE, age_on
from volunteers.errors import NotYoursToSee, SayWhy
from volunteers.models import Account, Kind, Reason, Reveal, Volunteer
from volunteers.reveals import right_over


@transaction.atomic
def reveal(
    *,
    volunteer: Volunteer,
    kinds: Sequence[str],
    reason: str,
    words: str = "",
    page: str = "",
    by: Account,
    at: datetime,
) -> dict[Kind, str]:
    """
    Show personal data unmasked, and write down who saw what, when and why.

    The person reads that line at /me/data/ (个人信息保护法 art. 44, 51).

    :param page: the path of the page that it was asked from
    :returns: the values by kind; a birth date as 1990-05-01
    :raises NotYoursToSee: if no office of the account lets it see one of them
    :raises SayWhy: if the reason needs words and has none
    """
    on = timezone.localdate(at)
    right = right_over(by, volunteer, on=on)
    asked = [kind for kind in Kind if kind in kinds]
    if right is None or not asked or not set(asked) <= set(right.kinds):
        raise NotYoursToSee
    if needs_words(volunteer, kinds=asked, reason=reason, at=at) and not words.strip():
        raise SayWhy
    Reveal.objects.create(
        volunteer=volunteer,
        kinds=asked,
        reason=reason,
        words=words.strip(),
        age=age_on(on, born=volunteer.birth_date),
        by=by,
        role=right.office.role,
        organization=right.office.organization,
        site=right.office.site,
        page=page,
        at=at,
    )
    return {kind: _value(volunteer, kind) for kind in asked}


def needs_words(
    volunteer: Volunteer, *, kinds: Sequence[str], reason: str, at: datetime
) -> bool:
    """Documents, minors, and reasons that are not in the list are told in words."""
    age = age_on(timezone.localdate(at), born=volunteer.birth_date)
    return reason == Reason.OTHER or Kind.DOCUMENT in kinds or age < OF_AGE


def _value(volunteer: Volunteer, kind: Kind) -> str:
    if volunteer.is_closed:
        return str(volunteer.closed_record.said.get(_SAID[kind]) or "")
    match kind:
        case Kind.NAME:
            return volunteer.name
        case Kind.PHONE:
            return volunteer.phone
        case Kind.BIRTH_DATE:
            return volunteer.birth_date.isoformat()
        case _:
            return volunteer.document_number


# Where a closed record says it.
_SAID = {
    Kind.NAME: "name",
    Kind.PHONE: "phone",
    Kind.BIRTH_DATE: "birth_date",
    Kind.DOCUMENT: "document_number",
}
