"""The body of a page, made of all the blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock

from pages.core.blocks.amounts import AmountsBlock
from pages.core.blocks.common import TEMPLATES, TEXT_FEATURES
from pages.core.blocks.contacts import ContactCardBlock
from pages.core.blocks.images import ImageBlock
from pages.core.blocks.links import DocumentsBlock, LinksBlock
from pages.core.blocks.lists import ActListBlock, ActTimelineBlock, NewsListBlock, ProgrammeListBlock
from pages.core.blocks.texts import (
    CalloutBlock,
    FactsBlock,
    HeadingBlock,
    QuoteBlock,
    StepsBlock,
    TableBlock,
    TidyTextBlock,
)


class BodyBlock(StreamBlock):
    """The body of a page: text, what stands out of it, and lists that keep themselves."""

    heading = HeadingBlock(
        label=_("Heading"),
        icon="title",
        max_length=120,
        template=f"{TEMPLATES}/heading.html",
        help_text=_("Begins a new part of the page."),
    )
    text = TidyTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES, template=f"{TEMPLATES}/text.html")
    steps = StepsBlock()
    facts = FactsBlock()
    amounts = AmountsBlock()
    table = TableBlock([("text", CharBlock(label=_("Text"), required=False))])
    callout = CalloutBlock()
    contact_card = ContactCardBlock()
    links = LinksBlock()
    documents = DocumentsBlock()
    image = ImageBlock()
    quote = QuoteBlock()
    programme_list = ProgrammeListBlock()
    news_list = NewsListBlock()
    act_list = ActListBlock()
    act_timeline = ActTimelineBlock()
