"""What is over and told as if it were to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import page, text
from proofing.kinds import Level
from proofing.reading import Reading
from proofing.rule import Finding, rule
from proofing.words import Dated, dates_in

_FUTURE = re.compile(
    r"\b(?:będzie|będą|będziemy|nastąpi|nastąpią|odbędzie|odbędą|planuje|planujemy|planowan[aey]|potrwa|potrwają"
    r"|przewiduje|przewidujemy|rozpocznie|rozpoczną|rozpoczniemy|ruszy|ruszą|zakończy|zakończą|zamierza|zamierzamy"
    r"|zapraszamy|zostanie|zostaną)\b",
    re.IGNORECASE,
)
# The date of an act or a letter: „uchwała z dnia 3 marca 2017 r.”
_OF_AN_ACT = re.compile(r"\b(?:z|ze)\s(?:dnia\s)?\Z", re.IGNORECASE)


@rule(
    code="past-as-future",
    title=gettext_lazy("What is over isn't announced"),
    why=gettext_lazy("Who reads “will take place on 3 March 2017” doubts the rest of the page too."),
    level=Level.WARNS,
    languages=("pl",),
    passes=(
        page(text("Spotkanie odbędzie się 3 maja 2026 r.")),
        page(text("Spotkanie odbyło się 3 marca 2017 r.")),
        page(text("Zgodnie z uchwałą z dnia 3 marca 2017 r. ośrodek będzie czynny dłużej.")),
    ),
    fails=(
        page(text("Spotkanie odbędzie się 3 marca 2017 r.")),
        page(text("Remont planowany jest na IV kw. 2017 r.")),
    ),
)
def past_as_future(reading: Reading) -> Iterator[Finding]:
    """Sentences in the future tense whose dates are all in the past."""
    for place, sentence in reading.sentences:
        if not _FUTURE.search(sentence.text):
            continue
        dates = [one for one in dates_in(sentence.text) if not _is_of_an_act(sentence.text, one)]
        if dates and max(one.last for one in dates) < reading.today:
            message = _("“%(date)s” is over, and the sentence tells it as the future.") % {"date": dates[-1].text}
            yield Finding(place, sentence.text, message, _("Say how it went, or delete it."))


def _is_of_an_act(sentence: str, found: Dated) -> bool:
    return bool(_OF_AN_ACT.search(sentence, max(0, found.place - 8), found.place))
