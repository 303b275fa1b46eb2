"""How Wagtail behaves for editors, and what may be uploaded."""

from portal.search_engine import search_engine

from .environment import env

WAGTAIL_SITE_NAME = "Jawny Ośrodek"
WAGTAILADMIN_BASE_URL = env.str("ADMIN_BASE_URL", default="http://localhost:8000")
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
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "pages.core.rich_text.TextArea"}}
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
