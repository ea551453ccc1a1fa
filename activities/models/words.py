"""The words an activity is described in, and the moves of its life and of a seat's."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an activity stands; that it is under way or over, its dates say."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Open for sign-up")
    CLOSED = "closed", _("Sign-up closed")
    CANCELLED = "cancelled", _("Cancelled")


ACTIVITY_NEXT = {
    State.DRAFT: {State.PUBLISHED},
    State.PUBLISHED: {State.CLOSED, State.CANCELLED},
    State.CLOSED: {State.PUBLISHED, State.CANCELLED},
    State.CANCELLED: set(),
}

# The city may read of these, and hours may be logged for them.
HELD = (State.PUBLISHED, State.CLOSED)


class Audience(models.TextChoices):
    """Who may sign up."""

    PUBLIC = "public", _("Everybody who is registered")
    MEMBERS = "members", _("Members of the organization")
    INVITED = "invited", _("Whoever is invited")


class Recipient(models.TextChoices):
    """Whom the service is for, by the codes of the national system."""

    CHILDREN = "01", _("Children")
    WOMEN = "02", _("Women")
    OLDER_PEOPLE = "03", _("Older people")
    DISABLED_PEOPLE = "04", _("Disabled people")
    ENTITLED_PEOPLE = "05", _("Families of soldiers and martyrs")
    POOR_FAMILIES = "06", _("Families in hardship")
    SPECIAL_GROUPS = "07", _("People in special situations")
    SICK_PEOPLE = "08", _("Sick people")
    RURAL_RESIDENTS = "09", _("Village residents")
    URBAN_RESIDENTS = "10", _("Town residents")
    PUBLIC = "11", _("The public")
    TAXPAYERS = "13", _("Taxpayers")
    OTHER = "99", _("Others")


class Guarantee(models.TextChoices):
    """What volunteers are given, as the national system lists it."""

    INSURANCE = "insurance", _("Insurance")
    SHARED_RIDE = "shared_ride", _("A ride together")
    TRAVEL_MONEY = "travel_money", _("Travel expenses")
    MEALS = "meals", _("Meals")
    WATER = "water", _("Drinking water")
    LODGING = "lodging", _("Lodging")
    CLOTHES = "clothes", _("Clothes")
    TOOLS = "tools", _("Tools")
    CHECK_UP = "check_up", _("A medical check-up")
    TRAINING = "training", _("Training")
    CERTIFICATE = "certificate", _("A certificate")
    OTHER = "other", _("Something else")


class Seat(models.TextChoices):
    """What became of somebody's wish to come to a shift."""

    SEATED = "seated", _("Signed up")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("A seat is free for you")
    GIVEN_UP = "given_up", _("Given up")
    LAPSED = "lapsed", _("The offer ran out")
    CANCELLED = "cancelled", _("The activity was cancelled")


SEAT_NEXT = {
    Seat.WAITING: {Seat.OFFERED, Seat.GIVEN_UP, Seat.CANCELLED},
    Seat.OFFERED: {Seat.SEATED, Seat.GIVEN_UP, Seat.LAPSED, Seat.CANCELLED},
    Seat.SEATED: {Seat.GIVEN_UP, Seat.CANCELLED},
    Seat.GIVEN_UP: set(),  # whoever signs up anew has another row, at the end
    Seat.LAPSED: set(),
    Seat.CANCELLED: set(),
}

# These take one of the shift's seats, and the person's time (L26).
TAKES_A_SEAT = (Seat.SEATED, Seat.OFFERED)
# These are still about the shift.
LIVING = (Seat.SEATED, Seat.WAITING, Seat.OFFERED)
