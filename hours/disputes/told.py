"""What a reader is told of objections: what was said, by whom, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from hours.disputes.errors import DeciderReported, OwnObjection
from hours.errors import REFUSALS
from hours.models import Objection
from hours.permissions import attends, decides, may_ask_to_correct, name_of_actor
from volunteers.models import Account
from volunteers.permissions import is_staff, reads_the_city


@dataclass(frozen=True, slots=True)
class Told:
    """
    An objection as its reader may know it.

    Who reported something is known to the city alone; what it was, to those who
    answer as well. ``ended_by`` answered it or took it back. ``lock`` says why the
    reader does not answer it, though their office would.
    """

    objection: Objection
    who: str
    words: str
    ended_by: str
    is_mine: bool
    may_answer: bool
    lock: str
    is_late: bool


def told(objections: Iterable[Objection], *, reader: Account) -> list[Told]:
    """The objections, read with their names, as the reader may know them."""
    today = timezone.localdate()
    return [_told(one, reader=reader, today=today) for one in objections]


def _told(one: Objection, *, reader: Account, today: date) -> Told:
    answers = _answers(one, reader)
    lock = lock_of(one, reader) if answers else ""
    who = _who(one, reader)
    return Told(
        objection=one,
        who=who,
        words=one.words if _reads_words(one, reader) else "",
        ended_by=who if one.is_withdrawn else _name(one.answered_by, one, reader),
        is_mine=one.raised_by_id == reader.pk,
        may_answer=answers and one.is_open and not lock,
        lock=lock,
        is_late=one.is_open and one.due_on < today,
    )


def lock_of(one: Objection, by: Account) -> str:
    """Why somebody whose office it would be does not answer it; empty if they do."""
    if one.session.is_of(by):
        return str(REFUSALS["own_session"])
    if one.raised_by_id == by.pk:
        return str(OwnObjection.sentence)
    if one.is_confidential and one.session.decided_by_id == by.pk:
        return str(DeciderReported.sentence)
    return ""


def _answers(one: Objection, reader: Account) -> bool:
    if one.about_decision:
        return is_staff(reader)
    return decides(reader, one.session, at=timezone.now())


def _reads_words(one: Objection, reader: Account) -> bool:
    if one.raised_by_id == reader.pk or reads_the_city(reader):
        return True
    if one.about_decision:
        return False
    return _answers(one, reader) or (
        not one.is_report and may_ask_to_correct(reader, one.session)
    )


def _who(one: Objection, reader: Account) -> str:
    kept_back = one.is_confidential or not _reads_words(one, reader)
    if kept_back and one.raised_by_id != reader.pk and not reads_the_city(reader):
        return _("Somebody who may see it")
    return _name(one.raised_by, one, reader)


def _name(actor: Account | None, one: Objection, reader: Account) -> str:
    if actor is None:
        return ""
    if actor.pk == reader.pk:
        return _("You")
    in_office = reads_the_city(reader) or attends(reader, one.session)
    return name_of_actor(actor, reader=reader, in_office=in_office)
