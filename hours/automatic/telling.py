"""What people are told of rules, and how it reads."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hours.models import RuleStop
from notices.events import Event, Subject, Words
from volunteers.models import Account, Organization
from volunteers.permissions import answered_organizations

STOPPED = "rules_stopped"
GO_ON = "rules_go_on"


def _of_organizations(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Organizations that the reader answers for."""
    mine = Organization.objects.filter(
        pk__in=set(ids) & set(answered_organizations(reader))
    )
    holds = _("Stopped by the city") if RuleStop.objects.standing() else ""
    return {one.pk: Subject({"organization": one.label}, holds) for one in mine}


def _stopped(words: Words) -> str:
    return (
        _("The city has stopped all approval by rules, that of %(organization)s too")
        % words
    )


def _go_on(words: Words) -> str:
    return _("The city lets rules approve again, that of %(organization)s too") % words


EVENTS = (
    Event(
        code=STOPPED,
        name=gettext_lazy("That the city stops approval by rules"),
        say=_stopped,
        icon="player-pause",
        page="hours:automatic",
        look_up=_of_organizations,
        of_office=True,
    ),
    Event(
        code=GO_ON,
        name=gettext_lazy("That the city lets rules approve again"),
        say=_go_on,
        icon="player-play",
        page="hours:automatic",
        look_up=_of_organizations,
        of_office=True,
    ),
)
