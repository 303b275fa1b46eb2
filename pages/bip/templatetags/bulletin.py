"""What templates of every family ask the bulletin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from pages.core.addresses import public_among

if TYPE_CHECKING:
    from pages.bip.models import WithholdingPage
    from pages.core.models import BasePage

register = template.Library()


@register.simple_tag
def withheld_parts(page: BasePage) -> list[WithholdingPage]:
    """The public statements that a part of a page's information is withheld: one query, none outside the bulletin."""
    from pages.bip.models import WithholdingPage  # libraries are read before the models

    if not page.pk or not page.in_bip:
        return []
    return list(public_among(WithholdingPage.objects.filter(concerns=page.pk)).defer("body").order_by("path"))
