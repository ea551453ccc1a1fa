"""
The lists that centers publish: what is wanted, who offers what, which projects answer
it (需求清单 资源清单 项目清单), and what was solved.

Nobody who asked stands in them: no name, no words, no number, and no place that is more
precise than a district.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import BadRequest
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ServiceField
from config.csv_files import CHUNK, Columns
from needs.models import MET, WANTED, Category, Order, Outcome
from needs.offers import Offer, offering, offers
from volunteers.models import District

SIZE = 30
OF_CATEGORY, OF_FIELD = "category", "service_field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a reader narrows a list by, and the local date on which they read it."""

    district: District | None
    category: Category | None
    service_field: ServiceField | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicList:
    """
    One of them: how it is found, and what of each line a file tells.

    :param by: what it is narrowed by, besides the district
    :param tell: what stands on the page and in the file for some of what is found
    """

    code: str
    name: str | Promise
    about: str | Promise
    empty: str | Promise
    icon: str
    by: str
    find: Callable[[Narrowed], QuerySet[Any]]
    columns: Columns
    tell: Callable[[Sequence[Any], Narrowed], Iterable[Any]] = lambda found, _by: found

    @property
    def template(self) -> str:
        """Of one line."""
        return f"needs/_line_{self.code}.html"


# What is found


def _wanted(by: Narrowed) -> QuerySet[Order]:
    """Those for which somebody is wanted, the longest waiting first."""
    found = Order.objects.filter(state__in=WANTED)
    if by.district:
        found = found.filter(need__site__district=by.district)
    if by.category:
        found = found.filter(need__category=by.category)
    named = found.select_related("need__category", "need__site__district")
    return named.order_by("need__submitted_at", "pk")


def _projects(by: Narrowed) -> QuerySet[Activity]:
    """The activities that answer needs, the latest first."""
    found = Activity.objects.held().known_to_all().filter(orders__isnull=False)
    if by.district:
        found = found.filter(district=by.district)
    if by.service_field:
        found = found.filter(service_field=by.service_field)
    named = found.select_related("organization", "district", "service_field")
    return named.annotate(needs=Count("orders")).order_by("-starts_on", "pk")


def _solved(by: Narrowed) -> QuerySet[Outcome]:
    """
    What was solved, the latest first; what was taken up again afterwards is not.
    """
    found = Outcome.objects.filter(
        solved=True, round=F("order__round"), order__state__in=MET
    )
    if by.district:
        found = found.filter(order__need__site__district=by.district)
    if by.category:
        found = found.filter(order__need__category=by.category)
    named = found.select_related(
        "order__need__category", "order__need__site__district", "order__organization"
    )
    return named.order_by("-pk")


LISTS = (
    PublicList(
        code="wanted",
        name=_("Open needs"),
        about=_("Needs that a practice site has taken on, and that nobody meets yet."),
        empty=_("Nothing waits for anybody now"),
        icon="heart-handshake",
        by=OF_CATEGORY,
        find=_wanted,
        columns=[
            (_("Category"), lambda one: one.need.category.label),
            (_("District"), lambda one: one.need.site.district.label),
            (_("Asked for on"), lambda one: timezone.localdate(one.need.submitted_at)),
            (_("Urgent"), lambda one: _("yes") if one.need.urgent else ""),
            (_("How large"), lambda one: one.need.get_kind_display()),
            (_("State"), lambda one: one.get_state_display()),
        ],
    ),
    PublicList(
        code="offers",
        name=_("Offers"),
        about=_("Organizations, and what they state and have done within a year."),
        empty=_("No organization offers that yet"),
        icon="users-group",
        by=OF_FIELD,
        find=lambda by: offering(
            district=by.district, field=by.service_field, on=by.on
        ),
        tell=lambda found, by: offers(found, on=by.on),
        columns=[
            (_("Organization"), lambda one: one.organization.label),
            (_("Kind"), lambda one: one.organization.get_kind_display()),
            (_("District"), lambda one: one.organization.district.label),
            (_("Fields of service"), lambda one: "、".join(one.fields)),
            (_("Serves in"), lambda one: "、".join(one.districts)),
            (_("Tasks"), lambda one: "、".join(one.tasks)),
            (_("Activities to come"), lambda one: one.coming),
            (_("Needs met"), lambda one: one.met),
            (_("Needs at once"), lambda one: one.capacity and one.capacity.at_once),
            (_("When"), lambda one: "、".join(_times(one))),
        ],
    ),
    PublicList(
        code="projects",
        name=_("Projects"),
        about=_("Activities with which needs are met."),
        empty=_("No activity answers a need yet"),
        icon="calendar-check",
        by=OF_FIELD,
        find=_projects,
        columns=[
            (_("Activity"), lambda one: one.label),
            (_("Organization"), lambda one: one.organization.label),
            (_("Field of service"), lambda one: one.service_field.label),
            (_("District"), lambda one: one.district.label),
            (_("First day"), lambda one: one.starts_on),
            (_("Last day"), lambda one: one.ends_on),
            (_("Needs"), lambda one: one.needs),
        ],
    ),
    PublicList(
        code="solved",
        name=_("Solved"),
        about=_("Problems that volunteers have solved, and whether anybody rated it."),
        empty=_("Nothing is solved yet"),
        icon="circle-check",
        by=OF_CATEGORY,
        find=_solved,
        columns=[
            (_("Category"), lambda one: one.order.need.category.label),
            (_("District"), lambda one: one.order.need.site.district.label),
            (_("Asked for in"), lambda one: _month(one.order.need.submitted_at)),
            (_("Problem or task"), lambda one: one.problem),
            (_("How many"), lambda one: one.count),
            (_("Organization"), lambda one: one.order.organization.label),
            (_("State"), lambda one: one.order.get_state_display()),
        ],
    ),
)


