"""Which part of the queue a page or a decision is about, as its address says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hours.models import Evidence, Level, Session, SessionFilter, Status
from hours.models.escalation import escalation
from hours.models.queries import MARKED, SessionQuerySet
from hours.rules import Decision
from volunteers.models import Account, Organization
from volunteers.permissions import approved_organizations, is_staff

WAITING, ASKED, COUNTED = "waiting", "asked", "counted"
# What waits here for those above; what has come up from organizations below, by its
# level (to the city: from all of them) or because it has waited too long there.
HIGHER, BELOW, OVERDUE = "higher", "below", "overdue"
NO_ACTIVITY = "none"
A_DAY = 1440  # minutes
LONGEST = 400  # letters of what is kept
# What a list is narrowed by, beside its activity; and all that its address says.
NARROWING = ("evidence", "flag", "least", "most", "from", "to", "volunteer")
IN_ADDRESSES = ("view", "activity", "below", *NARROWING)
STATUS = {
    WAITING: Status.SUBMITTED,
    ASKED: Status.QUERIED,
    COUNTED: Status.APPROVED,
    HIGHER: Status.SUBMITTED,
    BELOW: Status.SUBMITTED,
    OVERDUE: Status.SUBMITTED,
}


def _minutes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        min_value=1,
        max_value=A_DAY,
        required=False,
        label=label,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class FilterForm(forms.Form):
    """What the list is narrowed by."""

    activity = forms.CharField(required=False, label=_("Activity"))
    evidence = forms.ChoiceField(
        choices=[("", _("Any evidence")), *Evidence.choices],
        required=False,
        label=_("Evidence"),
    )
    flag = forms.ChoiceField(
        choices=[
            ("", _("Marked or not")),
            (MARKED, _("Marked in any way")),
            ("disputed", _("Disputed")),
            ("answered", _("Answered")),
            ("returned", _("Decision taken back")),
            ("noted", _("With a note")),
            ("outside", _("Not on its activity's days")),
        ],
        required=False,
        label=_("Marks"),
    )
    least = _minutes(_("Minutes, at least"))
    most = _minutes(_("Minutes, at most"))
    below = forms.UUIDField(required=False, label=_("Organization"))
    # A number, for addresses are kept in logs: no name belongs in them.
    volunteer = forms.CharField(
        max_length=18, required=False, label=_("Volunteer number")
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter_%s")
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = forms.DateField(
                required=False,
                label=label,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def clean_activity(self) -> str:
        text = self.cleaned_data["activity"]
        if text and text != NO_ACTIVITY:
            try:
                UUID(text)
            except ValueError:
                raise forms.ValidationError(
                    _("There is no such activity."), code="unknown"
                ) from None
        return text


@dataclass(frozen=True)
class Asked:
    """
    One organization's sessions in one state, narrowed by a form.

    Without an organization: what is the city's to decide.
    """

    organization: Organization | None
    view: str
    form: FilterForm
    at: datetime

    @property
    def decision(self) -> Decision:
        """What such a list is there for."""
        return Decision.REVERSE if self.view == COUNTED else Decision.APPROVE

    @property
    def filter(self) -> SessionFilter:
        said: dict[str, Any] = self.form.cleaned_data
        activity = said.get("activity")
        office = self.organization.pk if self.organization else None
        return SessionFilter(
            status=STATUS[self.view],
            organization=said.get("below") if self.is_from_below else office,
            parent=office if self.is_from_below else None,
            levels=self.levels,
            overdue=escalation(self.at) if self.view == OVERDUE else None,
            activity=UUID(activity) if activity not in ("", NO_ACTIVITY) else None,
            without_activity=True if activity == NO_ACTIVITY else None,
            volunteer=said.get("volunteer", "").upper() or None,
            from_date=said.get("from"),
            to_date=said.get("to"),
            evidence=said.get("evidence") or None,
            flag=said.get("flag") or None,
            least_minutes=said.get("least"),
            most_minutes=said.get("most"),
        )

    @property
    def levels(self) -> tuple[str, ...] | None:
        """Of which levels it is; None: of all of them."""
        if self.view == BELOW:
            return (Level.PARENT,) if self.organization else (Level.CITY,)
        if self.view == HIGHER:
            return (Level.PARENT, Level.CITY)
        return (Level.ORGANIZATION,) if self.view in (WAITING, OVERDUE) else None

    @property
    def is_from_below(self) -> bool:
        """Whether it is about other organizations' sessions."""
        return self.view in (BELOW, OVERDUE)

    @property
    def waits(self) -> bool:
        """Whether it is about what somebody waits for to be decided."""
        return STATUS[self.view] == Status.SUBMITTED

    def sessions(self) -> SessionQuerySet:
        """Those in question; ``read`` has seen to it that they are the account's."""
        if not self.form.is_valid():
            return Session.objects.none()
        return Session.objects.matching(self.filter)

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.data.get(name) for name in NARROWING)

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the view, of every activity."""
        return not self.is_narrowed and not self.form.data.get("activity")

    @property
    def is_of_groups(self) -> bool:
        """Whether it is what waits of one activity, of none, or of all of them."""
        return self.view == WAITING and self.form.is_valid() and not self.is_narrowed

    def is_about(self, activity: UUID | None) -> bool:
        """Whether it means sessions of the activity, or without one if it is None."""
        wanted = self.filter
        if wanted.activity or wanted.without_activity:
            return wanted.activity == activity
        return True

    @property
    def shows_marked(self) -> bool:
        """Whether it shows only what is marked, in whatever way."""
        return self.form.data.get("flag") == MARKED

    @property
    def fields(self) -> list[forms.BoundField]:
        """What the list is narrowed by, beside its activity and a person."""
        return [self.form[name] for name in NARROWING if name != "volunteer"]

    @property
    def can_be_kept(self) -> bool:
        """Whether there is something to keep, and it is of no one person."""
        data = self.form.data
        return (
            self.form.is_valid()
            and not data.get("volunteer")
            and (self.is_narrowed or bool(data.get("activity") or data.get("below")))
            and len(self.kept_query) <= LONGEST
        )

    @property
    def kept_query(self) -> str:
        """What of the address is kept under a name: nobody's number is."""
        return self.query(organization=None, volunteer=None, view=self.view)

    @property
    def narrowing(self) -> str:
        """What it is narrowed by, of whatever list; nobody's number is among it."""
        apart = ("organization", "view", "activity", "below", "volunteer")
        return self.query(**dict.fromkeys(apart))

    @property
    def said(self) -> list[tuple[str, str]]:
        """Its address, for a form that changes a part of it."""
        return parse_qsl(self.query())

    def address_of(self, kept: str) -> str:
        """The address of what was kept of this office's lists."""
        one = self.organization
        return "&".join(filter(None, (f"organization={one.pk}" if one else "", kept)))

    def query(self, **changed: str | None) -> str:
        """The address of this part of the queue, with some of it changed."""
        known = QueryDict(mutable=True)
        one = self.organization
        values = {"organization": str(one.pk)} if one else {}
        values |= {name: self.form.data.get(name, "") for name in IN_ADDRESSES}
        for name, value in (values | changed).items():
            if value and (name, value) != ("view", WAITING):
                known[name] = value
        return known.urlencode()


