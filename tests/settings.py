"""
The program's settings, with what only tests want.

Tests sign in as the owner of the tables and work as the program (see ``conftest``),
so what the program may not do is refused to them as well.
"""

from config.settings import *  # noqa: F403
from config.settings import DATABASE_OWNER as OWNER
from config.settings import DATABASES

# Others see a commit as soon; no test cuts the power.
QUICK = {"options": "-c synchronous_commit=off"}

DATABASE_OWNER = {**OWNER, "OPTIONS": {**OWNER.get("OPTIONS", {}), **QUICK}}
PROGRAM_SIGN_IN = DATABASES["default"]
DATABASES["default"] = {**PROGRAM_SIGN_IN, **DATABASE_OWNER}
DATABASES["default"]["OPTIONS"] = {**DATABASE_OWNER["OPTIONS"]}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
SMS_BACKEND = "memory"
