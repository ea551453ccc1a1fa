"""The command line."""

import sys

from config import postgres


def main(arguments: list[str]) -> int:
    """Do what the arguments ask for, and give back the exit code."""
    match arguments:
        case ["start"]:
            postgres.start()
        case ["stop"]:
            postgres.stop()
        case ["remove"]:
            postgres.remove()
        case ["status"]:
            print("running" if postgres.answers() else "stopped")
        case ["url"]:
            print(postgres.url())
        case _:
            print("usage: python -m config.postgres start|stop|remove|status|url")
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except postgres.CannotStart as error:
        sys.exit(f"The embedded database cannot start: {error}")
