"""Every act of checking in and out. One verb, one function, one transaction."""

from hours.presence.rules.by_organizer import check_in_by, check_out_by
from hours.presence.rules.check_in import check_in
from hours.presence.rules.check_out import check_out
from hours.presence.rules.check_point import (
    print_code,
    renew_codes,
    set_place,
    take_poster_down,
)
from hours.presence.rules.confirm_roster import confirm_roster
from hours.presence.rules.force_out import force_out
from hours.presence.rules.look import look
from hours.presence.rules.walk_ins import let_in, turn_down
from hours.presence.rules.witness import witness

__all__ = [
    "check_in",
    "check_in_by",
    "check_out",
    "check_out_by",
    "confirm_roster",
    "force_out",
    "let_in",
    "look",
    "print_code",
    "renew_codes",
    "set_place",
    "take_poster_down",
    "turn_down",
    "witness",
]
