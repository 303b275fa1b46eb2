"""What the administration shows to whom."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_reports_menu")
def hide_reports_on_all_centres(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The report on page types names pages of every centre; `portal.security` refuses it to a centre's editors."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]
