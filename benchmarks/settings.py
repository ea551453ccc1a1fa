"""The program's settings, on databases of its own beside the program's."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, VAR_DIR, env

# What is seeded here leaves the demo's own password file alone.
VAR_DIR = VAR_DIR / "bench"

DATABASES["default"]["NAME"] = env.str("BENCH_DATABASE", "harbor_hours_bench")

ROOT_URLCONF = "benchmarks.urls"

# The same counting, but one machine may ask as often as it can.
API_CALLS_PER_MINUTE = API_CALLS_PER_MINUTE_AND_ADDRESS = 10**9
