"""How it was otherwise than planned, in words for who organizes and who decides."""

from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from config.templatetags.ui import duration
from hours.models import Presence, Session, Way
from hours.presence.told import ON_TIME
from policies.reports import number

A_MINUTE = timedelta(minutes=1)
A_KILOMETRE = 1_000  # metres


def presence_of(session: Session) -> Presence | None:
    """How it is known that somebody was there; None of what was logged otherwise."""
    found = Presence.objects.select_related("shift").filter(session=session).first()
    if found:
        found.session = session
    return found


def differences_at_hand(session: Session) -> list[str]:
    """The same of a session whose presence was read with it; else nothing."""
    is_read = Session._meta.get_field("presence").is_cached(session)
    presence = getattr(session, "presence", None) if is_read else None
    return differences(presence) if presence else []


def differences(presence: Presence) -> list[str]:
    """What was otherwise than the shift had it, the most serious first."""
    return [*_of_people(presence), *_of_times(presence)]


def _of_people(presence: Presence) -> list[str]:
    found = []
    if presence.was_ended_by_time:
        found.append(_("did not check out"))
    if presence.is_walk_in:
        found.append(_("was not signed up"))
    if presence.was_far:
        found.append(_away(presence.metres_away))
    if abs(presence.clock_skew) > ON_TIME.total_seconds():
        length = duration(abs(presence.clock_skew) // 60)
        found.append(_("the phone's clock was %(length)s off") % {"length": length})
    if Way.POSTER in (presence.came_by, presence.left_by):
        found.append(_("by the printed code"))
    if Way.KEPT in (presence.came_by, presence.left_by):
        found.append(_("kept on the organizer's phone, and sent later"))
    return found


def _away(metres: int | None) -> str:
    if metres is None:  # of before distances were kept
        return _("was not at the place by the phone's position")
    if metres < A_KILOMETRE:
        return _("was %(n)s m from the place by the phone's position") % {"n": metres}
    km = number_format(metres / A_KILOMETRE, 1)
    return _("was %(km)s km from the place by the phone's position") % {"km": km}


def _of_times(presence: Presence) -> list[str]:
    session, shift = presence.session, presence.shift
    if session is None:
        return []
    grace = timedelta(minutes=number("check_in_grace_minutes", on=shift.date))
    found = []
    if (late := session.started_at - shift.starts_at) > grace:
        found.append(_("came %(length)s late") % {"length": _length(late)})
    if presence.was_ended_by_time or session.ended_at is None:
        return found
    if (early := shift.ends_at - session.ended_at) > grace:
        found.append(_("left %(length)s early") % {"length": _length(early)})
    if presence.left_at and (over := presence.left_at - shift.ends_at) > grace:
        told = {"length": _length(over)}
        found.append(_("checked out %(length)s after the end") % told)
    return found


def _length(time: timedelta) -> str:
    return duration(time // A_MINUTE)