def offices(account: Account) -> QuerySet[Organization]:
    """The organizations whose sessions the account may decide."""
    if is_staff(account):
        return Organization.objects.public()
    return Organization.objects.filter(pk__in=approved_organizations(account))


def read(account: Account, params: QueryDict) -> Asked | None:
    """
    What the address asks for; None if an organization is to be chosen first.

    :raises Http404: if the account decides nothing there
    """
    view = params.get("view", WAITING)
    mine = offices(account)
    if wanted := params.get("organization"):
        try:
            organization = mine.filter(pk=UUID(wanted)).first()
        except ValueError:
            organization = None
    elif is_staff(account):
        return _asked(None, BELOW, params) if view == BELOW else None
    else:
        organization = mine.first()
    if organization is None:
        raise Http404
    return _asked(organization, view if view in STATUS else WAITING, params)


def _asked(organization: Organization | None, view: str, params: QueryDict) -> Asked:
    return Asked(organization, view, FilterForm(params), at=timezone.now())


def list_of(session: Session, account: Account, said: str) -> QueryDict:
    """
    The list a session stands in, as the address says that led to it.

    Who has it from an organization below finds it among what came up from there.
    """
    params = QueryDict(said, mutable=True)
    if is_staff(account) and params.get("view") == BELOW:
        params.pop("organization", None)
    elif is_staff(account) or session.organization_id in approved_organizations(
        account
    ):
        params["organization"] = str(session.organization_id)
    else:
        params["organization"] = str(session.organization.parent_id)
        if params.get("view") not in (BELOW, OVERDUE):
            params["view"] = BELOW
    return params
