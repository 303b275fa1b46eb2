"""Where Wagtail asks what else is to be done when pages go: one by one, or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from editing.leaving import urls
from editing.leaving.questions import DELETE, UNPUBLISH, Leave, LeavingForm
from editing.leaving.rights import may_use_bin
from editing.models import RESTORED
from history.departures import reason_of_departure
from history.reasons import give_reason

DEEDS = (DELETE, UNPUBLISH)


def _listen(request: HttpRequest, pages: Sequence[Page], deed: str) -> HttpResponse | None:
    """Check the answers before anything happens; what is wrong is said where it was asked, with all that was typed."""
    if request.method != "POST":
        return None
    form = LeavingForm(request.POST, pages=pages, deed=deed)
    if form.is_valid():
        request.leave = Leave(form)  # type: ignore[attr-defined]  # ours, for the hook that comes after
        return None
    messages.error(request, _("Nothing has been removed. Mend the answers that are marked below."))
    query = request.GET.copy()
    for name in (*form.fields, "next"):
        query[name] = request.POST.get(name, "")
    return redirect(f"{request.path}?{query.urlencode()}")


def _carry_out(request: HttpRequest) -> None:
    if leave := getattr(request, "leave", None):
        leave.carry_out()


# Last, when nobody else refuses.
@hooks.register("before_delete_page", order=900)
def listen_before_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page is deleted with all below it."""
    return _listen(request, [page], DELETE)


@hooks.register("before_unpublish_page", order=900)
def listen_before_withdrawal(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page is withdrawn."""
    return _listen(request, [page], UNPUBLISH)


@hooks.register("before_bulk_action", order=900)
def listen_before_bulk_action(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for several; the reason is that of each."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type not in DEEDS or not pages:
        return None
    if note := reason_of_departure(request.POST):
        give_reason(note)
    return _listen(request, pages, action_type)


@hooks.register("after_delete_page")
@hooks.register("after_unpublish_page")
def carry_out(request: HttpRequest, page: Page) -> None:
    """The page is gone."""
    _carry_out(request)


@hooks.register("after_bulk_action")
def carry_out_in_bulk(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """All of them are."""
    if action_type in DEEDS:
        _carry_out(request)


@hooks.register("after_delete_page", order=900)
def say_where_it_is(request: HttpRequest, page: Page) -> None:
    """Deleting by mistake is undone in the bin."""
    _tell_of_bin(request)


@hooks.register("after_bulk_action", order=900)
def say_where_they_are(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same for several."""
    if action_type == DELETE and any(isinstance(item, Page) for item in objects):
        _tell_of_bin(request)


def _tell_of_bin(request: HttpRequest) -> None:
    button = messages.button(reverse("leaving:bin"), _("Open the bin"))
    messages.info(request, _("What was deleted can be brought back for 30 days."), buttons=[button])


# -- the bin ----------------------------------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def bin_urls() -> list[URLResolver]:
    """Below /admin/bin/."""
    return [path("bin/", include(urls))]


class BinItem(MenuItem):
    """For whoever may add pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_use_bin(request.user)


@hooks.register("register_admin_menu_item")
def bin_item() -> MenuItem:
    """In the main menu, below what is used every day."""
    return BinItem(gettext_lazy("Bin"), reverse("leaving:bin"), name="bin", icon_name="bin", order=900)


@hooks.register("register_log_actions")
def restoring_is_logged(actions: Any) -> None:
    """In the page's own history of what editors did."""
    actions.register_action(RESTORED, gettext_lazy("Bring back from the bin"), gettext_lazy("Brought back"))
