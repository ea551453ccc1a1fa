#!/usr/bin/env python
"""The command line of the program."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config.acting import acting
    from config.postgres import CannotStart

    page = " ".join(["manage.py", *sys.argv[1:2]])
    try:
        with acting(lambda: {"user": None, "url": page}):
            execute_from_command_line(sys.argv)
    except CannotStart as error:
        sys.exit(f"The embedded database cannot start: {error}")
