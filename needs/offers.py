"""What organizations offer: read from what they state, and from what they have done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from activities.models import Activity, Post, ServiceField
from activities.models.activity import ActivityQuerySet
from needs.models import MET, Capacity, Order
from volunteers.models import District, Organization, Profile

A_YEAR = timedelta(days=365)
MOST_TASKS = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """An organization, in which fields and districts it serves, and with what."""

    organization: Organization
    fields: list[str]
    districts: list[str]
    tasks: list[str]
    coming: int
    met: int
    capacity: Capacity | None
    field_codes: list[str]
    district_codes: list[str]


def offering(
    *, district: District | None, field: ServiceField | None, on: date
) -> QuerySet[Organization]:
    """Those that may take a need on, by name."""
    found = Organization.objects.active().select_related("district")
    if district:
        found = found.filter(district=district)
    if field:
        own = _of_the_year(on).filter(
            organization=OuterRef("pk"), service_field=field.pk
        )
        stated = Profile.objects.filter(
            organization=OuterRef("pk"), service_fields__contains=[field.pk]
        )
        found = found.filter(Exists(own) | Exists(stated))
    return found.order_by("name", "pk")


def offers(organizations: Sequence[Organization], *, on: date) -> list[Offer]:
    """What each of them offers, in as many queries for many as for one."""
    own = _of_the_year(on).filter(organization__in=organizations).order_by()
    done = own.values_list("organization", "service_field", "district").distinct()
    fields: defaultdict[UUID, set[str]] = defaultdict(set)
    districts: defaultdict[UUID, set[str]] = defaultdict(set)
    for pk, field, district in done:
        fields[pk].add(field)
        districts[pk].add(district)
    for pk, said in _stated(organizations):
        fields[pk].update(said)
    coming = _counted(own.filter(starts_on__gt=on).values_list("organization"))
    met = Order.objects.filter(organization__in=organizations, state__in=MET)
    met_by = _counted(met.order_by().values_list("organization"))
    tasks = _tasks(own)
    stated = Capacity.objects.in_bulk([one.pk for one in organizations])
    named = {one.pk: one.label for one in ServiceField.objects.all()}
    called = {one.pk: one.label for one in District.objects.all()}
    return [
        Offer(
            organization=one,
            fields=[named[code] for code in in_fields],
            districts=[called[code] for code in in_districts],
            tasks=tasks[one.pk][:MOST_TASKS],
            coming=coming.get(one.pk, 0),
            met=met_by.get(one.pk, 0),
            capacity=stated.get(one.pk),
            field_codes=in_fields,
            district_codes=in_districts,
        )
        for one in organizations
        for in_fields in [sorted(fields[one.pk])]
        for in_districts in [sorted(districts[one.pk] | {one.district_id})]
    ]


def _of_the_year(on: date) -> ActivityQuerySet:
    """What everybody may know of, from a year ago on."""
    return Activity.objects.held().known_to_all().filter(ends_on__gte=on - A_YEAR)


def _stated(
    organizations: Sequence[Organization],
) -> Iterable[tuple[UUID, list[str]]]:
    profiles = Profile.objects.filter(organization__in=organizations)
    return profiles.values_list("organization", "service_fields")


def _tasks(activities: ActivityQuerySet) -> defaultdict[UUID, list[str]]:
    """What volunteers do there, as the posts are called."""
    named = Post.objects.filter(activity__in=activities).exclude(name="")
    rows = named.order_by("name").values_list("activity__organization", "name")
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for pk, name in rows.distinct():
        found[pk].append(name)
    return found


def _counted(rows: QuerySet[Any, Any]) -> dict[UUID, int]:
    return dict(rows.annotate(count=Count("pk")))
