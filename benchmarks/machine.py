"""On what was measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

import django
from django.db import connection

SHOWN = (
    "shared_buffers",
    "work_mem",
    "maintenance_work_mem",
    "max_wal_size",
    "wal_level",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
)


def machine() -> dict[str, str | int | float]:
    """Processor, cores, memory in gigabytes (1024³), system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
    }


def versions() -> dict[str, str]:
    """What the program runs on, and the settings of PostgreSQL that matter here."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
        settings = {}
        for name in SHOWN:
            cursor.execute(f"SHOW {name}")
            (settings[name],) = cursor.fetchone()
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "granian": version("granian"),
        "postgresql": server.split()[0],
        **settings,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    named = [line for line in lines if line.startswith("model name")]
    return named[0].partition(":")[2].strip() if named else platform.machine()
