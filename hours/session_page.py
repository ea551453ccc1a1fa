"""What the page of one session tells its reader."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hours.automatic.told import trace
from hours.disputes.forms import ObjectionForm
from hours.disputes.told import Told, told
from hours.history import Step, steps, thread
from hours.models import Objection, Session
from hours.models.states import TAKES_TIME, Status
from hours.pace import Waits
from hours.permissions import (
    attends,
    may_act,
    may_ask_to_correct,
    may_object,
    name_of_actor,
    name_of_volunteer,
)
from hours.presence.differences import differences, presence_of
from hours.reasons import why
from notices.models import Attachment
from volunteers.models import Account, Appointment, Role

# What became of it, by ``Step.act``.
ACTS: dict[str, str | Promise] = {
    "submit": gettext_lazy("Logged"),
    "check_out": gettext_lazy("Checked out"),
    "approve": gettext_lazy("Counted"),
    "reject": gettext_lazy("Not accepted"),
    "query": gettext_lazy("Asked back"),
    "answer": gettext_lazy("Answered"),
    "withdraw": gettext_lazy("Withdrawn"),
    "reverse": gettext_lazy("Corrected"),
    "undo": gettext_lazy("Decision taken back"),
    "merge": gettext_lazy("Records put together"),
}

# And of an objection, by its state.
ENDED: dict[str, str | Promise] = {
    Objection.State.UPHELD: gettext_lazy("The objection was right"),
    Objection.State.DISMISSED: gettext_lazy("The objection was not found right"),
    Objection.State.WITHDRAWN: gettext_lazy("The objection was taken back"),
    Objection.State.MOVED: gettext_lazy("The objection goes on with the kept record"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One act or one sentence: when, who, what."""

    at: datetime
    who: str
    what: str
    why: str = ""
    minutes: int = 0
    is_mine: bool = False
    files: list[Attachment] = field(default_factory=list)


def session_page(session: Session, *, reader: Account) -> dict[str, Any]:
    """The facts, the history, the thread, and what the reader may do."""
    in_office = attends(reader, session)
    own = session.is_of(reader)
    acts = own and may_act(reader, session)
    takes_time = session.status in TAKES_TIME
    raised = Objection.objects.about(session).with_names()
    objections = told(raised, reader=reader)
    said = thread(session)
    # Time alone asked, and so there is no word of it in the talk.
    asks_by_itself = session.is_queried and not said
    presence = presence_of(session)
    return {
        "session": session,
        "presence": presence,
        "differences": differences(presence) if presence and not own else [],
        "person": name_of_volunteer(session, reader=reader),
        "recorded_by": _recorder(session, reader=reader, in_office=in_office),
        "is_own": own,
        "may_decide": in_office and not own,
        "expected": Waits([session], today=timezone.localdate()).of(session),
        "automatic": trace(session, reader=reader),
        "why": "" if takes_time and not asks_by_itself else _why(session),
        "history": sorted(
            [
                *(_step(one, reader, in_office=in_office) for one in steps(session)),
                *(turn for one in objections for turn in _turns(one)),
            ],
            key=lambda line: line.at,
        ),
        "objections": [one for one in objections if one.objection.is_open],
        "object_form": _object_form(session, reader, objections),
        "may_correct": in_office and not own and session.is_approved,
        "corrected_by": _replacement(session),
        "corrected_from": _replaced(session),
        "thread": [
            Line(
                at=one.said_at,
                who=_name(one.author, reader=reader, in_office=in_office),
                what=one.text,
                is_mine=one.author_id == reader.pk,
                files=list(one.attachments.all()),
            )
            for one in said
        ],
        "may_answer": acts and session.is_queried,
        "may_add": acts and session.is_submitted and bool(said),
        "may_withdraw": acts and session.can_be_withdrawn,
        "may_log_again": acts and not takes_time,
        "of_ward": session.volunteer.number if _is_wards(session, reader) else "",
    }


def _why(session: Session) -> str:
    return why(session.reason_code, session.reason, at=session.decided_at)


def _is_wards(session: Session, reader: Account) -> bool:
    own = reader.as_volunteer
    return session.is_of(reader) and (own is None or own.pk != session.volunteer_id)


def _name(actor: Account, *, reader: Account, in_office: bool) -> str:
    if actor.pk == reader.pk:
        return _("You")
    return name_of_actor(actor, reader=reader, in_office=in_office)


def _recorder(session: Session, *, reader: Account, in_office: bool) -> str:
    """Who of the organization entered it, in which office; nothing of one's own."""
    if not session.is_recorded or session.submitted_at is None:
        return ""
    who = _name(session.submitted_by, reader=reader, in_office=in_office)
    held = Appointment.objects.filter(
        Q(organization=session.organization_id) | Q(role=Role.STAFF),
        account=session.submitted_by_id,
    )
    office = held.held_at(session.submitted_at).order_by("pk").first()
    if office is None:
        return who
    return _("%(who)s, %(office)s") % {
        "who": who,
        "office": office.get_role_display(),
    }


def _object_form(
    session: Session, reader: Account, objections: list[Told]
) -> ObjectionForm | None:
    """For what the reader may say of it, unless they have said it already."""
    if any(one.is_mine and one.objection.is_open for one in objections):
        return None
    asks = may_ask_to_correct(reader, session)
    sayable = session.is_approved if asks else session.can_be_reported
    if not sayable or not may_object(reader, session):
        return None
    return ObjectionForm(session=session, asks_to_correct=asks)


def _replacement(session: Session) -> Session | None:
    """What counts in its place, where it was corrected."""
    if session.status != Status.REVERSED:
        return None
    theirs = Session.objects.filter(volunteer=session.volunteer_id)
    return theirs.filter(replaces=session, status=Status.APPROVED).first()


def _replaced(session: Session) -> Session | None:
    """What counted in its place before it was corrected, of the same record."""
    if session.replaces_id is None:
        return None
    theirs = Session.objects.filter(volunteer=session.volunteer_id)
    return theirs.filter(pk=session.replaces_id, status=Status.REVERSED).first()


def _turns(one: Told) -> list[Line]:
    """That it was objected, and what came of it."""
    said = one.objection
    raised = Line(
        at=said.raised_at,
        who=one.who,
        what=str(said.get_kind_display()),
        why=one.words,
    )
    if said.answered_at is None:
        return [raised]
    what = str(ENDED[said.state])
    ended = Line(at=said.answered_at, who=one.ended_by, what=what, why=said.answer)
    return [raised, ended]


def _step(step: Step, reader: Account, *, in_office: bool) -> Line:
    return Line(
        at=step.at,
        who=_name(step.by, reader=reader, in_office=in_office),
        what=str(ACTS[step.act]),
        why=step.why,
        minutes=step.minutes,
    )
