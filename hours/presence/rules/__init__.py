"""Every act of checking in and out. One verb, one function, one transaction."""

from hours.presence.rules.by_organizer import check_in_by, check_out_by
from hours.presence.rules.check_in import check_in
from hours.presence.rules.check_out import check_out
from hours.presence.rules.check_point import (
    print_code,
    renew_codes,
    take_poster_down,
)
from hours.presence.rules.force_out import force_out
from hours.presence.rules.walk_ins import let_in, turn_down

__all__ = [
    "check_in",
    "check_in_by",
    "check_out",
    "check_out_by",
    "force_out",
    "let_in",
    "print_code",
    "renew_codes",
    "take_poster_down",
    "turn_down",
]
