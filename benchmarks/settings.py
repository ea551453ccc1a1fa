"""The program's settings, on databases of its own beside the program's."""

from config.settings import *  # noqa: F403
from config.settings import (
    DATABASE_OWNER,
    DATABASE_PROGRAM,
    DATABASES,
    VAR_DIR,
    env,
)

# What is seeded here leaves the demo's own password file alone.
VAR_DIR = VAR_DIR / "bench"

# As the owner, who makes and sweeps the cities; what is measured works as the program.
if DATABASE_OWNER["USER"] != DATABASE_PROGRAM:
    DATABASES["default"] |= DATABASE_OWNER
    DATABASES["default"]["OPTIONS"] = {
        **DATABASE_OWNER.get("OPTIONS", {}),
        "assume_role": DATABASE_PROGRAM,
    }
DATABASES["default"]["NAME"] = env.str("BENCH_DATABASE", "harbor_hours_bench")

ROOT_URLCONF = "benchmarks.urls"

# The same counting, but one machine may ask as often as it can.
API_CALLS_PER_MINUTE = API_CALLS_PER_MINUTE_AND_ADDRESS = 10**9
