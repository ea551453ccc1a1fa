"""The words a need is described in, and the one table of the moves of its order."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where the order of a need stands (点单 派单 接单 评单)."""

    SUBMITTED = "submitted", _("Waiting to be accepted")
    ACCEPTED = "accepted", _("Waiting to be dispatched")
    REFUSED = "refused", _("Not taken on")
    OFFERED = "offered", _("Open to organizations")
    DISPATCHED = "dispatched", _("Waiting for an organization")
    CLAIMED = "claimed", _("Taken on")
    SCHEDULED = "scheduled", _("Day is set")
    IN_SERVICE = "in_service", _("Being done")
    DELIVERED = "delivered", _("Waiting to be rated")
    RATED = "rated", _("Rated")
    UNRATED = "unrated", _("Not rated")
    CLOSED = "closed", _("Finished")
    TRANSFERRED = "transferred", _("Passed to an office")
    CANCELLED = "cancelled", _("Called off")


ORDER_NEXT = {
    State.SUBMITTED: {
        State.ACCEPTED,
        State.REFUSED,
        State.TRANSFERRED,
        State.CANCELLED,
    },
    State.ACCEPTED: {
        State.DISPATCHED,
        State.OFFERED,
        State.TRANSFERRED,
        State.CANCELLED,
    },
    State.OFFERED: {
        State.CLAIMED,
        State.DISPATCHED,
        State.TRANSFERRED,
        State.CANCELLED,
    },
    State.DISPATCHED: {
        State.CLAIMED,
        State.ACCEPTED,  # declined: nobody is forced
        State.OFFERED,
        State.TRANSFERRED,
        State.CANCELLED,
    },
    State.CLAIMED: {
        State.SCHEDULED,
        State.IN_SERVICE,
        State.ACCEPTED,  # given back
        State.DISPATCHED,  # another organization
        State.OFFERED,
        State.CANCELLED,
    },
    State.SCHEDULED: {
        State.IN_SERVICE,
        State.CLAIMED,  # its activity was cancelled
        State.ACCEPTED,
        State.DISPATCHED,
        State.OFFERED,
        State.CANCELLED,
    },
    State.IN_SERVICE: {State.DELIVERED, State.CANCELLED},
    State.DELIVERED: {State.RATED, State.UNRATED, State.ACCEPTED},  # or done again
    State.RATED: {State.CLOSED},
    State.UNRATED: set(),  # never counted as good
    State.REFUSED: set(),
    State.CLOSED: set(),
    State.TRANSFERRED: set(),
    State.CANCELLED: set(),
}

# Somebody has to do something.
LIVING = tuple(state for state, later in ORDER_NEXT.items() if later)
ENDED = tuple(state for state, later in ORDER_NEXT.items() if not later)
# Nobody has taken it on: the person may still call it off.
UNCLAIMED = (State.SUBMITTED, State.ACCEPTED, State.OFFERED, State.DISPATCHED)
# An organization has said yes, so it knows whom it goes to.
ASSIGNED = (State.CLAIMED, State.SCHEDULED, State.IN_SERVICE, State.DELIVERED)
# Before the work has begun an organization may still step back, or be replaced.
NOT_BEGUN = (State.CLAIMED, State.SCHEDULED)
# Somebody has taken it on, and has not done it yet.
IN_HAND = (*NOT_BEGUN, State.IN_SERVICE)
WITH_ORGANIZATION = (
    State.DISPATCHED,
    *ASSIGNED,
    State.RATED,
    State.UNRATED,
    State.CLOSED,
)
# A site has taken it on, and somebody is wanted who meets it.
WANTED = (State.ACCEPTED, State.OFFERED, State.DISPATCHED)
# It is done; how well, the rating says.
MET = (State.DELIVERED, State.RATED, State.UNRATED, State.CLOSED)
WITHOUT_ORGANIZATION = (State.SUBMITTED, State.ACCEPTED, State.OFFERED)
# Somebody of us has to act, and is reminded before it is late; what waits here for too
# long goes to the site above by itself.
ESCALATED = (*UNCLAIMED, *IN_HAND)


class Act(models.TextChoices):
    """What was done with an order, as its history tells it."""

    SUBMIT = "submit", _("Reported")
    ACCEPT = "accept", _("Accepted by the site")
    REFUSE = "refuse", _("Not taken on")
    TRANSFER = "transfer", _("Passed to an office")
    CANCEL = "cancel", _("Called off")
    MERGE = "merge", _("Put together with another")
    DISPATCH = "dispatch", _("Dispatched to an organization")
    OFFER = "offer", _("Opened to organizations")
    REASSIGN = "reassign", _("Given to another organization")
    ESCALATE = "escalate", _("Sent up")
    CLAIM = "claim", _("Taken on")
    DECLINE = "decline", _("Declined by the organization")
    SCHEDULE = "schedule", _("Day set")
    UNSCHEDULE = "unschedule", _("The activity was cancelled")
    START = "start", _("Begun")
    DELIVER = "deliver", _("Done")
    RATE = "rate", _("Rated")
    REOPEN = "reopen", _("Taken up again")
    LAPSE = "lapse", _("Not rated in time")
    CLOSE = "close", _("Finished")


# What whoever asked is told of by a message.
TOLD = (Act.REFUSE, Act.TRANSFER, Act.CLAIM, Act.DELIVER, Act.CANCEL)


class Kind(models.TextChoices):
    """How large it is; a small wish (微心愿) is something small for one person."""

    NEED = "need", _("A need")
    WISH = "wish", _("A small wish")


class Channel(models.TextChoices):
    """How it came in."""

    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    HOME_VISIT = "home_visit", _("At a home visit")
    PHONE = "phone", _("On the phone")


class Proxy(models.TextChoices):
    """For whom somebody else asks; nothing where people ask for themselves."""

    OLDER = "older", _("For an older person")
    CHILD = "child", _("For a child")
    OTHER = "other", _("For somebody else")


class Way(models.TextChoices):
    """How somebody proved to be the one who may rate."""

    LINK = "link", _("By the link in the message")
    CODE = "code", _("By a code to the phone")
    CLERK = "clerk", _("Told to the site")


LEAST_GOOD = 3  # stars; with fewer it is taken up again
