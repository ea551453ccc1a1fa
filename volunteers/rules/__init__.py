"""Every act that changes who is who. One verb, one function, one transaction."""

from volunteers.rules.appoint import appoint
from volunteers.rules.join import join
from volunteers.rules.register import Registration, register

__all__ = ["Registration", "appoint", "join", "register"]
