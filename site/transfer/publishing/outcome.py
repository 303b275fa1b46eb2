"""What a load did."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Outcome:
    """Sources of pages by what happened to them; `missing` stand on the site, but no longer in the folder."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deleted_by_editors: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    history_rows: int = 0
    centre_updated: bool = False
    words_updated: int = 0
    words_missing: list[str] = field(default_factory=list)
    words_deleted_by_editors: list[str] = field(default_factory=list)
