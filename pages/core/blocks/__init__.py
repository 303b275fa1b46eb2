"""The few blocks that a page's body is made of. What a block shows is decided here; its template only prints it."""

from pages.core.blocks.amounts import AmountBlock, AmountsBlock, AmountValue, Since
from pages.core.blocks.body import BodyBlock
from pages.core.blocks.common import INLINE_FEATURES, TEMPLATES, TEXT_FEATURES
from pages.core.blocks.contacts import ContactCardBlock, ContactCardValue
from pages.core.blocks.images import ImageBlock
from pages.core.blocks.links import DocumentBlock, DocumentsBlock, DocumentValue, LinkBlock, LinksBlock, LinkValue
from pages.core.blocks.lists import ActTimelineBlock, PageListBlock
from pages.core.blocks.texts import (
    CalloutBlock,
    CalloutKind,
    CalloutValue,
    FactBlock,
    FactsBlock,
    QuoteBlock,
    StepBlock,
    StepsBlock,
    TableBlock,
)

__all__ = [
    "INLINE_FEATURES",
    "TEMPLATES",
    "TEXT_FEATURES",
    "ActTimelineBlock",
    "AmountBlock",
    "AmountValue",
    "AmountsBlock",
    "BodyBlock",
    "CalloutBlock",
    "CalloutKind",
    "CalloutValue",
    "ContactCardBlock",
    "ContactCardValue",
    "DocumentBlock",
    "DocumentValue",
    "DocumentsBlock",
    "FactBlock",
    "FactsBlock",
    "ImageBlock",
    "LinkBlock",
    "LinkValue",
    "LinksBlock",
    "PageListBlock",
    "QuoteBlock",
    "Since",
    "StepBlock",
    "StepsBlock",
    "TableBlock",
]
