"""Who is told what concerns somebody: the person, or who acts for a child."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from volunteers.ages import OF_AGE, born_by
from volunteers.models import Appointment, Role


def who_answers(rows: QuerySet[Any], *, at: datetime) -> list[tuple[int, Any]]:
    """
    For each row of a queryset of somebody's ``volunteer`` the accounts to tell, and
    the row's key: the person's own; of a child who signs in nowhere, the guardians'.
    """
    today = timezone.localdate(at)
    theirs = rows.order_by()
    own = theirs.filter(volunteer__account__isnull=False)
    guardians = Appointment.objects.in_force(today).filter(
        role=Role.GUARDIAN,
        ward__account=None,
        ward__birth_date__gt=born_by(today, age=OF_AGE),
    )
    of_wards = theirs.filter(volunteer__guardianships__in=guardians)
    return list(
        own.values_list("volunteer__account", "pk").union(
            of_wards.values_list("volunteer__guardianships__account", "pk")
        )
    )
