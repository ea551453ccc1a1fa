"""For the demo: each message is a file in var/sms/, the newest the last by name."""

import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from config.sms import shortened


def deliver(*, to: str, text: str) -> None:
    folder = Path(settings.VAR_DIR) / "sms"
    folder.mkdir(parents=True, exist_ok=True)
    now = timezone.localtime()
    path = folder / f"{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.txt"
    path.touch(mode=0o600)
    path.write_text(f"{shortened(to)}\n{text}\n")
