"""What every installation shares. Safe for production as it stands; `dev` and `test` only relax it."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from portal.cache_server import cache_server
from portal.database import sqlite_options
from portal.file_storage import file_storage

from .delivering import *  # noqa: F403 -- settings modules are layers
from .editing import *  # noqa: F403 -- as above
from .environment import *  # noqa: F403 -- as above
from .environment import BASE_DIR, VAR_DIR, env
from .signing_in import *  # noqa: F403 -- as above

SECRET_KEY = env.str("SECRET_KEY", default="")
# Earlier ones, which open what was signed or encrypted with them.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", ".localhost", "127.0.0.1", "[::1]"])
USE_X_FORWARDED_HOST = False

# -- applications ----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal",
    "editing",
    "upkeep",
    "compliance",
    "transfer",
    "pages.home",
    "pages.standard",
    "pages.acts",
    "pages.organisation",
    "pages.programmes",
    "pages.bip",
    "pages.accessibility",
    "news",
    "pages.core",
    "history",
    "search",
    "visits",
    "copies",
    "delivery",
    "proofing",
    "accounts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "portal.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.GZipTextMiddleware",
    "delivery.verdicts.VerdictMiddleware",
    "portal.middleware.BrowserPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.middleware.ReadableUrlMiddleware",
    "visits.middleware.VisitsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionLimitMiddleware",
    # Outside of the transaction: what is refused is rolled back, the log of it is not.
    "compliance.middleware.AttemptsMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Before redirects, which then come first on the way back: a page that moved is not gone.
    "history.middleware.TombstoneMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.middleware.OneTransactionMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.core.context_processors.centre",
            ],
        },
    },
]

# -- data ------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = sqlite_options()
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A network that swallows packets must not hold readers up: the page store has their pages.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
# With IMMEDIATE transactions each request in a transaction would queue for the write lock: wrap writes only.
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Files by default, since every process of a machine must see what another one changed; sessions stay in the database.
CACHES = {
    "default": cache_server(env.cache_url("CACHE_URL"))
    if env.str("CACHE_URL", default="")
    else {
        "BACKEND": "portal.cache.SharedFileCache",
        "LOCATION": str(VAR_DIR / "cache"),
        # Counts of searches without results must not crowd out what pages keep there.
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    }
}

MEDIA_ROOT = VAR_DIR / "media"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
# No other site has a use for them.
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Bytes of attachments as versions showed them; nothing serves the folder directly.
    "history": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "history")},
    },
    # Archives of the whole; better on another machine, and not in the bucket that the files are in.
    "copies": file_storage(env.str("COPIES_DIR", default="") or str(VAR_DIR / "copies")),
}
# For several machines, which share a bucket.
if FILES_URL := env.str("FILES_URL", default=""):
    STORAGES["default"], STORAGES["history"] = file_storage(FILES_URL, "media"), file_storage(FILES_URL, "history")
# A drill tries a copy out with these: nothing in it may reach what the running site shares, or write to anybody. A copy
# is good also when it holds a centre that this machine no longer answers for.
COPIES_DRILL_ENVIRONMENT = {
    "ALLOWED_HOSTS": "*",
    "CACHE_URL": "locmemcache://",
    "FILES_URL": "",
    "SEARCH_ENGINE_URL": "",
    "EMAIL_URL": "",
    "JOURNAL_KEY_FILE": "",
    "PAGE_STORE": "off",
    "PAGES_LINKED": "off",
    "FRONTEND_CACHE_URL": "",
    "AUDIT_LOG": "off",
    "HTTPS": "off",
}

# -- language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "pl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("pl", "Polski")]
# The second fills gaps in Wagtail's own Polish, and says better what it says whatever the gender of a word.
LOCALE_PATHS = [BASE_DIR / "site" / "portal" / "locale", BASE_DIR / "site" / "portal" / "library_locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = True

# -- e-mail ----------------------------------------------------------------------------------------------------------

# Without a server nothing is sent and nothing promised: the sign-in page then offers no new password by e-mail.
WAGTAIL_PASSWORD_RESET_ENABLED = bool(env.str("EMAIL_URL", default=""))
vars().update(env.email_url("EMAIL_URL") if WAGTAIL_PASSWORD_RESET_ENABLED else env.email_url_config("dummymail://"))
# What sends, once the request that wanted it has succeeded.
EMAIL_AFTER_COMMIT: str = vars()["EMAIL_BACKEND"]
EMAIL_BACKEND = "portal.mail.AfterCommitBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", default="webmaster@localhost")

# -- https, one switch -----------------------------------------------------------------------------------------------

HTTPS = env.bool("HTTPS", default=False)
if HTTPS:
    SECURE_SSL_REDIRECT = True
    # A watchman on the same machine asks without it; what asks by itself is not led on to where it might trust less.
    SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
# Only a proxy that overwrites the header may be believed; otherwise anyone could forge it.
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# `no-referrer` would break every POST over HTTPS, signing in too.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# The editors' preview stands in a frame of the site itself; only an office that owns every subdomain may promise HTTPS
# for all of them, or enter browsers' preload list.
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W005", "security.W021"]

# Public pages; the administration, whose inline scripts it would block, has its own in `portal.security`.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    }
}

# -- public history --------------------------------------------------------------------------------------------------

HISTORY_FUNCTION_OF = "portal.roles.function_of"
HISTORY_COLLECTION_OF = "pages.core.models.centre_collection"
# The private key that signs checkpoints. Only `manage.py journal` reads it: keep it where the web server can't.
HISTORY_KEY_FILE = env.str("JOURNAL_KEY_FILE", default="")

# -- legal compliance -----------------------------------------------------------------------------------------------

# How long the log of failed sign-ins and refusals is kept; the board asks for two years at least.
ATTEMPTS_KEPT_DAYS = env.int("ATTEMPTS_KEPT_DAYS", default=730)
# How long it is kept which owner was asked about a page, and what they answered; at least as long as the links work.
REVIEWS_KEPT_DAYS = env.int("REVIEWS_KEPT_DAYS", default=730)

# -- statistics ------------------------------------------------------------------------------------------------------

# Visits wait in memory for so long at most, unless nobody comes; None leaves writing them to whoever calls for it.
VISITS_WRITE_SECONDS: float | None = 10

# -- whom to tell of a weakness, who may look at figures -------------------------------------------------------------

# Empty: each centre's own e-mail or telephone.
SECURITY_CONTACTS = env.list("SECURITY_CONTACT", default=[])
# When somebody last made sure that reports reach a person; without an own answer, when this release did.
SECURITY_CONTACT_CONFIRMED = env.str("SECURITY_CONTACT_CONFIRMED", default="2026-11-29")
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# -- logging ---------------------------------------------------------------------------------------------------------

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"audit": {"level": "INFO"}},
}
# What people did: beside everything else, in a file of its own, or not at all.
AUDIT_LOG = env.str("AUDIT_LOG", default="on")
if AUDIT_LOG == "off":
    LOGGING["loggers"]["audit"] = {"handlers": [], "propagate": False}
elif AUDIT_LOG != "on":
    # Opened anew when a tool has put the old one aside.
    LOGGING["handlers"]["audit"] = {
        "class": "logging.handlers.WatchedFileHandler",
        "filename": AUDIT_LOG,
        "encoding": "utf-8",
        "formatter": "json",
    }
    LOGGING["loggers"]["audit"] = {"handlers": ["audit"], "level": "INFO", "propagate": False}
