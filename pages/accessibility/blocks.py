"""The few blocks that easy-to-read texts are made of, and transcripts of films."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StreamBlock, StructBlock

from pages.core.blocks import TEMPLATES, ImageBlock, examples
from pages.core.validators import phone_validator

__all__ = ["ContactBlock", "EasyReadBlock", "PicturedBlock", "TranscriptBlock"]

EASY_FEATURES = ["bold", "link", "ol", "ul"]


class PicturedBlock(ImageBlock):
    """A picture with the sentences that it helps to understand."""

    caption: Any = None  # the sentences say it
    text = RichTextBlock(label=_("text beside the picture"), features=EASY_FEATURES)

    class Meta:
        icon = "image"
        label = _("Picture with text")
        template = f"{TEMPLATES}/pictured.html"
        description = _("One thought with a picture that helps to understand it.")
        preview_template = f"{TEMPLATES}/previews/pictured.html"
        preview_value = examples.PICTURED


class ContactBlock(StructBlock):
    """Where to go or to call: one way on each line."""

    who = CharBlock(label=_("who helps"), max_length=120, required=False)
    phone = CharBlock(label=_("phone"), max_length=20, required=False, validators=[phone_validator])
    place = CharBlock(label=_("place"), max_length=160, required=False)
    hours = CharBlock(
        label=_("when"), max_length=160, required=False, help_text=_("In words: from Monday to Friday, from 8 to 15.")
    )

    class Meta:
        icon = "mobile-alt"
        label = _("Whom to ask")
        template = f"{TEMPLATES}/contact.html"
        description = _("Who helps, and where to call or to go.")
        preview_value = examples.WHOM_TO_ASK


class EasyReadBlock(StreamBlock):
    """An easy-to-read text: no tables, no notices, nothing beside the text but what helps to understand it."""

    heading = CharBlock(
        label=_("Heading"),
        icon="title",
        max_length=80,
        template=f"{TEMPLATES}/heading.html",
        help_text=_("A short one. A question is good: “Who can help me?”"),
    )
    text = RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=EASY_FEATURES,
        template=f"{TEMPLATES}/text.html",
        help_text=_("One thought in one sentence. Each sentence in a paragraph of its own."),
    )
    pictured = PicturedBlock()
    image = ImageBlock()
    contact = ContactBlock()


class TranscriptBlock(StreamBlock):
    """All that a film says and shows, for those who can't see it or would rather read."""

    text = RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=["h3", "bold", "italic", "link", "ol", "ul"],
        template=f"{TEMPLATES}/text.html",
    )