def list_of(code: str) -> PublicList:
    """The list of that name."""
    return next(one for one in LISTS if one.code == code)


def _times(one: Offer) -> list[str]:
    return one.capacity.times_in_words if one.capacity else []


def _month(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m}"


class NarrowForm(forms.Form):
    district = forms.ModelChoiceField(District.objects.all(), required=False)
    category = forms.ModelChoiceField(Category.objects.all(), required=False)
    service_field = forms.ModelChoiceField(ServiceField.objects.all(), required=False)


@dataclass
class ListPage:
    """A list as somebody asks for it, by what stands in the address."""

    kind: PublicList
    asked: QueryDict
    on: date
    lists: Sequence[PublicList] = LISTS

    @cached_property
    def by(self) -> Narrowed:
        """
        :raises BadRequest: for what nobody types: a choice there is not
        """
        form = NarrowForm(self.asked)
        if form.errors:
            raise BadRequest(", ".join(sorted(form.errors)))
        return Narrowed(**form.cleaned_data, on=self.on)

    @cached_property
    def page(self) -> Page[Any]:
        found = Paginator(self.kind.find(self.by), SIZE)
        return found.get_page(self.asked.get("page"))

    @cached_property
    def lines(self) -> list[Any]:
        return list(self.kind.tell(list(self.page.object_list), self.by))

    @property
    def batches(self) -> Iterator[list[Any]]:
        """All of it, read while it is sent."""
        return self._read(self.kind.find(self.by).iterator(chunk_size=CHUNK))

    def _read(self, found: Iterator[Any]) -> Iterator[list[Any]]:
        while some := list(islice(found, CHUNK)):
            yield list(self.kind.tell(some, self.by))

    # What it is narrowed by

    @property
    def districts(self) -> QuerySet[District]:
        return District.objects.all()

    @property
    def choices(self) -> QuerySet[Any]:
        is_by_category = self.kind.by == OF_CATEGORY
        return Category.objects.all() if is_by_category else ServiceField.objects.all()

    @property
    def chosen(self) -> Any:
        """Of those the one that is asked for."""
        one = getattr(self.by, self.kind.by)
        return one.pk if one else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.by.district or self.chosen)

    # Where it goes on

    @property
    def newer_url(self) -> str | None:
        page = self.page
        return self._url(page=page.number - 1) if page.has_previous() else None

    @property
    def older_url(self) -> str | None:
        page = self.page
        return self._url(page=page.number + 1) if page.has_next() else None

    @property
    def query(self) -> str:
        """What narrows it, for the file."""
        return self._url()

    def _url(self, **more: int) -> str:
        district = self.by.district.pk if self.by.district else ""
        kept = {"district": district, self.kind.by: self.chosen}
        asked = {name: value for name, value in kept.items() if value} | more
        return f"?{urlencode(asked)}" if asked else ""
