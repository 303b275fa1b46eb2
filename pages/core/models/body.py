"""A page's body and the rows it is read in."""

from typing import Any, NamedTuple

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages.core.blocks import BodyBlock


class Row(NamedTuple):
    """A piece of the body under one heading: the unit that the whole site is laid out in."""

    heading: str
    anchor: str
    blocks: list[Any]


class BodyMixin(models.Model):
    """A body of blocks, cut into rows at its headings."""

    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    body_panels = [FieldPanel("body")]
    body_search_fields = [index.SearchField("body")]

    class Meta:
        abstract = True

    @property
    def rows(self) -> list[Row]:
        """The body cut at its headings; what stands before the first heading is a row without one."""
        rows: list[Row] = []
        anchors: set[str] = set()
        for block in self.body:
            if block.block_type == "heading":
                rows.append(Row(block.value, free_anchor(block.value, anchors), []))
                continue
            if not rows:
                rows.append(Row("", "", []))
            rows[-1].blocks.append(block)
        return rows


def free_anchor(heading: str, taken: set[str]) -> str:
    """An anchor made of the heading, unlike any in `taken`, to which it is added."""
    wanted = slugify(heading.replace("ł", "l").replace("Ł", "L")) or "czesc"
    anchor, number = wanted, 2
    while anchor in taken:
        anchor, number = f"{wanted}-{number}", number + 1
    taken.add(anchor)
    return anchor
