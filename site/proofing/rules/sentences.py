"""Long sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proofing.examples import page, text
from proofing.kinds import Level
from proofing.reading import Reading
from proofing.rule import Finding, rule

MOST_WORDS = 25
"""GOV.UK's guidance on writing has sentences of more than 25 words looked at again; Polish guidance is stricter."""
_SHOWN = 6

_LONG = (
    "Osoba ubiegająca się o zasiłek celowy powinna złożyć w ośrodku wniosek wraz z dokumentami, które potwierdzają "
    "jej dochód w miesiącu poprzedzającym miesiąc złożenia wniosku, a także oświadczenie o stanie majątkowym rodziny."
)


@rule(
    code="long-sentence",
    title=gettext_lazy("A sentence has 25 words at most"),
    why=gettext_lazy("Who reads a longer one forgets its beginning before its end."),
    level=Level.WARNS,
    languages=("pl",),
    passes=(page(text("Złóż wniosek w ośrodku. Dołącz dokumenty, które potwierdzają dochód.")),),
    fails=(page(text(_LONG)),),
)
def long_sentences(reading: Reading) -> Iterator[Finding]:
    """Sentences with more words than that; numbers are not counted."""
    for place, sentence in reading.sentences:
        count = len(sentence.words)
        if count > MOST_WORDS:
            begin = " ".join(sentence.text.split()[:_SHOWN])
            message = ngettext(
                "The sentence “%(begin)s…” has %(count)s word.", "The sentence “%(begin)s…” has %(count)s words.", count
            ) % {"begin": begin, "count": count}
            yield Finding(place, begin, message, _("Make two of it, or a list; one thought to a sentence."))
