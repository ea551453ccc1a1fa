"""What is missing for production is said in sentences."""

import io
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import call_command

from config import deployment

KEYS = {
    "SECRET_KEY": "x7" * 30 + "abcdefgh",
    "FIELD_KEYS": "1:" + "A" * 43 + "=",
    "FIELD_HASH_KEY": "B" * 43 + "=",
}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "DEBUG": "false",
    "HTTPS": "true",
    "ALLOWED_HOSTS": "hours.example.cn",
    "SITE_URL": "https://hours.example.cn",
    "EMAIL_URL": "smtp+tls://user:pass@mail.example.cn:587",
    "DEFAULT_FROM_EMAIL": "hours@example.cn",
    "SMS_BACKEND": "http",
    "SMS_URL": "https://sms.example.cn/send",
    **KEYS,
}


@pytest.fixture
def ready(settings, monkeypatch, tmp_path, db):
    """An installation in which nothing is missing."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    # Tests in a browser need it, before or after these.
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    (tmp_path / "today.dump").touch()
    settings.BACKUP_DIR = tmp_path
    name = settings.DATABASES["default"]["NAME"]
    settings.DATABASE_OWNER = {**settings.DATABASE_OWNER, "NAME": name}
    settings.ALLOWED_HOSTS = ["hours.example.cn"]
    settings.SITE_URL = "https://hours.example.cn"
    settings.SECRET_KEY = KEYS["SECRET_KEY"]
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = deployment.YEAR
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "hours@example.cn"
    settings.SMS_BACKEND = "http"
    # The tests' own server may be the embedded one.
    checks = (one for one in deployment.CHECKS if one is not deployment._server)
    monkeypatch.setattr(deployment, "CHECKS", tuple(checks))
    return settings


def test_nothing_is_missing(ready):
    assert deployment.missing() == []
    out = io.StringIO()
    call_command("check_deploy", stdout=out)
    assert out.getvalue() == "Nothing is missing for production.\n"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEBUG", True, "DEBUG=false"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", ["localhost"], "ALLOWED_HOSTS"),
        ("SITE_URL", "http://localhost:8000", "SITE_URL"),
        ("SITE_URL", "hours.example.cn", "SITE_URL"),
        ("HTTPS", False, "HTTPS=true"),
        ("SECURE_HSTS_SECONDS", 60, "HSTS"),
        (
            "EMAIL_BACKEND",
            "django.core.mail.backends.console.EmailBackend",
            "EMAIL_URL",
        ),
        ("DEFAULT_FROM_EMAIL", "webmaster@localhost", "DEFAULT_FROM_EMAIL"),
        ("SMS_BACKEND", "console", "SMS_BACKEND"),
        ("DATABASE_PROGRAM", settings.DATABASE_OWNER["USER"], "MIGRATION_DATABASE_URL"),
        ("BACKUP_DIR", "/nowhere", "backups"),
        ("FIELD_KEYS", {2: "new", 1: "old"}, "rotate_keys"),
        ("FIELD_HASH_KEY_NEXT", "next", "rotate_keys"),
        ("SESSION_COOKIE_SECURE", False, "security.W012"),
    ],
)
def test_what_is_missing_is_said(ready, name, value, says):
    setattr(ready, name, value)

    assert [one for one in deployment.missing() if says in one]
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_deploy", stdout=out)
    assert ended.value.code == 1
    assert says in out.getvalue()


def test_keys_that_lie_beside_the_data_are_said(ready, monkeypatch):
    monkeypatch.delenv("FIELD_KEYS")
    assert "FIELD_KEYS" in " ".join(deployment.missing())


def test_djangos_own_check_is_clean_under_production_settings():
    # What the tests that drive a browser set is no setting of production.
    own = {k: v for k, v in os.environ.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    ran = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env=own | PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "no issues" in ran.stdout
