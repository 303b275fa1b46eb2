"""The entries of a list as data.

`wpisy.json` has these keys; days are ISO 8601; whatever there isn't is null. Addresses are whole.

- `title`, `url`, `holds`: the list and the kind of its entries
- `nothing`: where there are no entries, the sentence that says so, with `confirmed_on` and `confirmed_by`
- `entries`: current ones first, then the newest, each with
  - `url`, `title`, `summary`: the page
  - `listed_by`: the day that the list sorts it by
  - `state`: today's, with `key`, `label` and `is_over`
  - `facts`: what readers see in short, a list of `label` and `value`
  - `dates`: deadlines and the like, a list of `label` and `at`: a day, or a moment with its offset
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from pages.bip.models import BipListPage
    from pages.bip.models.entries.base import BipEntryPage


def entries_as_data(request: HttpRequest, page: BipListPage, entries: Sequence[BipEntryPage]) -> dict[str, Any]:
    """The list with these entries."""
    return {
        "title": page.title,
        "url": request.build_absolute_uri(page.local_url),
        "holds": page.holds,
        "nothing": _nothing(page),
        "entries": [_entry(request, entry) for entry in entries],
    }


def _nothing(page: BipListPage) -> dict[str, Any] | None:
    if not page.nothing_said or page.nothing_confirmed_on is None:
        return None
    return {
        "says": page.nothing_said,
        "confirmed_on": page.nothing_confirmed_on.isoformat(),
        "confirmed_by": page.nothing_confirmed_by,
    }


def _entry(request: HttpRequest, entry: BipEntryPage) -> dict[str, Any]:
    state = entry.state
    return {
        "url": request.build_absolute_uri(entry.local_url),
        "title": entry.title,
        "summary": entry.summary or None,
        "listed_by": entry.listed_by.isoformat(),
        "state": {"key": state.key, "label": str(state.label), "is_over": state.is_over} if state else None,
        "facts": [{"label": label, "value": value} for label, value in entry.listing_facts],
        "dates": [{"label": day.label, "at": day.at.isoformat()} for day in entry.calendar],
    }
