"""Changes that the demonstration makes to its own centres after loading them, so that there is something to compare.

They are data: `demo/<centre>.changes.toml` beside the centre's folder. Each is made once, as an editor would make it.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from django.utils import translation
from wagtail.log_actions import LogContext
from wagtail.models import Page, Site

from history.models import PublishedVersion
from history.people import Person
from history.reasons import because
from transfer.reading.formats import CHANGE_KINDS


def apply_example_changes(site: Site, folder: Path) -> int:
    """Make the changes kept beside a demonstration centre's folder that were not made yet; returns how many.

    Raises ValueError when a text to be replaced doesn't stand on its page exactly once.
    """
    file = folder.with_name(f"{folder.name}.changes.toml")
    changes = tomllib.loads(file.read_text(encoding="utf-8"))["change"] if file.exists() else []
    with LogContext(user=None), translation.override("pl"):
        return sum(_apply(site, change, file) for change in changes)


def _apply(site: Site, change: dict[str, Any], file: Path) -> bool:
    page = Page.objects.get(url_path=f"{site.root_page.url_path}{change['page'].lstrip('/')}").specific
    if PublishedVersion.objects.filter(object__page_id=page.pk, content__change_note=change["note"]).exists():
        return False
    body = list(page.body.raw_data)
    for edit in change["edit"]:
        body, found = _replaced(body, edit["find"], edit["replace"])
        if found != 1:
            raise ValueError(f"{file.name}: {edit['find']!r} stands {found} times on {change['page']}")
    page.body = json.dumps(body)
    revision = page.save_revision(log_action=True)
    with because(change["note"], CHANGE_KINDS[change["kind"]], Person(change["person"])):
        revision.publish()
    return True


def _replaced(value: Any, old: str, new: str) -> tuple[Any, int]:
    """A structure of texts with one text replaced, and how often it stood there."""
    if isinstance(value, str):
        return value.replace(old, new), value.count(old)
    if isinstance(value, dict):
        pairs = {key: _replaced(inner, old, new) for key, inner in value.items()}
        return {key: inner for key, (inner, _count) in pairs.items()}, sum(count for _inner, count in pairs.values())
    if isinstance(value, list):
        items = [_replaced(inner, old, new) for inner in value]
        return [inner for inner, _count in items], sum(count for _inner, count in items)
    return value, 0
