"""The words a session's life is told in, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a session stands."""

    OPEN = "open", _("On site")
    SUBMITTED = "submitted", _("Awaiting review")
    QUERIED = "queried", _("Reply needed")
    APPROVED = "approved", _("Counted")
    REJECTED = "rejected", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REVERSED = "reversed", _("Corrected")


NEXT = {
    Status.OPEN: {Status.SUBMITTED, Status.QUERIED, Status.WITHDRAWN},
    Status.SUBMITTED: {
        Status.APPROVED,
        Status.QUERIED,
        Status.REJECTED,
        Status.WITHDRAWN,
    },
    Status.QUERIED: {Status.SUBMITTED, Status.REJECTED, Status.WITHDRAWN},
    Status.APPROVED: {Status.REVERSED, Status.SUBMITTED},  # submitted: undo only
    Status.REJECTED: {Status.SUBMITTED},  # undo only
    Status.WITHDRAWN: set(),
    Status.REVERSED: set(),
}

# A person's time is taken by these: nothing else may be logged over them (L04).
TAKES_TIME = (Status.OPEN, Status.SUBMITTED, Status.QUERIED, Status.APPROVED)


class Evidence(models.TextChoices):
    """How well it is known that the hours were served; never sent by a client."""

    TIMED = "timed", _("Timed")
    WITNESSED = "witnessed", _("Witnessed")
    DECLARED = "declared", _("Self-reported")
    ENTERED = "entered", _("Entered later")


class Level(models.TextChoices):
    """Who must approve, fixed when the session is submitted (L07)."""

    ORGANIZATION = "organization", _("Organization")
    PARENT = "parent", _("Parent organization")
    CITY = "city", _("City")
