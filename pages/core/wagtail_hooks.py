"""What the administration does differently here."""

from collections.abc import Callable
from typing import Any

from django.db import router
from django.db.models import Model, QuerySet, RestrictedError
from django.db.models.deletion import Collector
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.compare import FieldComparison, register_comparison_class
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.rich_text import features as rich_text_features
from wagtail.rich_text.pages import PageLinkHandler

from pages.core.addresses import local_url
from pages.core.documents import hooks as document_hooks  # noqa: F401 -- registered by being imported
from pages.core.fields import PartialDateField
from pages.core.languages import in_language_of
from pages.core.proofing import hooks as proofing_hooks  # noqa: F401 -- they register themselves

# Its values are dates, which can't be compared letter by letter.
register_comparison_class(PartialDateField, comparison_class=FieldComparison)


@hooks.register("on_serve_page")
def speak_its_language(next_answer: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Whatever address below a page answers."""

    def answer(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        return in_language_of(page, lambda: next_answer(page, request, args, kwargs))

    return answer


class LocalPageLinkHandler(PageLinkHandler):
    """Links in texts are paths within the site; a link to a page that is not public any more is plain text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        ids = [attrs.get("id") for attrs in attrs_list]
        pages = Page.objects.in_bulk([int(pk) for pk in ids if pk and str(pk).isdecimal()])
        urls = [local_url(pages.get(int(pk))) if pk and str(pk).isdecimal() else "" for pk in ids]
        return [f'<a href="{escape(url)}">' if url else "<a>" for url in urls]


@hooks.register("register_rich_text_features", order=100)
def register_local_links(features: type[rich_text_features]) -> None:
    """Take the place of Wagtail's own handler, which prints absolute addresses once there are two sites."""
    features.register_link_type(LocalPageLinkHandler)


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """An editor links to pages of their own centre; another centre's are not even listed."""
    return pages & PagePermissionPolicy().explorable_instances(request.user)


def resting_on(page: Page) -> list[Model]:
    """What forbids deleting a page with all that is below it: acts that bear on it, entries that lead to it."""
    using = router.db_for_write(Page)
    try:
        Collector(using=using, origin=page).collect(Page.objects.descendant_of(page, inclusive=True))
    except RestrictedError as error:
        return sorted(error.restricted_objects, key=str)
    return []


@hooks.register("before_delete_page")
def keep_what_others_rest_on(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say what rests on the page, instead of failing halfway through its deletion."""
    found = resting_on(page)
    if not found:
        return None
    message = _("“%(page)s” can't be deleted, because other content rests on it: %(names)s. Change that first.")
    names = "; ".join(str(item) for item in found)
    messages.error(request, message % {"page": page.get_admin_display_title(), "names": names})
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_what_others_rest_on_in_bulk(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for pages deleted several at once."""
    if action_type != "delete":
        return None
    pages = [item for item in objects if isinstance(item, Page)]
    return next((answer for page in pages if (answer := keep_what_others_rest_on(request, page))), None)
