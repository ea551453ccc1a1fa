"""For the demo: messages appear where the program was started."""

import sys

from config.sms import shortened


def deliver(*, to: str, text: str) -> None:
    sys.stderr.write(f"SMS {shortened(to)}: {text}\n")
    sys.stderr.flush()
