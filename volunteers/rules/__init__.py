"""Every act that changes who is who. One verb, one function, one transaction."""

from volunteers.rules.appoint import appoint
from volunteers.rules.choose_language import choose_language
from volunteers.rules.join import join
from volunteers.rules.organizations import Application, apply
from volunteers.rules.register import Registration, register
from volunteers.rules.sign_in import sign_in

__all__ = [
    "Application",
    "Registration",
    "apply",
    "appoint",
    "choose_language",
    "join",
    "register",
    "sign_in",
]
