"""Raw StreamField data whose block ids depend on the content, so that an unchanged block stays the same block."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable
from typing import Any

from .blocks import Block

NAMESPACE = uuid.UUID("5f0b6c1e-7a3d-4c27-9d5e-0c3b1d9a6f42")


def raw_body(page_path: str, blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The blocks as StreamField data, still with references in the place of database ids.

    An id is made of the page's path, the block's type and content, and how often the same block came before on the
    page: a change elsewhere leaves it alone.
    """
    ids = _Ids(page_path)
    return [
        {
            "type": block.kind,
            "value": _with_item_ids(block.value, ids, block.kind),
            "id": ids.take(block.kind, block.value),
        }
        for block in blocks
    ]


class _Ids:
    def __init__(self, page_path: str) -> None:
        self._page_path = page_path
        self._seen: Counter[str] = Counter()

    def take(self, kind: str, value: Any) -> str:
        content = json.dumps([self._page_path, kind, value], ensure_ascii=False, sort_keys=True)
        self._seen[content] += 1
        return str(uuid.uuid5(NAMESPACE, f"{content}#{self._seen[content]}"))


def _with_item_ids(value: Any, ids: _Ids, kind: str) -> Any:
    if not isinstance(value, list):
        return value
    return [{"type": "item", "value": item, "id": ids.take(f"{kind}.item", item)} for item in value]
