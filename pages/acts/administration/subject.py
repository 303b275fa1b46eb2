"""What the views of the administration share: which act or text they are about, and who may do what with it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from pages.acts.models import ActPage, ExpressionPage


def may_amend(user: Any, act: ActPage) -> bool:
    """Whether an account may add an act that amends this one, and its next text."""
    own, register = act.permissions_for_user(user), act.get_parent().permissions_for_user(user)
    return act.live and register.can_add_subpage() and own.can_add_subpage() and own.can_edit()


def may_import(user: Any, page: ActPage | ExpressionPage) -> bool:
    """Whether an account may put a text into a page, or below an act as a new one."""
    own = page.permissions_for_user(user)
    return own.can_edit() and (isinstance(page, ExpressionPage) or (page.live and own.can_add_subpage()))


def lock_fault(user: Any, page: Page) -> str:
    """Why nobody, or not this account, may change the page now; empty when it may."""
    if page.alias_of_id:
        return _("This page only repeats another one. Change that one.")
    lock = page.get_lock()
    return _("The page is locked. Nothing can be changed until it is unlocked.") if lock and lock.for_user(user) else ""


class ActsMixin(WagtailAdminTemplateMixin):
    """A view about one act or one text. `page_types` says which; other pages answer 404."""

    header_icon = "doc-full"
    page_types: tuple[type[Page], ...] = (ActPage, ExpressionPage)
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._find(kwargs["page_id"])
        if request.method == "POST":
            # Two who do the same at once: the second waits here, and then reads what the first one wrote.
            above = self.page.get_ancestors(inclusive=True).filter(depth__gt=2)
            list(Page.objects.select_for_update().filter(pk__in=above.values("pk")).values_list("pk"))
            self._find(kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def _find(self, pk: int) -> None:
        """Read the page, for whom it concerns: nobody else may keep others waiting."""
        self.page: Any = get_object_or_404(Page, pk=pk).specific
        if not isinstance(self.page, self.page_types):
            raise Http404
        if not self.is_allowed():
            raise PermissionDenied

    def is_allowed(self) -> bool:
        """Whether the person who asks may do this here."""
        return bool(self.page.permissions_for_user(self.request.user).can_edit())

    @property
    def edit_url(self) -> str:
        """Where the page is edited."""
        return reverse("wagtailadmin_pages:edit", args=(self.page.pk,))

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = get_breadcrumbs_items_for_page(self.page, self.request.user)
        return [*above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"page": self.page, "edit_url": self.edit_url, **kwargs})
