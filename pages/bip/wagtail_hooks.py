"""What the administration keeps public: results of recruitments, for as long as they have to be."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from pages.bip.models import RecruitmentPage
from pages.bip.models.entries.outcome import keeps_public


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_results(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Say it before the question whether one is sure, also of what stands below the page."""
    if not isinstance(page, Page):
        return None
    below = RecruitmentPage.objects.descendant_of(page, inclusive=True).filter(live=True, alias_of=None)
    for recruitment in below.exclude(outcome=""):
        if why := keeps_public(recruitment):
            words = {"page": recruitment.get_admin_display_title(), "why": why}
            messages.error(request, _("“%(page)s” stays public. %(why)s") % words)
            return redirect("wagtailadmin_pages:edit", recruitment.pk)
    return None


@hooks.register("before_bulk_action")
def keep_results_of_several(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same when several are chosen at once."""
    if action_type not in {"unpublish", "delete"}:
        return None
    return next((answer for page in objects if (answer := keep_results(request, page))), None)
