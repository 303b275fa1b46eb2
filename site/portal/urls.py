"""Addresses of an installation; what is listed here comes before the page tree."""

from django.db.transaction import non_atomic_requests
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import LoginView, PasswordResetView
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import serve

from history import urls as history_urls
from pages.core import views
from portal.editing import edit_page, revert_page
from portal.health import health
from portal.media import public_media
from portal.security import admin_policy
from portal.tags import autocomplete
from search import urls as search_urls
from visits import urls as visits_urls

own_urlpatterns = [
    # Checking a password takes long on purpose, and so may a mail server: nobody else's writing waits for them.
    path("login/", non_atomic_requests(LoginView.as_view()), name="wagtailadmin_login"),
    path("password_reset/", non_atomic_requests(PasswordResetView.as_view()), name="wagtailadmin_password_reset"),
    # These notice that somebody else has changed the page meanwhile.
    path("pages/<int:page_id>/edit/", edit_page, name="edit_page"),
    path("pages/<int:page_id>/revisions/<int:revision_id>/revert/", revert_page, name="revert_page"),
    # Wagtail's own lists the tags of every centre.
    path("tag-autocomplete/", autocomplete, name="wagtailadmin_tag_autocomplete"),
    path(
        "tag-autocomplete/<slug:app_name>/<slug:model_name>/", autocomplete, name="wagtailadmin_tag_model_autocomplete"
    ),
]
admin_urlpatterns = decorate_urlpatterns([*own_urlpatterns, *wagtailadmin_urls.urlpatterns], admin_policy)

urlpatterns = [
    path("admin/", include(admin_urlpatterns)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", public_media, name="public_media"),
    path("", include(search_urls)),
    path("mapa-serwisu/", views.site_map, name="site_map"),
    path("sitemap.xml", sitemap),
    path("robots.txt", views.robots),
    path("favicon.ico", views.favicon),
    path("healthz", health, name="healthz"),
    path("", include(history_urls)),
    path("", include(visits_urls)),
    # Files that pages answer with: Wagtail's own pattern knows no full stop.
    re_path(r"^((?:[\w\-]+/)+[\w\-]+\.(?:atom|csv|html|ics|json|xml))$", serve, name="page_file"),
    path("", include(wagtail_urls)),
]

handler400 = "pages.core.views.bad_request"
handler403 = "pages.core.views.permission_denied"
handler404 = "pages.core.views.page_not_found"
handler500 = "pages.core.views.server_error"
