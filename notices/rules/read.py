from datetime import datetime

from notices.models import Notice
from volunteers.models import Account


def read(*, notice: Notice, at: datetime) -> None:
    """Note that its recipient has seen it; again: the first time stands."""
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=at)


def read_all(*, account: Account, until: int, at: datetime) -> int:
    """
    Note that an account has seen all that was shown.

    :param until: the id of the newest notice that was shown; later ones stay unread
    :returns: how many
    """
    shown = Notice.objects.of(account).unread().filter(pk__lte=until)
    return shown.update(read_at=at)
