"""The form in which editors correct the text of an act: headings, provisions, what stands outside them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StreamBlock, StreamBlockValidationError, StructBlock, TextBlock

from pages.acts.text.checks import faults
from pages.acts.text.model import PartKind

__all__ = ["LegalTextBlock"]


class PartBlock(StructBlock):
    """A heading that gathers provisions."""

    kind = ChoiceBlock(
        label=_("kind"), choices=[(kind.value, kind.value) for kind in PartKind], default=PartKind.CHAPTER.value
    )
    number = CharBlock(label=_("number"), max_length=20, required=False)
    title = CharBlock(label=_("title"), max_length=300, required=False)

    class Meta:
        icon = "title"
        label = _("Chapter")
        label_format = "{kind} {number} {title}"


class ProvisionBlock(StructBlock):
    """A § or an article, with its units one a line, numbered as they are printed."""

    sign = ChoiceBlock(label=_("sign"), choices=[("§", "§"), ("Art.", "Art.")], default="§")
    number = CharBlock(label=_("number"), max_length=20)
    name = CharBlock(
        label=_("name in the table of contents"),
        max_length=80,
        required=False,
        help_text=_("Two or three words, to find it by; not part of the act."),
    )
    text = TextBlock(
        label=_("text"),
        rows=5,
        help_text=_("Each unit on a line of its own, with its number as printed: 1. for ust., 1) for pkt, a) for lit."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Provision (§)")
        label_format = "{sign} {number}"


class PassageBlock(StructBlock):
    """What stands outside any provision: a preamble, a signature."""

    text = TextBlock(label=_("text"), rows=3)

    class Meta:
        icon = "pilcrow"
        label = _("Text outside provisions")


class LegalTextBlock(StreamBlock):
    """The whole text of an act."""

    part = PartBlock()
    provision = ProvisionBlock()
    passage = PassageBlock()

    class Meta:
        required = False
        icon = "doc-full"
        verbatim = True  # the words of an act are those of whoever issued it

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        # A draft may be half done.
        found = [] if self.is_deferred_validation else faults(list(cleaned.get_prep_value()))
        if found:
            raise StreamBlockValidationError(non_block_errors=[ValidationError(fault) for fault in found])
        return cleaned
