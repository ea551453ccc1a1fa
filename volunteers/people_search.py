"""
A search for people as it travels from page to page.

What is typed comes by POST. Addresses are kept in logs and histories, so the pages
of what is found carry it sealed: readable by nobody else, for an hour, and only on
the page and by the account it was typed for.
"""

import base64
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.asked import whole
from volunteers import rules
from volunteers.models import Organization, Volunteer
from volunteers.people import PeoplePage, Place, Unclear, Wanted, find, understand
from volunteers.sealing import seal, unseal

LASTS = timedelta(hours=1)
SIZE = 30


class Ended(ValueError):
    """The search is too old, or was never made here."""


class PeopleForm(forms.Form):
    """One box for all one may remember of a person."""

    q = forms.CharField(max_length=50, label=_("Find people"))

    def __init__(self, *args: object, by_name: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # a form's own
        self.by_name = by_name
        hint = (
            _("Number, name, pinyin initials (lxg) or the phone's last four digits")
            if by_name
            else _("Volunteer number")
        )
        self.fields["q"].widget = forms.TextInput(
            attrs={
                "type": "search",
                "class": "hh-input",
                "maxlength": 50,
                "placeholder": hint,
                "aria-label": hint,
                "autocomplete": "off",
            }
        )

    def clean_q(self) -> str:
        try:
            understand(self.cleaned_data["q"], by_name=self.by_name)
        except Unclear as unclear:
            raise forms.ValidationError(str(unclear), code="unclear") from None
        return self.cleaned_data["q"]


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed, by whom and where, and after whom the page begins."""

    text: str
    account: int
    path: str
    at: str = field(default_factory=lambda: timezone.now().isoformat())
    after: Place | None = None

    def wanted(self, *, by_name: bool) -> Wanted:
        return understand(self.text, by_name=by_name)

    def token(self, after: Place | None = None) -> str:
        """For the address of the page that begins after that person."""
        said = json.dumps(asdict(self) | {"after": after and asdict(after)})
        return base64.urlsafe_b64encode(seal(said)).decode()

    @classmethod
    def read(cls, token: str, request: HttpRequest) -> "Search":
        """:raises Ended: if it is not, or no longer, a search of this page"""
        try:
            said = json.loads(unseal(base64.urlsafe_b64decode(token.encode())))
            after = said.pop("after")
            search = cls(**said, after=Place(**after) if after else None)
            too_old = datetime.fromisoformat(search.at) + LASTS < timezone.now()
        except (ValueError, KeyError, IndexError, TypeError, InvalidTag):
            raise Ended from None
        if too_old or (search.account, search.path) != (request.user.pk, request.path):
            raise Ended
        return search


@dataclass(frozen=True, slots=True)
class Found:
    """A page of a search, or of everybody; ``form`` shows what was typed."""

    form: PeopleForm
    page: PeoplePage
    search: Search | None = None
    has_ended: bool = False

    @property
    def next(self) -> dict[str, str]:
        """What the address of the page after this one says; nothing on the last."""
        if self.page.next is None:
            return {}
        if self.search:
            return {"search": self.search.token(self.page.next)}
        return {"after": str(self.page.next.pk)}


def typed(
    request: HttpRequest, *, by_name: bool, organization: Organization | None = None
) -> HttpResponse | Found:
    """
    The way to what the posted form looks for, or what is wrong with it.

    A search by name or phone is written down: those it finds may read of it.
    """
    form = PeopleForm(request.POST, by_name=by_name)
    if not form.is_valid():
        return Found(form, PeoplePage([], None))
    text = form.cleaned_data["q"]
    rules.note_search(
        wanted=understand(text, by_name=by_name),
        organization=organization,
        page=request.path,
        by=request.user,
        at=timezone.now(),
    )
    search = Search(text=text, account=request.user.pk, path=request.path)
    address = request.GET.copy()
    address.pop("after", None)
    address["search"] = search.token()
    return redirect(f"{request.path}?{address.urlencode()}")


def found(request: HttpRequest, people: QuerySet[Volunteer], *, by_name: bool) -> Found:
    """What the address names: a page of a search, else of everybody."""
    search = None
    has_ended = False
    if token := request.GET.get("search"):
        try:
            search = Search.read(token, request)
        except Ended:
            has_ended = True
    wanted = search.wanted(by_name=by_name) if search else None
    after = search.after if search else _after(request)
    return Found(
        form=PeopleForm({"q": search.text} if search else None, by_name=by_name),
        page=find(people, wanted, after=after, size=SIZE),
        search=search,
        has_ended=has_ended,
    )


def _after(request: HttpRequest) -> Place | None:
    place = whole(request.GET.get("after", ""))
    return None if place is None else Place(place)
