"""Headings: the plan of a page, which a screen reader jumps along."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import heading, page, text
from proofing.kinds import Level
from proofing.reading import Heading, Reading
from proofing.rule import Finding, rule

_TITLE = 1


@rule(
    code="heading-order",
    title=gettext_lazy("Headings go down one level at a time and none is empty"),
    why=gettext_lazy("Who can't see the page moves by its headings; a missing level looks like a missing part."),
    level=Level.BLOCKS,
    passes=(
        page(heading(2, "Jak złożyć wniosek"), heading(3, "Przez internet"), heading(2, "Terminy")),
        page(text("Tekst bez nagłówków.")),
    ),
    fails=(
        page(heading(2, "Jak złożyć wniosek"), heading(4, "Przez internet")),
        page(heading(3, "Przez internet")),
        page(heading(2, " ")),
    ),
)
def heading_order(reading: Reading) -> Iterator[Finding]:
    """Skipped levels; each field of blocks begins below the page's title."""
    level, field = _TITLE, ""
    for item in reading.items:
        if not isinstance(item, Heading):
            continue
        if item.place.field != field:
            level, field = _TITLE, item.place.field
        if not item.words.strip():
            yield Finding(item.place, "", _("A heading is empty."), _("Write what the part is about, or delete it."))
            continue
        if item.level > level + 1:
            words = {"heading": item.words, "level": item.level, "before": level, "wanted": level + 1}
            yield Finding(
                item.place,
                item.words,
                _("The heading “%(heading)s” (level %(level)s) comes right after level %(before)s.") % words,
                _("Make it a heading of level %(wanted)s: level 2 is the block “Heading”, 3 and 4 are in the text.")
                % words,
            )
        level = item.level
