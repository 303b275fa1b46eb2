"""Tables: what they are and what their columns are."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, table
from proofing.kinds import Level
from proofing.reading import Reading, Table
from proofing.rule import Finding, rule


@rule(
    code="table",
    title=gettext_lazy("A table has a caption and a heading for each column"),
    why=gettext_lazy("A screen reader says the caption first and the heading before each cell."),
    level=Level.BLOCKS,
    passes=(page(table("Opłaty za pobyt od 1 marca 2026", "Dochód", "Opłata")),),
    fails=(page(table("", "Dochód", "Opłata")), page(table("Opłaty za pobyt", "Dochód", ""))),
)
def tables(reading: Reading) -> Iterator[Finding]:
    """Tables without a caption, columns without a heading."""
    for item in reading.items:
        if not isinstance(item, Table):
            continue
        if not item.caption.strip():
            columns = ", ".join(name for name in item.headings if name.strip()) or "…"
            message = _("The table with the columns %(columns)s has no caption.") % {"columns": columns}
            yield Finding(item.place, columns, message, _("Write in “Caption” what it shows and since when."))
        if not item.headings or not all(name.strip() for name in item.headings):
            message = _("The table “%(caption)s” has a column without a heading.") % {"caption": item.caption or "…"}
            yield Finding(item.place, item.caption, message, _("Name each column in the first row."))
