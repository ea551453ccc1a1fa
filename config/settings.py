"""Settings, from the environment (.env.example lists every one)."""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from config import keys, postgres

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# pypinyin reads our names character by character; the phrases it knows besides would
# take 44 MB of each process, and read 朝阳 as a sunrise.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

# Whoever sets no keys gets their own, made once and kept in var/keys.env.
KEY_NAMES = ("SECRET_KEY", "FIELD_KEYS", "FIELD_HASH_KEY")
_keys = {name: env.str(name, "") for name in KEY_NAMES}
if not all(_keys.values()):
    _keys = keys.load(VAR_DIR / "keys.env") | {k: v for k, v in _keys.items() if v}

SECRET_KEY = _keys["SECRET_KEY"]
FIELD_KEYS = keys.numbered(_keys["FIELD_KEYS"])
FIELD_HASH_KEY = _keys["FIELD_HASH_KEY"]
# While that key is changed; see volunteers/sealing.py.
FIELD_HASH_KEY_NEXT = env.str("FIELD_HASH_KEY_NEXT", "")
FIELD_HASH_KEYS_OLD = env.list("FIELD_HASH_KEYS_OLD", default=[])

DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "config",
    "policies",
    "volunteers",
    "notices",
    "activities",
    "hours",
    "recognition",
    "needs",
    "city",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "knox",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.PrivateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.acting.HistoryMiddleware",
    "config.middleware.RuleBrokenMiddleware",
    "config.middleware.WholeSignInMiddleware",
    "volunteers.access.middleware.SeenMiddleware",
    "volunteers.access.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "city.context.frame",
            ],
        },
    },
]

# Any server by DATABASE_URL; without it, the embedded one. The program signs in as a
# role that owns nothing; what makes tables signs in as their owner (config.database).
if env.str("DATABASE_URL", ""):
    _database = env.db_url("DATABASE_URL")
    DATABASE_OWNER = env.db_url("MIGRATION_DATABASE_URL", env.str("DATABASE_URL"))
else:
    _database = postgres.sign_in(postgres.PROGRAM)
    DATABASE_OWNER = postgres.sign_in(postgres.OWNER)
DATABASE_PROGRAM = _database["USER"]
DATABASES = {
    "default": {
        **_database,
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": env.str("TEST_DATABASE_NAME", "test_harbor_hours")},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who tells by the document number whether somebody is who they say they are.
IDENTITY_VERIFIER = env.str("IDENTITY_VERIFIER", "volunteers.verifying.number_fits")

# Messages to phones: see config/sms. By themselves they go to the console.
SMS_BACKEND = env.str("SMS_BACKEND", "console")
SMS_SIGNATURE = env.str("SMS_SIGNATURE", "港城志愿")
SMS_URL = env.str("SMS_URL", "")
SMS_TEMPLATE = env.str("SMS_TEMPLATE", '{"to": "{to}", "text": "{text}"}')
SMS_HEADERS = env.json("SMS_HEADERS", default={})
SMS_ACCEPTED = env.str("SMS_ACCEPTED", "")
SMS_TIMEOUT = env.int("SMS_TIMEOUT", 5)  # seconds

# Who signs in.
AUTH_USER_MODEL = "volunteers.Account"
AUTHENTICATION_BACKENDS = ["volunteers.backends.AnyLogin"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "volunteers.access.passwords.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/me/"
LOGOUT_REDIRECT_URL = "/"

# What django-allauth does: see volunteers/access and docs/decisions.
ACCOUNT_ADAPTER = "volunteers.access.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
MFA_ADAPTER = "volunteers.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_REAUTHENTICATION_REQUIRED = False  # volunteers.access.proof asks for it
MFA_TOTP_ISSUER = SMS_SIGNATURE
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "100/10m/ip"}
MFA_FORMS = {
    "activate_totp": "volunteers.access.forms.ActivateForm",
    "add_webauthn": "volunteers.access.forms.AddPasskeyForm",
    "authenticate": "volunteers.access.forms.SecondFactorForm",
    "authenticate_webauthn": "volunteers.access.forms.PasskeyForm",
    "login_webauthn": "volunteers.access.forms.PasskeyLoginForm",
}
# Signing in elsewhere: only where the environment names somebody.
SOCIALACCOUNT_PROVIDERS = {}
if WEIXIN_APP_ID := env.str("WEIXIN_APP_ID", ""):
    INSTALLED_APPS.append("allauth.socialaccount.providers.weixin")
    SOCIALACCOUNT_PROVIDERS["weixin"] = {
        "APPS": [{"client_id": WEIXIN_APP_ID, "secret": env.str("WEIXIN_SECRET")}]
    }
if OIDC_URL := env.str("OIDC_URL", ""):
    INSTALLED_APPS.append("allauth.socialaccount.providers.openid_connect")
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.str("OIDC_NAME", "OpenID Connect"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ]
    }
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may only lead to ourselves (CSP)
SOCIALACCOUNT_ADAPTER = "volunteers.access.adapters.ElsewhereAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# What must be known to all workers at once, such as codes already used.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "config_cache",
    }
}

