"""Public pages as plain files: the page store in front of Django, and the static copy of the sites."""

from pathlib import Path

from portal.silent import SHARED_TABLES, SILENT_COLUMNS, SILENT_INSERTS, SILENT_TABLES

from .environment import MEDIA_URL, STATIC_URL, VAR_DIR, env

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
# What `fill_pages` asks for first; other pages it finds in the site map, those that nobody opened yet, too.
DELIVERY_STARTS = ("/", "/sitemap.xml", "/robots.txt", "/mapa-serwisu/", "/bip/")
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
