"""The few blocks that a page's body is made of. What a block shows is decided here; its template only prints it."""

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Site

from pages.core.addresses import is_public, local_url, public_among

__all__ = [
    "ActTimelineBlock",
    "BodyBlock",
    "CalloutBlock",
    "DocumentsBlock",
    "FactsBlock",
    "ImageBlock",
    "LinksBlock",
    "PageListBlock",
    "QuoteBlock",
    "TableBlock",
]

TEMPLATES = "components/streamfield"
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]
TEXT_FEATURES = ["h3", "h4", *INLINE_FEATURES, "ol", "ul"]


class FactBlock(StructBlock):
    """A term and what there is to say about it."""

    term = CharBlock(label=_("term"), max_length=120)
    description = RichTextBlock(label=_("description"), features=INLINE_FEATURES)


class FactsBlock(ListBlock):
    """Facts in two columns: what, and how it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(FactBlock(), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = f"{TEMPLATES}/facts.html"
        help_text = _("Short pairs such as “Supervised by – the Mayor”.")


class CalloutKind(TextChoices):
    """How much a callout matters; its name is printed as its first word, never told by colour alone."""

    INFO = "info", _("Information")
    IMPORTANT = "important", _("Important")
    URGENT = "urgent", _("Urgent")


class CalloutValue(StructValue):
    @property
    def kind_label(self) -> str:
        return str(CalloutKind(self["kind"]).label)


class CalloutBlock(StructBlock):
    """A notice set apart from the text."""

    kind = ChoiceBlock(label=_("kind"), choices=CalloutKind.choices, default=CalloutKind.INFO)
    title = CharBlock(label=_("title"), max_length=120, required=False)
    text = RichTextBlock(label=_("text"), features=[*INLINE_FEATURES, "ul"])

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = f"{TEMPLATES}/callout.html"
        value_class = CalloutValue


class LinkValue(StructValue):
    @property
    def url(self) -> str:
        return local_url(self["page"])

    @property
    def text(self) -> str:
        return self["title"] or (self["page"].title if self["page"] else "")


class LinkBlock(StructBlock):
    """A page of this site with a word on what is there."""

    page = PageChooserBlock(label=_("page"))
    title = CharBlock(
        label=_("link text"), max_length=120, required=False, help_text=_("Left empty: the page's title.")
    )
    note = CharBlock(label=_("note"), max_length=200, required=False)

    class Meta:
        value_class = LinkValue


class LinksBlock(ListBlock):
    """Links to pages of this site; a link whose page is not public is left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(LinkBlock(), **kwargs)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["links"] = [link for link in value if link.url]
        return context

    class Meta:
        icon = "link"
        label = _("Links to pages")
        template = f"{TEMPLATES}/links.html"


class DocumentValue(StructValue):
    @property
    def url(self) -> str:
        return self["document"].url if self["document"] else ""

    @property
    def text(self) -> str:
        return self["title"] or (self["document"].title if self["document"] else "")

    @property
    def note(self) -> str:
        """Type, size, language and barriers, so that nobody opens by surprise what they can't read."""
        return self["document"].note if self["document"] else ""


class DocumentBlock(StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("file"))
    title = CharBlock(label=_("title"), max_length=200, required=False, help_text=_("Left empty: the file's title."))

    class Meta:
        value_class = DocumentValue


class DocumentsBlock(ListBlock):
    """Attachments, each with its type, size and language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(DocumentBlock(), **kwargs)

    class Meta:
        icon = "doc-full"
        label = _("Attachments")
        template = f"{TEMPLATES}/documents.html"


class ImageBlock(StructBlock):
    """A picture that is either described or knowingly decorative."""

    image = ImageChooserBlock(label=_("picture"))
    alt = CharBlock(
        label=_("description"),
        max_length=250,
        required=False,
        help_text=_("What a person who can't see it should know."),
    )
    decorative = BooleanBlock(label=_("decorative: tells nothing"), required=False)
    caption = CharBlock(label=_("caption"), max_length=250, required=False)

    def clean(self, value: StructValue) -> StructValue:
        value = super().clean(value)
        if bool(value["alt"]) == bool(value["decorative"]):
            message = _("Describe the picture, or mark it as decorative; not both.")
            raise StructBlockValidationError({"alt": ValidationError(message)})
        return value

    class Meta:
        icon = "image"
        label = _("Picture")
        template = f"{TEMPLATES}/image.html"


class TableBlock(TypedTableBlock):
    """A table of texts; each cell knows the heading of its column, under which it stands on a phone."""

    def get_context(self, value: TypedTable, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        headings = [column["heading"] for column in value.columns]
        context["labelled_rows"] = [list(zip(headings, row, strict=True)) for row in value.rows]
        return context

    class Meta:
        icon = "table"
        label = _("Table")
        template = f"{TEMPLATES}/table.html"
        help_text = _("Give it a caption; the headings name the columns.")


class QuoteBlock(StructBlock):
    """Somebody's words."""

    text = TextBlock(label=_("text"))
    source = CharBlock(label=_("source"), max_length=200, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        verbatim = True
        template = f"{TEMPLATES}/quote.html"


class PageListBlock(StructBlock):
    """The newest pages of one kind, kept up to date by itself.

    `page_type` and `index_type` are models as "app.Model": the families of pages don't import one another. The page
    type's `listing(root)` gives the pages of a site in their order.
    """

    limit = IntegerBlock(label=_("how many"), default=3, min_value=1, max_value=20)

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        site = Site.find_for_request(context["request"])
        if site is None:
            return context
        root = site.root_page
        index = public_among(apps.get_model(self.meta.index_type).objects.descendant_of(root)).first()
        context["items"] = apps.get_model(self.meta.page_type).listing(root)[: value["limit"]]
        context["more_url"] = local_url(index)
        context["more_text"] = index.title if index else ""
        return context

    class Meta:
        page_type = ""
        index_type = ""


class ActTimelineBlock(StructBlock):
    """What other acts did to one act, in the order of time: a statute with the resolutions that gave and changed it."""

    act = PageChooserBlock(label=_("act"), page_type="acts.ActPage")

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        act = value["act"]
        context["act"] = act.specific if is_public(act) else None
        return context

    class Meta:
        icon = "history"
        label = _("An act in time")
        template = f"{TEMPLATES}/act_timeline.html"
        group = _("Lists that keep themselves")


class BodyBlock(StreamBlock):
    """The body of a page: text, what stands out of it, and lists that keep themselves."""

    heading = CharBlock(
        label=_("Heading"),
        icon="title",
        max_length=120,
        template=f"{TEMPLATES}/heading.html",
        help_text=_("Begins a new part of the page."),
    )
    text = RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT_FEATURES, template=f"{TEMPLATES}/text.html")
    facts = FactsBlock()
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
