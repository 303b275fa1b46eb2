"""A page told in easy-to-read language (ETR), beside the page that it retells."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing

from pages.accessibility.blocks import EasyReadBlock
from pages.accessibility.form_panels import EasyReadPanel
from pages.accessibility.models.retelling import OtherFormPage
from pages.accessibility.plain_words import Hint, hints
from pages.core.fields import PartialDateField
from pages.core.models import BasePage, BodyMixin
from search.content import Kind


class EasyReadPage(BodyMixin, OtherFormPage):
    """A page told in easy-to-read language (ETR), beside the page that it retells."""

    template = "pages/accessibility/easy_read_page.html"
    page_description = _("The page above told in easy words, for people who find ordinary texts hard to read (ETR).")
    usual_slug = "latwy-tekst"

    body = StreamField(EasyReadBlock(min_num=1), verbose_name=_("content"))
    tested_by = models.CharField(
        _("read and checked by"),
        max_length=200,
        blank=True,
        help_text=_("People for whom such texts are written, e.g. a day centre's group; no surnames."),
    )
    tested_on = PartialDateField(_("checked on"), blank=True)

    search_kind = Kind("easy", _("Easy to read"))

    history_fields = (*BasePage.history_fields, "body", "tested_by", "tested_on")

    content_panels = [
        EasyReadPanel(),
        *BasePage.content_panels,
        *BodyMixin.body_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("tested_by"), FieldPanel("tested_on")])],
            heading=_("Checked by readers"),
            help_text=_(
                "A text is easy to read when people who need it say so. Whoever checked it is named below the text."
            ),
        ),
        *BasePage.provenance_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]

    class Meta:
        verbose_name = _("easy-to-read text (ETR)")
        verbose_name_plural = _("easy-to-read texts (ETR)")

    def clean(self) -> None:
        super().clean()
        if self.tested_on and not self.tested_by:
            raise ValidationError({"tested_by": _("Say who checked the text: a group is enough.")})
        if self.tested_on and self.tested_on.first > localdate():
            raise ValidationError({"tested_on": _("Nobody can have checked this after today. Check the date.")})

    @property
    def form_name(self) -> str:
        return gettext("in easy-to-read text")

    @property
    def eyebrow(self) -> str:
        return gettext("Easy-to-read text (ETR)")

    @property
    def head_title(self) -> str:
        return self.seo_title or gettext("%(title)s – easy-to-read text") % {"title": self.title}

    @property
    def tested_facts(self) -> list[tuple[str, str]]:
        """Who read and checked the text, as label and value; nothing when nobody did."""
        if not self.tested_by:
            return []
        day = [(gettext("Checked on"), self.tested_on.label)] if self.tested_on else []
        return [(gettext("Read and checked by"), self.tested_by), *day]

    @property
    def history_facts(self) -> list[tuple[str, str]]:
        return self.tested_facts

    @property
    def hints(self) -> list[Hint]:
        """What may be hard to read in the title, the lead and the text; for the editor."""
        return hints([self.title, self.summary, *_paragraphs(self)])


def _paragraphs(page: EasyReadPage) -> list[str]:
    """The words of the text, paragraphs on lines of their own."""
    found: list[str] = []
    for block in page.body:
        if block.block_type == "heading":
            found.append(block.value)
        elif block.block_type == "text":
            found.append(get_text_for_indexing(_on_lines(block.value.source)))
        elif block.block_type == "pictured":
            found.append(get_text_for_indexing(_on_lines(block.value["text"].source)))
    return found


def _on_lines(html: str) -> str:
    """Each paragraph and each item of a list on a line."""
    return html.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("<br/>", "\n")
