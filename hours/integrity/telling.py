"""What people are told of cases and audits, and how it reads."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hours.integrity.detectors import BY_CODE
from hours.models import AuditedSession, Finding, Reply
from hours.permissions import restrictions_about
from notices.events import Event, Subject, Words
from volunteers.models import Account
from volunteers.permissions import (
    answered_organizations,
    people_of,
    reads_the_city,
)

DRAWN = "hours_drawn"
ASKED = "case_asked"
CLOSED = "case_closed"
REPLIED = "case_replied"
RESTRICTED = "restricted"
LIFTED = "restriction_lifted"


def _drawn_of(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Audits in which hours of the reader, or of a child, were drawn."""
    counted = (
        AuditedSession.objects.filter(volunteer__in=people_of(reader), audit__in=ids)
        .values_list("audit")
        .annotate(n=Count("pk"), waiting=Count("pk", filter=Q(reply=Reply.WAITING)))
    )
    return {
        audit: Subject(
            words={"count": count},
            stands=str(Reply.WAITING.label if waiting else _("Answered")),
            address=[],
        )
        for audit, count, waiting in counted
    }


def _asked_of(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Cases of organizations that the reader answers for."""
    mine = answered_organizations(reader)
    found = Finding.objects.filter(pk__in=ids, organization__in=mine)
    return {one.pk: _subject(one, address=[one.organization_id]) for one in found}


def _of_the_city(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Cases, for the city."""
    if not reads_the_city(reader):
        return {}
    return {one.pk: _subject(one) for one in Finding.objects.filter(pk__in=ids)}


def _restrictions_of(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Restrictions of the reader, of a child, or of organizations they answer for."""
    found = restrictions_about(reader).filter(pk__in=ids)
    today = timezone.localdate()
    return {
        one.pk: Subject(
            words={"what": one.get_kind_display()},
            stands=_("In force") if one.holds(today) else _("Over"),
        )
        for one in found
    }


def _subject(finding: Finding, address: list[UUID | None] | None = None) -> Subject:
    return Subject(
        words={"what": BY_CODE[finding.detector].name},
        stands=finding.get_state_display(),
        address=address,
    )


def _drawn(words: Words) -> str:
    said = ngettext(
        "Drawn by chance: the city asks whether %(count)s session of yours is right",
        "Drawn by chance: the city asks whether %(count)s sessions of yours are right",
        words["count"],
    )
    return said % words


def _asked(words: Words) -> str:
    return _("The city asks your organization: “%(what)s”") % words


def _closed(words: Words) -> str:
    return _("The city has looked at what it asked: “%(what)s”") % words


def _replied(words: Words) -> str:
    return _("The organization has answered: “%(what)s”") % words


def _restricted(words: Words) -> str:
    return _("After a case that was proved: %(what)s") % words


def _lifted(words: Words) -> str:
    return _("This holds no longer: %(what)s") % words


EVENTS = (
    Event(
        code=DRAWN,
        name=gettext_lazy("Hours of yours that the city asks about"),
        say=_drawn,
        icon="dice-5",
        page="city:my_checks",
        look_up=_drawn_of,
        asks=True,
    ),
    Event(
        code=ASKED,
        name=gettext_lazy("Questions of the city to your organization"),
        say=_asked,
        icon="shield-question",
        page="city:questions",
        look_up=_asked_of,
        asks=True,
        of_office=True,
    ),
    Event(
        code=CLOSED,
        name=gettext_lazy("What came of the city's questions"),
        say=_closed,
        icon="shield-check",
        page="city:questions",
        look_up=_asked_of,
        of_office=True,
    ),
    Event(
        code=REPLIED,
        name=gettext_lazy("Answers of organizations to the city's questions"),
        say=_replied,
        icon="message-circle",
        page="city:finding",
        look_up=_of_the_city,
        of_office=True,
    ),
    Event(
        code=RESTRICTED,
        name=gettext_lazy("What is withheld after a case that was proved"),
        say=_restricted,
        icon="shield-x",
        page="city:restriction",
        look_up=_restrictions_of,
        asks=True,
    ),
    Event(
        code=LIFTED,
        name=gettext_lazy("What is withheld no longer"),
        say=_lifted,
        icon="shield-check",
        page="city:restriction",
        look_up=_restrictions_of,
    ),
)
