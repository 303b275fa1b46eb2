"""Blocks of words: facts, callouts, tables, quotations."""

from typing import Any

from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, ListBlock, RichTextBlock, StructBlock, StructValue, TextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.rich_text import RichText

from pages.core.blocks import examples
from pages.core.blocks.common import INLINE_FEATURES, TEMPLATES
from pages.core.pasting import tidied


class HeadingBlock(CharBlock):
    """Begins a part of the page."""

    def set_name(self, name: str) -> None:
        super().set_name(name)
        # Among other blocks its label is printed, but bound to nothing that a screen reader could follow.
        self.field.widget.attrs["aria-label"] = self.label

    class Meta:
        description = _("Begins a new part of the page; readers who listen go from one to the next.")
        preview_value = examples.HEADING


class TidyTextBlock(RichTextBlock):
    """Rich text that is mended when a form brings it, so that what was pasted is a list where it looks like one."""

    @cached_property
    def field(self) -> Any:
        """Wagtail's, with a name for those who don't see the label above: no label can be bound to this editor."""
        field = super().field
        if options := getattr(field.widget, "options", None):
            options["ariaLabel"] = self.label
        return field

    def value_from_form(self, value: Any) -> RichText:
        return super().value_from_form(tidied(value, self.features or ()) if value else value)

    class Meta:
        description = _("Paragraphs, lists and smaller headings: the ordinary text of a page.")
        preview_value = examples.TEXT


class FactBlock(StructBlock):
    """A term and what there is to say about it."""

    term = CharBlock(label=_("term"), max_length=120)
    description = TidyTextBlock(label=_("description"), features=INLINE_FEATURES)


class FactsBlock(ListBlock):
    """Facts in two columns: what, and how it is."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(FactBlock(), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Facts")
        template = f"{TEMPLATES}/facts.html"
        description = _("Short pairs, one below the other: what, and how it is.")
        preview_value = examples.FACTS
        help_text = _("Short pairs such as “Supervised by – the Mayor”.")


class StepBlock(StructBlock):
    """One thing to do."""

    title = CharBlock(label=_("what to do"), max_length=120, help_text=_("E.g. Call and make an appointment."))
    text = TidyTextBlock(label=_("how"), features=[*INLINE_FEATURES, "ul"], required=False)


class StepsBlock(ListBlock):
    """What to do one after the other; readers see the numbers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        min_num = 2
        template = f"{TEMPLATES}/steps.html"
        description = _("What a person does one after the other, numbered.")
        preview_value = examples.STEPS
        help_text = _("What a person does first, second and third. The numbers come by themselves.")


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
    text = TidyTextBlock(label=_("text"), features=[*INLINE_FEATURES, "ul"])

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = f"{TEMPLATES}/callout.html"
        description = _("A notice in a frame: one on a page is read, five aren’t.")
        preview_value = examples.CALLOUT
        value_class = CalloutValue


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
        description = _("Rows and columns, such as days and hours; on a phone each cell keeps its heading.")
        preview_value = examples.TABLE
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
        description = _("Somebody’s own words, with who said them.")
        preview_value = examples.QUOTE


# The names that migrations know: a block may move inside this package without one.
DECONSTRUCT_ALIASES = {
    HeadingBlock: "wagtail.blocks.CharBlock",
    TidyTextBlock: "wagtail.blocks.RichTextBlock",
    FactsBlock: "pages.core.blocks.FactsBlock",
    StepsBlock: "pages.core.blocks.StepsBlock",
}
