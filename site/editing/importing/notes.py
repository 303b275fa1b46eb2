"""What is told of a document beside its text."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import pgettext

LONGEST_EXCERPT = 60
MOST_EXCERPTS = 3


class Note(NamedTuple):
    """A sentence of the report."""

    text: str
    is_serious: bool = True
    """Whether the editor has to do something about it."""


def excerpts(words: list[str]) -> str:
    """The beginnings of the first few pieces, so that they can be found in the document."""
    found = [" ".join(piece.split()) for piece in words]
    shown = [pgettext("excerpt", "“%(words)s”") % {"words": _short(piece)} for piece in found if piece]
    shown = shown[:MOST_EXCERPTS]
    return ", ".join(shown) + ("…" if len(words) > MOST_EXCERPTS else "")


def _short(piece: str) -> str:
    return piece if len(piece) <= LONGEST_EXCERPT else f"{piece[:LONGEST_EXCERPT].rstrip()}…"
