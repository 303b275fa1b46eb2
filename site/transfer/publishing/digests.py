"""Digests of described and stored states."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from transfer.reading.files import Folder
from transfer.reading.specs import CentreSpec, PageSpec, WordSpec
from transfer.references import PAGE, references_in


def digest_of(state: Any) -> str:
    """SHA-256 of a structure in canonical JSON; dates and lazy texts count by their text."""
    text = json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def page_digest(spec: PageSpec, folder: Folder) -> str:
    """Stands for everything that the folder says of a page, the bytes of its attachments included.

    The text counts as it is written, not as blocks: a later version of this program, which may cut blocks another way,
    must not take every page for a changed one.
    """
    named = references_in([spec.body, spec.links, spec.children])
    files = {ref.target: folder.digest(ref.target) for ref in named if ref.kind != PAGE}
    text = spec.body_text.text.strip() if spec.body_text else ""
    state: list[Any] = [spec.model._meta.label, spec.path, spec.fields, spec.links, spec.children, text, files]
    if spec.legal_text:
        state.append([folder.digest(spec.legal_text.file), spec.legal_text.names])
    return digest_of(state)


def centre_digest(spec: CentreSpec) -> str:
    """Stands for everything that `centre.toml` says."""
    return digest_of([spec.fields, spec.contacts, spec.links])


def word_digest(spec: WordSpec) -> str:
    """Stands for everything that the folder says of a search word."""
    return digest_of([spec.fields, spec.page])
