"""What a message says, in the language of whoever reads it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.address import address_of
from notices.models import Delivery, Notice
from notices.reading import Line, lines
from volunteers.models import Account

MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Worded:
    """A message as it goes out; ``to`` is an address, or a number as +86…"""

    to: str
    subject: str
    text: str


def worded(delivery: Delivery) -> Worded | None:
    """The message; None where there is nothing left to say, or nobody to say it to."""
    account = delivery.recipient
    by_mail = delivery.channel == Delivery.Channel.EMAIL
    to = account.email if by_mail else account.phone
    if not to or not account.is_active:
        return None
    with translation.override(account.language or settings.LANGUAGE_CODE):
        told = _told(delivery, account)
        if not told:
            return None
        text = _mail(told) if by_mail else _brief(told)
        subject = _("Harbor Hours: %(what)s") % {"what": _sum(told)}
        return Worded(to=to, subject=subject, text=text)


def _told(delivery: Delivery, account: Account) -> list[Line]:
    """What is still unread, questions first; what went out at once is not repeated."""
    wanted = Notice.objects.of(account).unread().newest_first()
    if delivery.notice_id:
        found = wanted.filter(pk=delivery.notice_id)
    elif digest := delivery.digest:
        at_once = Delivery.objects.filter(
            recipient=account, channel=delivery.channel, notice__isnull=False
        )
        found = wanted.filter(at__gt=digest.since, at__lte=digest.until).exclude(
            pk__in=at_once.values("notice")
        )
    else:
        found = wanted.none()
    told = [line for line in lines(found, reader=account) if line.url]
    return sorted(told, key=lambda line: not line.asks)


def _sum(told: list[Line]) -> str:
    """How much it is, in one sentence."""
    if asked := sum(line.asks for line in told):
        words = ngettext(
            "A question waits for you", "%(n)s questions wait for you", asked
        )
        return words % {"n": asked}
    words = ngettext("A notice for you", "%(n)s notices for you", len(told))
    return words % {"n": len(told)}


def _mail(told: list[Line]) -> str:
    said = [f"- {line.sentence}" for line in told[:MOST_LINES]]
    if (rest := len(told) - MOST_LINES) > 0:
        words = ngettext("- and %(n)s more", "- and %(n)s more", rest)
        said.append(words % {"n": rest})
    here = _("Look at them, and answer: %(address)s") % {
        "address": address_of("notices:notices")
    }
    choose = _("How you are told, or not at all: %(address)s") % {
        "address": address_of("notices:choices")
    }
    return "\n".join([_("Hello,"), "", *said, "", here, choose, ""])


def _brief(told: list[Line]) -> str:
    """So much as fits into a short message."""
    said = told[0].sentence if len(told) == 1 else _sum(told)
    return f"{said} {address_of('notices:notices')}"
