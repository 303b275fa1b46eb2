"""What was to be replaced before publication and wasn't."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, text
from proofing.kinds import Level
from proofing.reading import Reading
from proofing.rule import Finding, rule

_LEFT = re.compile(
    # XXX is the Roman thirty; four of them are nothing.
    r"\b(?:x{3,}|X{4,})\b"
    r"|\b[Ll]orem [Ii]psum\b"
    r"|[\[(<{]\s?(?i:uzupełnić|uzupełnij|do uzupełnienia|wpisać|wpisz|wstawić|wstaw|tu wpisz|todo)\b"
    r"[^\])>}\n]{0,60}[\])>}]"
    r"|\bUZUPEŁNI(?:Ć|J)\b|\bDO UZUPEŁNIENIA\b|\bTODO\b|\bTU WPISZ\b|\bWPISZ TUTAJ\b"
)
_ALONE = re.compile(
    r"\W*(?:uzupełnić|uzupełnij|do uzupełnienia|tu wpisz|wpisz tutaj|wpisz tekst|tekst w przygotowaniu|tekst testowy"
    r"|asdf\w*)\W*",
    re.IGNORECASE,
)


@rule(
    code="placeholder",
    title=gettext_lazy("Nothing waits to be filled in"),
    why=gettext_lazy("A declaration with “xxxx” for a name, once published, was published like that."),
    level=Level.BLOCKS,
    passes=(
        page(text("Wniosek trzeba uzupełnić w ciągu 14 dni. Uchwała nr XXX/123/2024.")),
        page(text("Dochód do 1010 zł.")),
    ),
    fails=(
        page(text("Telefon: xxxx")),
        page(text("Lorem ipsum dolor sit amet.")),
        page(text("Kierownik: [uzupełnić imię i nazwisko]")),
        page(text("Do uzupełnienia.")),
    ),
)
def placeholders(reading: Reading) -> Iterator[Finding]:
    """Signs that stand for a text which is to come."""
    found = [(value.place, _LEFT.search(value.text)) for value in reading.values]
    found += [(text.place, _ALONE.fullmatch(text.words)) for text in reading.texts]
    for place, match in found:
        if match:
            message = _("“%(words)s” waits to be filled in.") % {"words": match[0].strip()}
            mend = _("Write the text, or delete the place for it. Mark with “(…)” what is left out on purpose.")
            yield Finding(place, match[0], message, mend)
