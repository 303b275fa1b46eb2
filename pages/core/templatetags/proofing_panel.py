"""Our part of Wagtail's side panel “Checks”."""

from typing import Any

from django import template
from django.urls import reverse

from pages.core.models import BasePage

register = template.Library()


@register.simple_tag(takes_context=True)
def proofing_url(context: dict[str, Any]) -> str:
    """The address that a form is proofed at; empty where there is no page in the form."""
    page = context.get("page")
    if not isinstance(page, BasePage):
        return ""
    if page.pk:
        return reverse("proofing:edit", args=(page.pk,))
    match = context["request"].resolver_match
    names = ("content_type_app_name", "content_type_model_name", "parent_page_id")
    wanted = {name: match.kwargs[name] for name in names if match and name in match.kwargs}
    return reverse("proofing:add", kwargs=wanted) if len(wanted) == len(names) else ""
