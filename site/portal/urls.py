"""Addresses of an installation; what is listed here comes before the page tree."""

from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import serve

from accounts import urls as accounts_urls
from accounts.views.signing_in import private_page_sign_in
from editing.conflicts import edit_page, revert_page
from editing.previews.views import shared_preview
from history import urls as history_urls
from pages.core import views
from portal.health import health
from portal.media import public_media
from portal.metrics import metrics
from portal.readiness import readiness
from portal.security import admin_policy
from portal.security_txt import old_address, security_txt
from portal.tags import autocomplete
from search import urls as search_urls
from upkeep.views import review
from visits import urls as visits_urls

# Kept by no browser, as Wagtail's own: who comes to the machine later finds nothing with the Back button.
own_urlpatterns = decorate_urlpatterns(
    [
        # Signing in, whose pages take the place of Wagtail's.
        *accounts_urls.urlpatterns,
        # These notice that somebody else has changed the page meanwhile.
        path("pages/<int:page_id>/edit/", edit_page, name="edit_page"),
        path("pages/<int:page_id>/revisions/<int:revision_id>/revert/", revert_page, name="revert_page"),
        # Wagtail's own lists the tags of every centre.
        path("tag-autocomplete/", autocomplete, name="wagtailadmin_tag_autocomplete"),
        path(
            "tag-autocomplete/<slug:app_name>/<slug:model_name>/",
            autocomplete,
            name="wagtailadmin_tag_model_autocomplete",
        ),
    ],
    never_cache,
)
admin_urlpatterns = decorate_urlpatterns(
    [*own_urlpatterns, *accounts_urls.without_replaced(wagtailadmin_urls.urlpatterns)], admin_policy
)

urlpatterns = [
    path("admin/", include(admin_urlpatterns)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", public_media, name="public_media"),
    path("", include(search_urls)),
    path("mapa-serwisu/", views.site_map, name="site_map"),
    path("sitemap.xml", require_safe(sitemap), {"content_type": "application/xml; charset=utf-8"}),
    path("robots.txt", views.robots),
    path("favicon.ico", views.favicon),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("security.txt", old_address),
    path("healthz", health, name="healthz"),
    path("readyz", readiness, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("podglad/<str:token>/", shared_preview, name="shared_preview"),
    path("przeglad/<str:token>/", review, name="upkeep_review"),
    path("", include(history_urls)),
    path("", include(visits_urls)),
    # Files that pages answer with: Wagtail's own pattern knows no full stop.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:atom|csv|html|ics|json|xml))$", serve, name="page_file"),
    path("_util/login/", private_page_sign_in, name="wagtailcore_login"),
    path("", include(wagtail_urls)),
]

handler400 = "pages.core.views.bad_request"
handler403 = "pages.core.views.permission_denied"
handler404 = "pages.core.views.page_not_found"
handler429 = "accounts.views.limits.too_many"
handler500 = "pages.core.views.server_error"
