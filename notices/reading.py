"""What somebody was told, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Func, IntegerField
from django.urls import reverse
from django.utils.translation import gettext as _

from notices import events
from notices.events import Event, LookUp, Subject
from notices.models import Notice
from volunteers.models import Account, Role
from volunteers.permissions import appointments_of

MOST_COUNTED = 99
ON_A_PAGE = 30
UNREAD = "unread_notices"  # read along with the account


@dataclass(frozen=True, slots=True)
class Line:
    """A notice as its recipient reads it; ``url`` is empty where nothing opens."""

    pk: int
    at: datetime
    sentence: str
    stands: str
    icon: str
    asks: bool
    is_read: bool
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, newest first; ``older`` is the id after which others follow."""

    lines: list[Line]
    older: int | None


class CountUnread(Func):
    """How many notices of an account are unread; none is counted beyond 100."""

    template = (
        "(SELECT count(*) FROM (SELECT 1 FROM notices_notice"
        " WHERE recipient_id = %(expressions)s AND read_at IS NULL LIMIT 100) AS one)"
    )
    output_field = IntegerField()


def unread(account: Account) -> int:
    """How many notices wait to be read, as of when the account was read."""
    known = getattr(account, UNREAD, None)  # not of one just made
    if known is not None:
        return int(known)
    return Notice.objects.of(account).unread()[: MOST_COUNTED + 1].count()


def told_to(account: Account) -> list[Event]:
    """What an account may come to be told of, the lowest room's events first."""
    roles = {one.role for one in appointments_of(account)} - {Role.GUARDIAN}
    return [one for one in events.known().values() if roles or not one.of_office]


def page(account: Account, *, before: int | None = None) -> Page:
    """The notices that are older than the id ``before``, or the newest."""
    found = Notice.objects.of(account).newest_first()
    if before is not None:
        found = found.filter(pk__lt=before)
    some = list(found[: ON_A_PAGE + 1])
    more, some = len(some) > ON_A_PAGE, some[:ON_A_PAGE]
    return Page(lines(some, reader=account), some[-1].pk if more else None)


def lines(notices: Iterable[Notice], *, reader: Account) -> list[Line]:
    """The notices in the language of the moment; one look-up for each kind."""
    some = list(notices)
    known = events.known()
    found = _subjects(some, known, reader)
    return [_line(one, known.get(one.event), found) for one in some]


Found = dict[tuple[LookUp, UUID], Subject]


def _subjects(some: list[Notice], known: dict[str, Event], reader: Account) -> Found:
    wanted: dict[LookUp, set[UUID]] = {}
    for one in some:
        event = known.get(one.event)
        if event and event.look_up:
            wanted.setdefault(event.look_up, set()).add(one.subject)
    return {
        (look_up, pk): subject
        for look_up, ids in wanted.items()
        for pk, subject in look_up(reader, ids).items()
    }


def _line(notice: Notice, event: Event | None, found: Found) -> Line:
    subject = _subject(notice, event, found)
    told = event if subject else None
    return Line(
        pk=notice.pk,
        at=notice.at,
        sentence=(
            told.say({**subject.words, **notice.data})
            if told and subject
            else _("Something that is not there for you any more")
        ),
        stands=subject.stands if subject else "",
        icon=told.icon if told else "eye-off",
        asks=bool(told and told.asks),
        is_read=notice.read_at is not None,
        url=_url(notice, told, subject) if told and subject else "",
    )


def _subject(notice: Notice, event: Event | None, found: Found) -> Subject | None:
    if event is None:
        return None
    if event.look_up is None:
        return Subject()
    return found.get((event.look_up, notice.subject))


def _url(notice: Notice, event: Event, subject: Subject) -> str:
    own = [notice.subject] if event.look_up else []
    return reverse(event.page, args=own if subject.address is None else subject.address)
