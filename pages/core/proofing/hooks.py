"""Where the administration shows what the rules find."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from history.mixins import has_history
from pages.core.proofing import urls
from pages.core.proofing.reading import reading_of
from proofing.proof import proof

MOST_TOLD = 5
"""Hints in the message after publication."""


@hooks.register("register_admin_urls")
def proofing_urls() -> list[URLResolver]:
    """Below /admin/proofing/."""
    return [path("proofing/", include(urls))]


@hooks.register("insert_editor_js")
def panel_script() -> SafeString:
    """What fills our part of the side panel “Checks”."""
    return format_html('<script src="{}" defer></script>', static("js/proofing.js"))


@hooks.register("after_publish_page")
def tell_hints(request: HttpRequest, page: Page) -> None:
    """What was found and didn't keep the page back: the form is gone, and with it the panel that listed it."""
    found = proof(reading_of(page)) if has_history(page) and page.live else []
    hints = [finding for finding in found if not finding.blocks]
    if not hints:
        return
    told = ngettext(
        "The page is published. The checks have %(count)s hint:",
        "The page is published. The checks have %(count)s hints:",
        len(hints),
    ) % {"count": len(hints)}
    items = format_html_join("", "<li>{}</li>", ((hint.sentence,) for hint in hints[:MOST_TOLD]))
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=(page.pk,)), _("Edit the page"))
    messages.warning(request, format_html("{}<ul>{}</ul>", told, items), buttons=[edit])
