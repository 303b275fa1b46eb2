"""Blocks that lead on: pages of this site, files to download."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, StructBlock, StructValue
from wagtail.documents.blocks import DocumentChooserBlock

from pages.core.addresses import local_url
from pages.core.blocks import examples
from pages.core.blocks.common import TEMPLATES


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
        description = _("Where to read on within this site, each with a few words.")
        preview_value = examples.links(LinkValue)


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
        description = _("Files to download; type, size and language come by themselves.")
        preview_value = examples.documents(DocumentValue)


# The names that migrations know: a block may move inside this package without one.
DECONSTRUCT_ALIASES = {
    LinksBlock: "pages.core.blocks.LinksBlock",
    DocumentsBlock: "pages.core.blocks.DocumentsBlock",
}
