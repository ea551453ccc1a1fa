"""Which part of the queue a page or a decision is about, as its address says."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from hours.models import Evidence, Session, SessionFilter, Status
from hours.models.queries import SessionQuerySet
from hours.rules import Decision
from volunteers.models import Account, Organization
from volunteers.permissions import approved_organizations, is_staff

WAITING, ASKED, COUNTED = "waiting", "asked", "counted"
NO_ACTIVITY = "none"
STATUS = {
    WAITING: Status.SUBMITTED,
    ASKED: Status.QUERIED,
    COUNTED: Status.APPROVED,
}


class FilterForm(forms.Form):
    """What the list is narrowed by."""

    activity = forms.CharField(required=False, label=_("Activity"))
    evidence = forms.ChoiceField(
        choices=[("", _("Any evidence")), *Evidence.choices],
        required=False,
        label=_("Evidence"),
    )
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
    """One organization's sessions in one state, narrowed by a form."""

    organization: Organization
    view: str
    form: FilterForm

    @property
    def decision(self) -> Decision:
        """What such a list is there for."""
        return Decision.REVERSE if self.view == COUNTED else Decision.APPROVE

    @property
    def filter(self) -> SessionFilter:
        said: dict[str, Any] = self.form.cleaned_data
        activity = said.get("activity")
        return SessionFilter(
            status=STATUS[self.view],
            organization=self.organization.pk,
            activity=UUID(activity) if activity not in ("", NO_ACTIVITY) else None,
            without_activity=True if activity == NO_ACTIVITY else None,
            volunteer=said.get("volunteer", "").upper() or None,
            from_date=said.get("from"),
            to_date=said.get("to"),
            evidence=said.get("evidence") or None,
        )

    def sessions(self, account: Account) -> SessionQuerySet:
        if not self.form.is_valid():
            return Session.objects.none()
        return Session.objects.decidable_by(account).matching(self.filter)

    @property
    def is_narrowed(self) -> bool:
        names = ("evidence", "from", "to", "volunteer")
        return any(self.form.data.get(name) for name in names)

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

    def query(self, **changed: str | None) -> str:
        """The address of this part of the queue, with some of it changed."""
        known = QueryDict(mutable=True)
        names = ("view", "activity", "evidence", "from", "to", "volunteer")
        values = {"organization": str(self.organization.pk)}
        values |= {name: self.form.data.get(name, "") for name in names}
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
    mine = offices(account)
    if wanted := params.get("organization"):
        try:
            organization = mine.filter(pk=UUID(wanted)).first()
        except ValueError:
            organization = None
    elif is_staff(account):
        return None
    else:
        organization = mine.first()
    if organization is None:
        raise Http404
    view = params.get("view", WAITING)
    return Asked(
        organization=organization,
        view=view if view in STATUS else WAITING,
        form=FilterForm(params),
    )
