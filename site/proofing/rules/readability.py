"""How many years of school a text asks for.

The formula is Robert Gunning's fog index (The Technique of Clear Writing, 1952): 0.4 × (average words of a sentence +
hard words in a hundred). In Polish hard words have four syllables or more, where English counts three: Anna Seretny,
„Wskaźnik czytelności tekstu jako pomoc w określaniu stopnia jego trudności”, LingVaria 2006; so does FOG-PL of the
Pracownia Prostej Polszczyzny in Wrocław. Names and abbreviations are not counted as hard. Below a hundred words it says
nothing, so nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, text
from proofing.kinds import Level
from proofing.reading import Reading
from proofing.rule import Finding, rule
from proofing.words import Sentence, syllables

FEWEST_WORDS = 100
HARD_SYLLABLES = 4
MOST_YEARS = 15
"""The scale of the index calls 16 and more difficult: a text for graduates."""

_HARD = "Postępowanie o przyznanie świadczenia pieniężnego prowadzone jest przez właściwą komórkę organizacyjną. "
_EASY = "Wniosek składasz w ośrodku. Możesz też wysłać go pocztą. Odpowiemy w ciągu miesiąca. "


def fog(sentences: Iterable[Sentence]) -> float:
    """Years of school; 0.0 when there are too few words to tell."""
    words = hard = count = 0
    for sentence in sentences:
        if sentence.words:
            count += 1
            words += len(sentence.words)
            hard += sum(_is_hard(word, place) for place, word in enumerate(sentence.words))
    return 0.4 * (words / count + 100 * hard / words) if words >= FEWEST_WORDS else 0.0


def _is_hard(word: str, place: int) -> bool:
    a_name = word[0].isupper() and (place > 0 or word.isupper())
    return not a_name and syllables(word) >= HARD_SYLLABLES


@rule(
    code="readability",
    title=gettext_lazy("A text can be read with 15 years of school"),
    why=gettext_lazy("Most readers of a centre have less; they should understand it at first reading."),
    level=Level.WARNS,
    languages=("pl",),
    passes=(page(text(_EASY * 10)),),
    fails=(page(text(_HARD * 10)),),
)
def readability(reading: Reading) -> Iterator[Finding]:
    """One finding for the whole page, at its first block of prose."""
    years = fog(sentence for _place, sentence in reading.sentences)
    if years > MOST_YEARS:
        message = _("The text is hard: it asks for %(years)s years of school (FOG index).") % {"years": round(years)}
        mend = _("Make sentences shorter, and choose shorter words: “zapłać” for “uiść opłatę”.")
        yield Finding(reading.prose[-1].place, "", message, mend)
