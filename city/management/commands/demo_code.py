from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from city.demo.accounts import ACCOUNTS, code_of


class Command(BaseCommand):
    help = "Print the code of the moment of a demo account with a second factor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login")

    def handle(self, *, login: str, **options: Any) -> None:
        try:
            self.stdout.write(code_of(login))
        except Authenticator.DoesNotExist:
            known = ", ".join(demo.login for demo in ACCOUNTS if demo.twice)
            raise CommandError(
                f"{login} needs no code in the demo city. These do: {known}"
            ) from None
