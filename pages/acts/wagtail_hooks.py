"""Where the administration leads to what is done with acts, and what it refuses to publish by the way."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from pages.acts.administration import urls
from pages.acts.administration.publishing import Plan
from pages.acts.administration.subject import may_amend, may_import
from pages.acts.models import ActPage, ActRelation, ExpressionPage
from pages.acts.models.kinds import BEGINNING


@hooks.register("register_admin_urls")
def acts_urls() -> list[URLResolver]:
    """Below /admin/acts/."""
    return [path("acts/", include(urls))]


def _buttons(page: Page, user: Any) -> Iterator[Button]:
    if page.specific_class is ActPage:
        act = page.specific
        if may_amend(user, act):
            url = reverse("acts_admin:amend", args=(page.pk,))
            yield Button(gettext_lazy("New amending act"), url, icon_name="doc-full", priority=61)
        if may_import(user, act):
            url = reverse("acts_admin:import", args=(page.pk,))
            yield Button(gettext_lazy("Import a text"), url, icon_name="download", priority=62)
    elif page.specific_class is ExpressionPage and page.permissions_for_user(user).can_edit():
        if not page.live or page.has_unpublished_changes:
            url = reverse("acts_admin:check", args=(page.pk,))
            yield Button(gettext_lazy("Check and publish"), url, icon_name="upload", priority=61)
        url = reverse("acts_admin:import", args=(page.pk,))
        yield Button(gettext_lazy("Import the text"), url, icon_name="download", priority=62)


@hooks.register("register_page_header_buttons")
def header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of a page's own views."""
    return _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """In the menu beside a page in lists."""
    return _buttons(page, user)


@hooks.register("before_bulk_action")
def keep_contradictions_out(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Drafts published several at once pass no form: a text that contradicts others is led to the one that says why."""
    if action_type in {"unpublish", "delete"}:
        return next((answer for page in objects if (answer := keep_what_texts_rest_on(request, page))), None)
    if action_type not in {"publish", "move"}:
        return None
    for page in objects:
        text = page.specific if isinstance(page, Page) else None
        if not isinstance(text, ExpressionPage):
            continue
        if action_type == "move":
            return stay_below_the_act(request, text)
        plan = Plan(text, request.user)
        if plan.acts or plan.faults:
            message = _("“%(page)s” was not published, nor anything else in this step. Look at it here first.")
            messages.error(request, message % {"page": text.get_admin_display_title()})
            return redirect("acts_admin:check", text.pk)
    return None


@hooks.register("before_unpublish_page")
@hooks.register("before_delete_page")
def keep_what_texts_rest_on(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Without the act that gave it, or one that is worked into it, a text would be told to come from nowhere."""
    if not isinstance(page, Page) or page.specific_class is not ActPage:
        return None
    text = texts_resting_on(page).first()
    if text is None:
        return None
    message = _("“%(page)s” stays public, because a public text rests on it: “%(text)s”. Withdraw that text first.")
    words = {"page": page.specific.get_admin_display_title(), "text": text.title}
    messages.error(request, message % words)
    return redirect("wagtailadmin_pages:edit", page.pk)


def texts_resting_on(act: Page) -> QuerySet[ExpressionPage]:
    """Public texts of other acts that the act is worked into, or whose act it gave."""
    given = ActRelation.objects.filter(source=act, kind__in=BEGINNING, target__live=True).select_related("target")
    below = [Q(path__startswith=relation.target.path) for relation in given if relation.target]
    resting = reduce(or_, below, Q(incorporated__act=act))
    return ExpressionPage.objects.live().filter(resting).exclude(path__startswith=act.path).distinct()


@hooks.register("before_move_page")
def stay_below_the_act(request: HttpRequest, page: Page, destination: Page | None = None) -> HttpResponse | None:
    """A text would take its history along, and another act would be told to have said it."""
    if page.specific_class is not ExpressionPage:
        return None
    message = _("“%(page)s” can't be moved: the history of a text belongs to its act. Add a text to the other act.")
    messages.error(request, message % {"page": page.get_admin_display_title()})
    return redirect("wagtailadmin_explore", page.get_parent().pk)
