"""The reports of upkeep in the menu and among the addresses of the administration."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports import ReportView
from wagtail.images.permissions import permission_policy as image_permission_policy
from wagtail.permissions import page_permission_policy

from upkeep.reports import ACTIONS, BrokenLinksView, OverdueView, OwnersView, PicturesView, UnexplainedView

REPORTS: dict[str, type[ReportView]] = {
    "overdue": OverdueView,
    "owners": OwnersView,
    "links": BrokenLinksView,
    "unexplained": UnexplainedView,
    "pictures": PicturesView,
}


class ReportItem(MenuItem):
    """Shown to those who have pages to look after."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody may edit any page."""
        return bool(page_permission_policy.user_has_any_permission(request.user, ACTIONS))


class PictureItem(MenuItem):
    """Shown to those who have pictures to look after."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether somebody may change any picture."""
        return bool(image_permission_policy.user_has_permission(request.user, "change"))


@hooks.register("register_admin_urls")
def upkeep_urls() -> list[URLPattern | URLResolver]:
    """At /admin/reports/upkeep/."""
    patterns = [
        address
        for name, view in REPORTS.items()
        for address in (
            path(f"{name}/", view.as_view(), name=name),
            path(f"{name}/results/", view.as_view(results_only=True), name=f"{name}_results"),
        )
    ]
    return [path("reports/upkeep/", include((patterns, "upkeep")))]


def _item(name: str, order: int) -> ReportItem:
    view = REPORTS[name]
    return ReportItem(
        view.page_title, reverse(f"upkeep:{name}"), name=f"upkeep-{name}", icon_name=view.header_icon, order=order
    )


@hooks.register("register_reports_menu_item")
def overdue_item() -> ReportItem:
    """Pages that are overdue or to be corrected."""
    return _item("overdue", 810)


@hooks.register("register_reports_menu_item")
def owners_item() -> ReportItem:
    """Pages by owner and age."""
    return _item("owners", 820)


@hooks.register("register_reports_menu_item")
def links_item() -> ReportItem:
    """Links that lead nowhere."""
    return _item("links", 830)


@hooks.register("register_reports_menu_item")
def unexplained_item() -> ReportItem:
    """Changes without a reason."""
    return _item("unexplained", 840)


@hooks.register("register_reports_menu_item")
def pictures_item() -> MenuItem:
    """Pictures that nobody has described."""
    view = PicturesView
    return PictureItem(
        view.page_title, reverse("upkeep:pictures"), name="upkeep-pictures", icon_name="image", order=850
    )
