"""Where a document may go: into a page with a body, or into a new one below a page."""

from __future__ import annotations

from typing import Any

from django.db.models import Field
from wagtail.models import Page

from pages.acts.models import ExpressionPage
from pages.core.blocks import BodyBlock
from pages.core.models import BasePage

BODY = "body"


def has_body(model: type[Page]) -> bool:
    """Whether a page of this kind is filled from documents: texts of acts are read by their own import."""
    field = next((field for field in model._meta.concrete_fields if field.name == BODY), None)
    block = getattr(field, "stream_block", None)
    return issubclass(model, BasePage) and isinstance(block, BodyBlock) and not issubclass(model, ExpressionPage)


def may_import(user: Any, page: Page) -> bool:
    """Whether somebody may put a document into a page."""
    return has_body(page.specific_class) and bool(page.permissions_for_user(user).can_edit()) and not page.alias_of_id


def kinds_below(user: Any, parent: Page) -> list[type[Page]]:
    """The kinds of pages that somebody may make of a document below another page."""
    if parent.specific_class is None or not parent.permissions_for_user(user).can_add_subpage():
        return []
    kinds = parent.specific_class.creatable_subpage_models()
    return [kind for kind in kinds if is_made_of_document(kind) and kind.can_create_at(parent)]


def is_made_of_document(kind: type[Page]) -> bool:
    """Whether a document gives a new page of this kind all that its table asks for."""
    return has_body(kind) and not _asks_more(kind)


def _asks_more(kind: type[Page]) -> bool:
    """Whether the table has a column that neither a document nor the page itself fills."""
    own = set(kind._meta.concrete_fields) - set(Page._meta.concrete_fields)
    return any(map(_is_asked, own))


def _is_asked(field: Field) -> bool:
    if field.primary_key or field.null or field.has_default() or field.auto_created or not field.editable:
        return False
    return not (field.blank or field.empty_strings_allowed or getattr(field, "auto_now_add", False))
