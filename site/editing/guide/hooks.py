"""Where the administration leads to the guide: the menu of help, and each page's own form."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from editing.guide.views import GuideView, TopicView

urlpatterns: list[URLPattern] = [
    path("", GuideView.as_view(), name="index"),
    path("<slug:slug>/", TopicView.as_view(), name="topic"),
]


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLResolver]:
    """Below /admin/guide/."""
    return [path("guide/", include((urlpatterns, "guide")))]


@hooks.register("register_help_menu_item")
def guide_item() -> MenuItem:
    """First in the menu of help, for everybody."""
    return MenuItem(_("Editors’ guide"), reverse("guide:index"), name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def only_our_guide(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own guide and its news are in English, and of a site that is not this one."""
    items[:] = [one for one in items if one.name != "editor-guide" and not one.name.startswith("whats-new-in-wagtail")]
