"""What people are told about their sign-ups, and how it reads."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import sentences
from activities.models import Absence, SignUp
from activities.permissions import (
    organized_activities,
    own_invitations,
    own_sign_ups,
)
from config.templatetags.ui import moment, short_day, span
from notices.events import Event, Subject
from volunteers.models import Account

INVITED = "activity_invited"
OFFERED = "seat_offered"
KEPT = "seat_kept"
LAPSED = "seat_lapsed"
TOMORROW = "shift_tomorrow"
CANCELLED = "activity_cancelled"
STOPPED = "organization_stopped"
ABSENT = "did_not_come"
GAVE_UP = "seat_given_up_late"
EXPLAINED = "absence_explained"
EXCUSED = "absence_excused"


def _seen(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """One's own sign-ups, and those of the children one acts for."""
    found = own_sign_ups(reader).filter(pk__in=ids).with_names()
    own = reader.as_volunteer
    return {
        one.pk: Subject(
            words={
                "is_childs": one.volunteer_id != (own and own.pk),
                "title": one.shift.activity.label,
                "day": short_day(one.shift.date),
                "time": span(one.starts_at, one.ends_at),
                "place": one.shift.activity.place,
                "organization": one.shift.activity.organization.label,
                "reason": one.shift.activity.cancel_reason,
                "until": moment(one.offered_until) if one.is_offered else "",
            },
            stands=one.get_state_display(),
            address=(one.shift.activity_id,),
        )
        for one in found
    }


def _explained_to(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """What people say of not having come, to whoever speaks for the activity."""
    found = Absence.objects.filter(
        pk__in=ids, sign_up__shift__activity__in=organized_activities(reader)
    )
    return {
        one.pk: Subject(
            words={
                "title": one.sign_up.shift.activity.label,
                "day": short_day(one.sign_up.shift.date),
            },
            stands=str(_("Accepted")) if one.is_excused else "",
            address=(
                one.sign_up.shift.activity.organization_id,
                one.sign_up.shift.activity_id,
            ),
        )
        for one in found.with_names()
    }


def _given_up(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Late by somebody, to whoever speaks for the activity."""
    found = SignUp.objects.filter(
        pk__in=ids, shift__activity__in=organized_activities(reader)
    )
    return {
        one.pk: Subject(
            words={
                "title": one.shift.activity.label,
                "day": short_day(one.shift.date),
                "time": span(one.starts_at, one.ends_at),
                "reason": one.late_words,
            },
            stands="",
            address=(one.shift.activity.organization_id, one.shift.activity_id),
        )
        for one in found.with_names()
    }


def _invited_to(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """What oneself, or a child one acts for, is invited to."""
    found = own_invitations(reader).filter(pk__in=ids)
    own = reader.as_volunteer
    return {
        one.pk: Subject(
            words={
                "is_childs": one.volunteer_id != (own and own.pk),
                "title": one.activity.label,
                "organization": one.activity.organization.label,
            },
            stands=one.activity.get_state_display(),
            address=(one.activity_id,),
        )
        for one in found.select_related("activity__organization")
    }


EVENTS = (
    Event(
        code=INVITED,
        name=gettext_lazy("Activities you are invited to"),
        say=sentences.invited,
        icon="mail",
        page="activities:activity",
        look_up=_invited_to,
        asks=True,
    ),
    Event(
        code=OFFERED,
        name=gettext_lazy("Seats that become free for you"),
        say=sentences.offered,
        icon="armchair",
        page="activities:activity",
        look_up=_seen,
        asks=True,
    ),
    Event(
        code=KEPT,
        name=gettext_lazy("Places your team keeps for you"),
        say=sentences.kept,
        icon="users-plus",
        page="activities:activity",
        look_up=_seen,
        asks=True,
    ),
    Event(
        code=LAPSED,
        name=gettext_lazy("Seats you did not take in time"),
        say=sentences.lapsed,
        icon="hourglass-empty",
        page="activities:activity",
        look_up=_seen,
    ),
    Event(
        code=TOMORROW,
        name=gettext_lazy("What you signed up for tomorrow"),
        say=sentences.tomorrow,
        icon="calendar-event",
        page="activities:activity",
        look_up=_seen,
        urgent=True,
    ),
    Event(
        code=CANCELLED,
        name=gettext_lazy("Activities that were cancelled"),
        say=sentences.cancelled,
        icon="calendar-x",
        page="activities:activity",
        look_up=_seen,
        urgent=True,
    ),
    Event(
        code=STOPPED,
        name=gettext_lazy("Activities of organizations that stop serving"),
        say=sentences.stopped,
        icon="calendar-x",
        page="activities:activity",
        look_up=_seen,
        urgent=True,
    ),
    Event(
        code=ABSENT,
        name=gettext_lazy("Shifts you are said not to have come to"),
        say=sentences.absent,
        icon="user-question",
        page="activities:activity",
        look_up=_seen,
        asks=True,
    ),
    Event(
        code=EXCUSED,
        name=gettext_lazy("Answers to why you did not come"),
        say=sentences.excused,
        icon="circle-check",
        page="activities:activity",
        look_up=_seen,
    ),
    Event(
        code=GAVE_UP,
        name=gettext_lazy("Places that are given back late"),
        say=sentences.gave_up,
        icon="user-question",
        page="activities:organized",
        look_up=_given_up,
        of_office=True,
        urgent=True,
    ),
    Event(
        code=EXPLAINED,
        name=gettext_lazy("Why people did not come"),
        say=sentences.explained,
        icon="message-question",
        page="activities:organized",
        look_up=_explained_to,
        asks=True,
        of_office=True,
    ),
)