# Language and time. The city has one time zone; it is not a setting.
LANGUAGE_CODE = env.str("LANGUAGE_CODE", "zh-hans")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.staticfiles.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.staticfiles.CompressedStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# What people send as files: bytes, and never more than this reaches the disk.
LARGEST_UPLOAD = env.int("LARGEST_UPLOAD_MB", 100) * 1024 * 1024
# And with a question or an answer about hours.
LARGEST_ATTACHMENT = env.int("LARGEST_ATTACHMENT_MB", 8) * 1024 * 1024
ATTACHMENTS_MOST = env.int("ATTACHMENTS_MOST", 5)
FILE_UPLOAD_HANDLERS = [
    "config.uploads.NoLargerThanAllowed",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Where people find the program; messages lead there.
SITE_URL = env.str("SITE_URL", "http://localhost:8000")

# What certificates are called: until the city's program is joined to the designated
# system, a certificate of hours is not 志愿服务记录证明 (民政部令 67).
CERTIFICATE_TITLE = env.str("CERTIFICATE_TITLE", "志愿服务时长证明")
CERTIFICATE_TITLE_EN = env.str(
    "CERTIFICATE_TITLE_EN", "Certificate of Volunteer Service Hours"
)

# Mail; by itself it goes to the console.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", 10)  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "webmaster@localhost")
# Who is told of errors by mail: where and of which kind, no values.
ADMINS = [("", address) for address in env.list("ADMINS", default=[])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if not DEBUG:
    DEFAULT_EXCEPTION_REPORTER = "config.error_reports.MaskingReporter"
    DEFAULT_EXCEPTION_REPORTER_FILTER = "config.error_reports.NoValues"

# Where `check_deploy` looks for backups, if PostgreSQL archives nothing by itself.
BACKUP_DIR = env.path("BACKUP_DIR", VAR_DIR / "backups")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Browsers take nothing from elsewhere and run nothing written into a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [SELF],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
# HTTPS=true behind a proxy that ends TLS and sets X-Forwarded-Proto.
HTTPS = env.bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Whether browsers are delivered with the whole domain in their list is its owner's.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Browsers give passkeys to HTTPS and to localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

KNOX_TOKEN_MODEL = "volunteers.Token"
# Its migrations would make the table of the model that ours replaces.
MIGRATION_MODULES = {"knox": None}
REST_KNOX = {"AUTH_HEADER_PREFIX": "Token"}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["volunteers.tokens.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticated",
        "volunteers.tokens.HasScope",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["config.api.parsers.JSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["config.api.limits.PerMinute"],
    "DEFAULT_PAGINATION_CLASS": "config.api.pagination.CursorPage",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "config.api.problems.handle",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
# How many proxies stand before the program and add to X-Forwarded-For.
NUM_PROXIES = env.int("NUM_PROXIES", 0)
API_CALLS_PER_MINUTE = env.int("API_CALLS_PER_MINUTE", 3000)
API_CALLS_PER_MINUTE_AND_ADDRESS = env.int("API_CALLS_PER_MINUTE_AND_ADDRESS", 3000)

SPECTACULAR_SETTINGS = {
    "TITLE": "Harbor Hours 港城志愿",
    "DESCRIPTION": "Volunteer hours of a city: logged, approved, counted.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "ActivityState": "activities.models.State",
        "NeedKind": "needs.models.Kind",
        "OrderState": "needs.models.State",
        "JobState": "config.models.Job.STATES",
        "LimitCode": "city.api_limits.CODES",
        "KindEnum": "volunteers.models.Organization.Kind",
        "ObjectionKind": "hours.models.Objection.Kind",
        "OrganizationStatus": "volunteers.models.Organization.Status",
        "SessionStatus": "hours.models.Status",
        "SignUpState": "activities.models.Seat",
        "StarState": "recognition.models.StarState",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "config.api.schema.add_problems",
        "config.api.schema.add_idempotency_key",
        "config.api.schema.close_bodies",
        "config.api.schema.list_codes",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.MaskingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
}
