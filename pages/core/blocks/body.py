"""The body of a page, made of all the blocks."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StreamBlock

from pages.core.blocks.amounts import AmountsBlock
from pages.core.blocks.common import TEMPLATES, TEXT_FEATURES
from pages.core.blocks.images import ImageBlock
from pages.core.blocks.links import DocumentsBlock, LinksBlock
from pages.core.blocks.lists import ActTimelineBlock, PageListBlock
from pages.core.blocks.texts import CalloutBlock, FactsBlock, QuoteBlock, StepsBlock, TableBlock, TidyTextBlock


class BodyBlock(StreamBlock):
    """The body of a page: text, what stands out of it, and lists that keep themselves."""

    heading = CharBlock(
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
    links = LinksBlock()
    documents = DocumentsBlock()
    image = ImageBlock()
    quote = QuoteBlock()
    programme_list = PageListBlock(
        label=_("Programmes"),
        icon="date",
        group=_("Lists that keep themselves"),
        page_type="programmes.ProgrammePage",
        index_type="programmes.ProgrammeIndexPage",
        template=f"{TEMPLATES}/programme_list.html",
    )
    news_list = PageListBlock(
        label=_("News"),
        icon="site",
        group=_("Lists that keep themselves"),
        page_type="news.NewsPage",
        index_type="news.NewsIndexPage",
        template=f"{TEMPLATES}/news_list.html",
    )
    act_list = PageListBlock(
        label=_("Acts"),
        icon="history",
        group=_("Lists that keep themselves"),
        page_type="acts.ActPage",
        index_type="acts.ActRegisterPage",
        template=f"{TEMPLATES}/act_list.html",
    )
    act_timeline = ActTimelineBlock()
