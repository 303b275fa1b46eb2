"""The lead: what the reader will find."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, text
from proofing.kinds import Level
from proofing.reading import Reading, TextKind
from proofing.rule import Finding, rule


@rule(
    code="lead",
    title=gettext_lazy("A page has a lead"),
    why=gettext_lazy("Lists, the search and search engines show it; a reader decides by it whether to read on."),
    level=Level.WARNS,
    passes=(page(text("Zasiłek celowy jest na konkretną potrzebę.")),),
    fails=(page(text("Zasiłek celowy jest na konkretną potrzebę."), lead=""),),
)
def lead_missing(reading: Reading) -> Iterator[Finding]:
    """Pages that could have one and don't."""
    if reading.lead_place and not any(text.kind is TextKind.LEAD and text.words.strip() for text in reading.texts):
        mend = _("Say in a sentence or two for whom the page is and what it helps with.")
        yield Finding(reading.lead_place, "", _("The page has no lead."), mend)
