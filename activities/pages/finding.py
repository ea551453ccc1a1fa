"""What one can do next, near one: cards in the order in which things begin."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import ServiceField, Shift
from activities.pages.cards import Card, cards_of
from activities.permissions import visitor_of
from activities.reports import Wanted, find
from volunteers.models import Account, District, Organization, Site, Volunteer

SIZE = 24
SALT = "activities.finding"
AHEAD = timedelta(days=731)  # nothing is published so far ahead


class FindForm(forms.Form):
    """
    What somebody looks for.

    ``district`` is asked for once it stands in the address, also when it is empty:
    then the home of the reader narrows nothing.
    """

    q = forms.CharField(max_length=50, required=False)
    district = forms.ModelChoiceField(District.objects.all(), required=False)
    service_field = forms.ModelChoiceField(ServiceField.objects.all(), required=False)
    site = forms.ModelChoiceField(
        Site.objects.all(), to_field_name="code", required=False
    )
    organization = forms.ModelChoiceField(Organization.objects.public(), required=False)
    free_seats = forms.BooleanField(required=False)
    accessible = forms.BooleanField(required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.fields["from"] = forms.DateField(
            label=_("From"),
            required=False,
            error_messages={"invalid": _("Please write a day, such as 2026-05-01.")},
        )

    def clean_from(self) -> date | None:
        day: date | None = self.cleaned_data["from"]
        today = timezone.localdate()
        if day and not today - AHEAD <= day <= today + AHEAD:
            raise forms.ValidationError(
                _("There is nothing so long ago or so far ahead.")
            )
        return day


@dataclass
class FindPage:
    """
    The list as somebody asks for it.

    Who is signed in and asks for no district sees the one they live in.
    """

    asked: QueryDict
    reader: Account | AnonymousUser
    at: datetime

    @cached_property
    def form(self) -> FindForm:
        """
        :raises BadRequest: for what nobody types: a choice there is not
        """
        form = FindForm(self.asked)
        if wrong := form.errors.keys() - {"from", "q"}:
            raise BadRequest(", ".join(sorted(wrong)))
        return form

    @property
    def districts(self) -> QuerySet[District]:
        return District.objects.all()

    @property
    def fields(self) -> QuerySet[ServiceField]:
        return ServiceField.objects.all()

    # What is looked for

    def _said(self, name: str) -> Any:
        return self.form.cleaned_data.get(name)

    @property
    def site(self) -> Site | None:
        return self._said("site")

    @property
    def organization(self) -> Organization | None:
        return self._said("organization")

    @cached_property
    def is_by_home(self) -> bool:
        """Whether it is narrowed by where the reader lives, which nobody asked for."""
        asks_where = "district" in self.asked or self.site or self.organization
        return not asks_where and self._home is not None

    @cached_property
    def visitor(self) -> Volunteer | None:
        """Somebody before the reader's desk, for whom they look."""
        number = self.asked.get("for", "")
        return visitor_of(self.reader, number) if number else None

    @cached_property
    def _home(self) -> District | None:
        own = self.reader.as_volunteer if self.reader.is_authenticated else None
        person = self.visitor or own
        return person.district if person else None

    @cached_property
    def district(self) -> District | None:
        return self._home if self.is_by_home else self._said("district")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything that was asked for leaves something out."""
        names = (*FindForm.base_fields, "from")
        return any(self.asked.get(name) for name in names)

    @property
    def everywhere_url(self) -> str:
        return f"?district=&for={self.visitor.number}" if self.visitor else "?district="

    # What is found

    @cached_property
    def cards(self) -> list[Card]:
        return cards_of(self._rows[:SIZE], with_free_seats=self.wanted.free_seats > 0)

    @property
    def first_url(self) -> str | None:
        return self._url(after=None) if self.asked.get("after") else None

    @property
    def next_url(self) -> str | None:
        if len(self._rows) <= SIZE:
            return None
        last = self._rows[SIZE - 1]
        place = [last.starts_at.isoformat(), str(last.pk)]
        return self._url(after=signing.dumps(place, salt=SALT))

    @cached_property
    def _rows(self) -> list[Shift]:
        if self.form.errors:
            return []
        found = find(self.wanted, at=self.at)
        if words := self._said("q"):
            found = found.filter(_named(words))
        if self.organization:
            found = found.filter(activity__organization=self.organization)
        if after := self._after():
            starts_at, pk = after
            later = Q(starts_at=starts_at, pk__gt=pk) | Q(starts_at__gt=starts_at)
            found = found.filter(later, starts_at__gte=starts_at)
        return list(found[: SIZE + 1])

    @property
    def wanted(self) -> Wanted:
        """The same as the API is asked; what is over is never looked for."""
        day, field = self._said("from"), self._said("service_field")
        is_ahead = day is not None and day > timezone.localdate(self.at)
        return Wanted(
            since=day if is_ahead else None,
            district=self.district.pk if self.district else "",
            site=self.site,
            service_field=field.pk if field else "",
            free_seats=int(self._said("free_seats")),
            accessible=self._said("accessible"),
        )

    def _after(self) -> tuple[datetime, UUID] | None:
        text = self.asked.get("after", "")
        if not text:
            return None
        try:
            starts_at, pk = signing.loads(text, salt=SALT)
        except signing.BadSignature:
            raise BadRequest("after") from None
        return datetime.fromisoformat(starts_at), UUID(pk)

    def _url(self, *, after: str | None) -> str:
        asked = self.asked.copy()
        asked.pop("after", None)
        if after:
            asked["after"] = after
        return f"?{asked.urlencode()}"


def _named(words: str) -> Q:
    """By the words of title, place, site or organization."""
    of = ("title", "title_en", "place", "site__name", "organization__name")
    return Q(
        *(Q(**{f"activity__{name}__icontains": words}) for name in of),
        _connector=Q.OR,
    )
