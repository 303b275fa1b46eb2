"""Amounts: they change, and old pages stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import heading, page, text
from proofing.kinds import Level
from proofing.reading import Heading, Item, Reading, Table, Text
from proofing.rule import Finding, rule

_AMOUNT = re.compile(r"(?<![\d,.])\d{1,3}(?:[\s.]?\d{3}){0,4}(?:,\d\d)?\s?(?:zł\b|złotych\b|PLN\b)")
_YEAR = re.compile(r"(?<![\d,])(?:19|20)\d\d(?!\d)(?!\s?(?:zł|PLN))(?![\s.]\d{3})|stan na", re.IGNORECASE)


def _words_of(item: Item) -> str:
    if isinstance(item, Heading | Text):
        return item.words
    return " ".join((item.caption, *item.headings)) if isinstance(item, Table) else ""


@rule(
    code="amount-date",
    title=gettext_lazy("An amount stands with its date"),
    why=gettext_lazy(
        "Amounts change every year. Without “stan na” or “od” nobody knows whether this one is still true."
    ),
    level=Level.WARNS,
    languages=("pl",),
    passes=(
        page(text("Kryterium wynosi 1010 zł (od 1 stycznia 2025 r.).")),
        page(heading(2, "Opłaty (stan na 1 marca 2026)"), text("Posiłek kosztuje 12,50 zł.")),
    ),
    fails=(page(text("Kryterium wynosi 1010 zł dla osoby samotnej.")),),
)
def amounts_without_date(reading: Reading) -> Iterator[Finding]:
    """The first amount of each part in which no year is named."""
    for section in reading.sections:
        if any(_YEAR.search(_words_of(item)) for item in section):
            continue
        for item in section:
            verbatim = isinstance(item, Text) and item.verbatim
            if (found := _AMOUNT.search(_words_of(item))) and not verbatim:
                message = _("It isn't said since when “%(amount)s” is true.") % {"amount": found[0]}
                mend = _("Add “stan na…” or “od…” with a date, in the text, the heading or the caption.")
                yield Finding(item.place, found[0], message, mend)
                break
