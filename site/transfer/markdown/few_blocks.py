"""Texts that are made of a few kinds of blocks only: easy-to-read texts, transcripts of films."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pages.core.blocks import BodyBlock

from .blocks import Block
from .faults import Faults

_TAG = re.compile(r"<(h3|h4|b|i|ol|ul)\b")
# What a tag of a text is called among the features of a block of text.
_FEATURES = {"b": "bold", "i": "italic"}


def check_kinds(stream: Any, blocks: Iterable[Block], faults: Faults) -> None:
    """Note blocks, and markup in texts, that the page's own form would not offer."""
    if isinstance(stream, BodyBlock):
        return
    for block in blocks:
        child = stream.child_blocks.get(block.kind)
        if child is None:
            message = _("“%(kind)s”: this text is made of headings, sentences, lists and pictures only")
            faults.error(block.line, message % {"kind": BodyBlock.base_blocks[block.kind].label})
        elif block.kind == "text":
            strange = {_FEATURES.get(tag, tag) for tag in _TAG.findall(block.value)} - set(child.features)
            if strange:
                message = _("this text takes no headings below “##”, and no italics")
                faults.error(block.line, message)
