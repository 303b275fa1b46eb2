"""A colon promises something."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import heading, listed, page, text
from proofing.kinds import Level
from proofing.reading import Heading, Reading, Text, TextKind
from proofing.rule import Finding, rule


@rule(
    code="colon",
    title=gettext_lazy("Something comes after a colon"),
    why=gettext_lazy("“More information:” with nothing after it leaves the reader searching."),
    level=Level.WARNS,
    passes=(page(text("Potrzebne są:"), listed("dowód osobisty,"), listed("wniosek.")),),
    fails=(
        page(text("Więcej informacji:")),
        page(text("Więcej informacji:"), heading(2, "Terminy")),
        page(heading(2, "Terminy"), lead="Co trzeba przygotować:"),
    ),
)
def colons(reading: Reading) -> Iterator[Finding]:
    """Texts that end with a colon at the end of a part, and a lead that does."""
    following = (*reading.items[1:], None)
    for item, after in zip(reading.items, following, strict=False):
        if not isinstance(item, Text) or item.verbatim or not item.words.rstrip().endswith(":"):
            continue
        ends = after is None or isinstance(after, Heading) or after.place.field != item.place.field
        if ends and item.kind in (TextKind.LEAD, TextKind.PARAGRAPH, TextKind.LIST_ITEM):
            last = " ".join(item.words.split()[-6:])
            message = _("Nothing comes after “%(words)s”.") % {"words": last}
            yield Finding(item.place, last, message, _("Add what the colon announces, or end with a full stop."))
