"""Numbers of persons. There is no exception to ask for: who thinks that a PESEL belongs on a public page is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import file, page, text
from proofing.kinds import Level
from proofing.personal_numbers import Found, NumberKind, personal_numbers
from proofing.reading import FileNumber, Reading, Value
from proofing.rule import Finding, rule

# Made up, with control digits that fit.
_PESEL, _CARD, _ACCOUNT = "44051401359", "ABA300000", "61 1090 1014 0000 0712 1981 2874"
_LOOKED_BACK = 300
"""Characters before a number in which the words that lead to it are looked for."""


def _of_kind(reading: Reading, kind: NumberKind) -> Iterator[Finding]:
    for value, found in reading.numbers:
        if found.kind is kind:
            words = {"number": capfirst(found.masked), "place": _where(value, found)}
            yield Finding(value.place, found.masked, *_said(kind, words))


def _said(kind: NumberKind, words: dict[str, str]) -> tuple[str, str]:
    if kind is NumberKind.ACCOUNT:
        return (
            _("%(number)s (%(place)s) is not among the centre's own accounts.") % words,
            _("Delete it here, or add it there."),
        )
    return _("%(number)s (%(place)s) must not be published.") % words, _("Delete it.")


def _where(value: Value, found: Found) -> str:
    """„Treść”, after „…słowa przed numerem”: with no more of the text than leads there."""
    before = " ".join(value.text[max(0, found.place - _LOOKED_BACK) : found.place].split()[-4:])
    # What leads to one number may be another one.
    while numbers := personal_numbers(before):
        before = before[numbers[-1].place + len(numbers[-1].text) :]
    name = _("field “%(field)s”") % {"field": capfirst(value.place.label)}
    return _("%(field)s, after “%(words)s”") % {"field": name, "words": before.strip()} if before.strip() else name


@rule(
    code="pesel",
    title=gettext_lazy("No PESEL number is published"),
    why=gettext_lazy("It opens the way to somebody's data; nobody's may be made public, whatever the case is."),
    level=Level.BLOCKS,
    passes=(page(text("Wniosek musi zawierać numer PESEL. Tel. 41 331 25 24.")), page(text("Sprawa nr 44051401358."))),
    fails=(page(text(f"Przyznano zasiłek panu X, PESEL {_PESEL}.")),),
)
def pesel(reading: Reading) -> Iterator[Finding]:
    """Eleven digits with a day of birth that has been and a control digit that fits."""
    return _of_kind(reading, NumberKind.PESEL)


@rule(
    code="id-card",
    title=gettext_lazy("No number of an identity card is published"),
    why=gettext_lazy("It belongs to one person, and with a name it is enough for a fraud."),
    level=Level.BLOCKS,
    passes=(page(text("Proszę mieć przy sobie dowód osobisty. Kwota: PLN300000.")),),
    fails=(page(text(f"Odbioru dokonał pan X, dowód {_CARD}.")),),
)
def id_card(reading: Reading) -> Iterator[Finding]:
    """Three letters and six digits, the first of which is the control digit."""
    return _of_kind(reading, NumberKind.ID_CARD)


@rule(
    code="account",
    title=gettext_lazy("A bank account on a page is the centre's own"),
    why=gettext_lazy("Others belong to clients, or to somebody who wants their payments."),
    level=Level.BLOCKS,
    passes=(page(text(f"Opłatę wpłaca się na rachunek {_ACCOUNT}."), accounts=_ACCOUNT),),
    fails=(page(text(f"Świadczenie przelano na rachunek {_ACCOUNT}.")),),
)
def account(reading: Reading) -> Iterator[Finding]:
    """Account numbers by length and control digits (ISO 13616), Polish ones without their letters too."""
    return _of_kind(reading, NumberKind.ACCOUNT)


@rule(
    code="file-numbers",
    title=gettext_lazy("No file holds numbers of persons"),
    why=gettext_lazy("Readers open the file as easily as the page, and copies of it stay."),
    level=Level.BLOCKS,
    passes=(page(file("Regulamin domu dziennego", "regulamin.pdf")),),
    fails=(page(file("Decyzja", "decyzja.pdf", FileNumber(NumberKind.PESEL, "PESEL zaczynający się od 44…"))),),
)
def file_numbers(reading: Reading) -> Iterator[Finding]:
    """What was found inside files when they were looked into."""
    for one in reading.files:
        for number in one.numbers:
            place = _("file “%(file)s”") % {"file": one.title}
            words = {"number": capfirst(number.masked), "place": place}
            yield Finding(one.place, number.masked, *_said(number.kind, words))
