"""What templates ask about pages that go, or have gone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from wagtail.models import Page

from editing.leaving.questions import LeavingForm, Questions
from editing.leaving.references import Source, references_to
from editing.models import SeeInstead
from pages.core.addresses import local_url

register = template.Library()


def _pages(given: Any) -> list[Page]:
    """One page, or the items of a list of many."""
    many: Iterable[Any] = [given] if isinstance(given, Page) else given or []
    return [each["item"] if isinstance(each, dict) else each for each in many]


@register.simple_tag(takes_context=True)
def leaving_questions(context: Any, pages: Any, deed: str) -> Questions:
    """What is asked before pages go: `deed` is "delete" or "unpublish"."""
    return Questions(context["request"], _pages(pages), deed)


@register.simple_tag
def leaving_media() -> Any:
    """Scripts of the questions."""
    return LeavingForm.base_fields["leads_to"].widget.media


@register.simple_tag(takes_context=True)
def links_to(context: Any, pages: Any) -> list[Source]:
    """What links to pages that are moved."""
    return references_to(_pages(pages), context["request"].user)


@register.simple_tag
def see_instead(page_id: int) -> dict[str, str]:
    """What readers of a page that is gone are told to see; empty for nothing, or nothing that they can open."""
    found = SeeInstead.objects.filter(page_id=page_id).select_related("target").first()
    url = local_url(found.target) if found else ""
    return {"url": url, "title": found.target.title} if found and url else {}
