"""What every installation shares. Safe for production as it stands; `dev` and `test` only relax it."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from portal.cache_server import cache_server
from portal.database import sqlite_options
from portal.file_storage import file_storage
from portal.search_engine import search_engine
from portal.silent import SHARED_TABLES, SILENT_COLUMNS, SILENT_INSERTS, SILENT_TABLES

BASE_DIR = Path(__file__).resolve().parents[3]

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Everything the site writes while it runs: database, uploads, collected static files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()

SECRET_KEY = env.str("SECRET_KEY", default="")
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
MEDIA_URL = "/media/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATIC_URL = "/static/"
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
# A drill tries a copy out with these: nothing in it may reach what the running site shares, or write to anybody.
COPIES_DRILL_ENVIRONMENT = {
    "CACHE_URL": "locmemcache://",
    "FILES_URL": "",
    "SEARCH_ENGINE_URL": "",
    "EMAIL_URL": "",
    "JOURNAL_KEY_FILE": "",
    "PAGE_STORE": "off",
    "AUDIT_LOG": "off",
    "HTTPS": "off",
}

# -- language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", "Polski")]
# The second fills gaps in Wagtail's own Polish, and says better what it says whatever the gender of a word.
LOCALE_PATHS = [BASE_DIR / "site" / "portal" / "locale", BASE_DIR / "site" / "portal" / "library_locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = True

# -- signing in ------------------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.OfficeWordsValidator"},
]
AUTHENTICATION_BACKENDS = ["accounts.backend.AccountBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# One way in, one way to a new password: what Wagtail has of its own is switched off or replaced.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
# An e-mail opens the account: who sits down at an open screen must not be able to put in their own.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# A second factor for those who publish or approve; `off` for a demonstration.
SECOND_FACTOR = env.str("SECOND_FACTOR", default="publishers")
# Names of addresses that answer those, too, who have yet to set theirs up.
SECOND_FACTOR_HELP = ("guide:index", "guide:topic")
# The line of help at the top of each page's form.
PAGE_HELP_PANEL = "editing.guide.panels.GuidePanel"
# Says which groups a user may invite to.
ACCOUNTS_GROUPS_FOR = "portal.roles.groups_to_invite"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# A letter to an address that nobody has an account with would let anyone write to anyone in the centre's name.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": None,  # refused attempts must reach the log, see `accounts.adapter`
    # Wrong passwords for an account from an address, and wrong codes for an account.
    "login_failed": "5/15m/key",
    "login_address": "30/15m/ip",
    "reset_password": "20/15m/ip,3/15m/key",
}
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
    "reset_password": "accounts.forms.AskForPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetFirstPasswordForm",
}
MFA_ADAPTER = "accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.AnswerForm",
    "reauthenticate": "accounts.forms.AnswerAgainForm",
    "activate_totp": "accounts.forms.ActivateForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.forms.RenamePasskeyForm",
}
# From signing in, and since the last thing somebody did.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
# In the session: a cookie of its own would carry titles of pages, without the prefix that the others have.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "pages.core.views.csrf_failure"

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

# -- Wagtail ---------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Jawny Ośrodek"
WAGTAILADMIN_BASE_URL = env.str("ADMIN_BASE_URL", default="http://localhost:8000")
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
# Without these two the administration would call gravatar.com and releases.wagtail.org.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
# It leads to a guide in English; ours is in the menu of help.
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_DOCUMENT_MODEL = "core.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.documents.DocumentForm"
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 20_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.images.PictureForm"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "ics",
    "json",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "xlsx",
    "xml",
    "zip",
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# A film in Polish Sign Language: five minutes in good quality, with room to spare.
FILM_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
# Documents go through a view that checks who may see them; nothing serves their folder directly.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The administration searches drafts too, by Wagtail's own index; readers have one of their own.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
    "public": {"BACKEND": "search.backend"},
}
# For an installation that outgrows its database's own search.
if SEARCH_ENGINE_URL := env.str("SEARCH_ENGINE_URL", default=""):
    WAGTAILSEARCH_BACKENDS["engine"] = search_engine(SEARCH_ENGINE_URL)

# Wagtail's rights reach from a page down to all below it; roles narrow them.
PAGE_PERMISSION_TESTER = "portal.roles.page_rights.RolePermissionTester"

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

# -- page store ------------------------------------------------------------------------------------------------------

# Public pages as plain files, in front of Django; deleting the folder costs time and nothing else.
PAGE_STORE = env.bool("PAGE_STORE", default=True)
PAGES_DIR = Path(env.str("PAGES_DIR", default=str(VAR_DIR / "pages")))
# For a web server that hands the files out by itself: keeps `HOST/current` for it.
PAGES_LINKED = env.bool("PAGES_LINKED", default=False)
# Bytes that each process keeps in memory of it.
DELIVERY_MEMORY = env.int("PAGES_MEMORY_MB", default=24) * 1_000_000
# Seconds for which caches further out may give a page without asking; they are told when it changes.
PAGES_SHARED_SECONDS = env.int("PAGES_SHARED_SECONDS", default=0)
FRONTEND_CACHE_URL = env.str("FRONTEND_CACHE_URL", default="")
WAGTAILFRONTENDCACHE = (
    {"default": {"BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend", "LOCATION": FRONTEND_CACHE_URL}}
    if FRONTEND_CACHE_URL
    else {}
)
DELIVERY_PASSED_BY = (
    STATIC_URL,
    MEDIA_URL,
    "/admin/",
    "/documents/",
    "/podglad/",
    "/przeglad/",
    "/.well-known/",
    "/security.txt",
    "/healthz",
    "/readyz",
    "/metrics",
    "/_util/",
)
# Tables and columns that show nowhere in public; writing to any other makes every kept page of the site anew.
DELIVERY_SILENT_TABLES = SILENT_TABLES
DELIVERY_SILENT_COLUMNS = SILENT_COLUMNS
DELIVERY_SILENT_INSERTS = SILENT_INSERTS
# What shows in several centres, whoever writes to it.
DELIVERY_SHARED_TABLES = SHARED_TABLES

# -- static copy of the public sites ---------------------------------------------------------------------------------

# Where a copy begins; the rest is what links lead to.
MIRROR_STARTS = ("/", "/bip/", "/sitemap.xml", "/robots.txt", "/favicon.ico")
# Addresses that need the live site, as do all questions but those of pages of a list and ways of looking at one.
MIRROR_LEFT_OUT = ("/admin/", "/_util/", "/szukaj/", "/szukaj.json", "/podglad/", "/przeglad/")
MIRROR_PARAMETERS = ("strona", "widok", "tylko")
# Counts of visits: their addresses are compared with the site, what they say is not.
MIRROR_COUNTED = ("/bip/statystyka/",)
# Grows with every publication.
MIRROR_JOURNAL = "/bip/dziennik/dziennik.jsonl"

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
