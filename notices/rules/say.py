from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from notices.attaching.plain import Plain
from notices.models import Attachment, AttachmentContent, Message
from volunteers.models import Account

MOST_IN_A_THREAD = 20


class TooManyAttachments(RuleBroken):
    code = "too_many_attachments"
    status = 422
    sentence = _("There are %(most)s files here already; no more can be added.")


@transaction.atomic
def say(
    *, about: UUID, text: str, files: Iterable[Plain] = (), by: Account, at: datetime
) -> Message:
    """
    Add a message to a thread, with its files. Who calls has locked the subject.

    :raises TooManyAttachments: if the thread would have more than twenty files
    """
    files = list(files)
    known = Attachment.objects.filter(message__about=about)
    if files and known.count() + len(files) > MOST_IN_A_THREAD:
        raise TooManyAttachments(most=MOST_IN_A_THREAD)
    message = Message.objects.create(about=about, author=by, text=text, said_at=at)
    kept = Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=one.name,
            kind=one.kind,
            size=len(one.content),
            added_at=at,
        )
        for one in files
    )
    AttachmentContent.objects.bulk_create(
        AttachmentContent(attachment=row, content=one.content)
        for row, one in zip(kept, files, strict=True)
    )
    return message


def forget_attachments(before: datetime, most: int) -> int:
    """Forget the files that were sent before then, and say of how many."""
    old = Attachment.objects.filter(added_at__lt=before).order_by("added_at")
    ids = list(old.values_list("pk", flat=True)[:most])
    Attachment.objects.filter(pk__in=ids).delete()
    return len(ids)
