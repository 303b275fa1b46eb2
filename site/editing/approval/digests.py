"""What tells one text of a page from another: all that readers will see of it, its address, its files and its note."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

# Of what Wagtail keeps of every page only these are content; the rest says where, when and by whom.
CONTENT = frozenset({"title", "slug", "seo_title", "search_description", "show_in_menus"})
# What a publication writes, what says when somebody looked at the page again, and editors' remarks to one another.
NOT_CONTENT = frozenset({
    "basepage_ptr", "history_uid", "owner_email", "page_ptr", "review_due", "reviewed_at", "wagtail_admin_comments",
})  # fmt: skip
REASON = frozenset({"change_note", "change_kind"})
# Keys of rows differ between a draft and what was made of it.
KEYS = frozenset({"pk", "id"})

_TECHNICAL = frozenset(field.name for field in Page._meta.get_fields()) - CONTENT


def content_of(page: Any) -> dict[str, Any]:
    """The text of a page with its rows in other tables, as plain data; of a draft the same as when it is published."""
    data = page.serializable_data()
    parents = {parent.name for parent in page._meta.parents.values() if parent}
    left_out = _TECHNICAL | NOT_CONTENT | KEYS | parents
    return {name: _rows(page, name, value) for name, value in data.items() if name not in left_out}


def digest_of(page: Any) -> str:
    """The digest of a page's text and of the bytes of its files."""
    return _digest([content_of(page), [(file.label, file.sha256) for file in page.history_snapshot().files]])


def text_digest_of(page: Any) -> str:
    """The digest of the text alone, which is read fast."""
    return _digest(content_of(page))


def wording_digest_of(page: Any) -> str:
    """The same without the reason for the change, which a page has only until it is published."""
    return _digest({name: value for name, value in content_of(page).items() if name not in REASON})


def _digest(data: Any) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def _rows(owner: Any, name: str, value: Any) -> Any:
    """Rows of a relation without their keys and without the key of what they belong to."""
    if not isinstance(value, list) or not all(isinstance(row, dict) and "pk" in row for row in value):
        return value
    relation = next((found for found in type(owner)._meta.related_objects if found.get_accessor_name() == name), None)
    parent = relation.field.name if relation else ""
    model: Any = relation.related_model if relation else None
    return [
        {key: _rows_of(model, key, inner) for key, inner in row.items() if key not in KEYS and key != parent}
        for row in value
    ]


def _rows_of(model: Any, name: str, value: Any) -> Any:
    return _rows(model(), name, value) if model is not None and isinstance(value, list) else value
