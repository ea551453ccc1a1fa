from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from config.triggers import read_sql
from notices import daily
from notices.models import Choice, Digest

MAKE_DUE = "notices/sql/make_due.sql"
FROM = time(8)  # nobody's phone rings before
# What began before then has been committed, or will not be.
SETTLED = timedelta(minutes=5)
LONGEST = timedelta(days=7)


def make_due(*, at: datetime) -> Digest | None:
    """
    Once a local day, from eight o'clock on: who gets the day's message.

    What is better told once a day than act by act is noted first. The next digest goes
    on where this one ends, also where days are missed; up to a week is made up for.

    :returns: the day's digest if it was made now
    """
    today = timezone.localdate(at)
    if timezone.localtime(at).time() < FROM:
        return None
    if Digest.objects.filter(day=today).exists():
        return None
    return _make(today, at=at)


@transaction.atomic
def _make(today: date, *, at: datetime) -> Digest | None:
    until = at - SETTLED
    last = Digest.objects.order_by("-day").first()
    since = max(last.until, until - LONGEST) if last else until - timedelta(days=1)
    # Whoever makes the same one waits here, and then finds it made.
    digest, is_new = Digest.objects.get_or_create(
        day=today, defaults={"since": since, "until": until}
    )
    if not is_new:
        return None
    daily.note_all(digest=digest.pk, since=since, until=until)
    defaults = Choice()
    values: dict[str, Any] = {
        "digest": digest.pk,
        "since": since,
        "until": until,
        "at": at,
        "email": defaults.email,
        "sms": defaults.sms,
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql(MAKE_DUE), values)
    return digest
