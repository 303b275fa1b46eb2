"""Acts made up by Hypothesis, with the structure that has to be recognised in them."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.pages.acts.text.word_files import docx, numbered, numbering, paragraph, restarting_list

PHRASES = (
    "Ośrodek", "Dyrektor Ośrodka", "udziela pomocy", "osobom i rodzinom", "w trybie określonym w § 5",
    "na podstawie art. 17 ust. 1 pkt 2", "ustawy z dnia 12 marca 2004 r. o pomocy społecznej",
    "(Dz. U. z 2023 r. poz. 901)", "z dnia 12. marca 2020 r.", "w terminie 14 dni", "o których mowa w ust. 1 pkt",
    "z zastrzeżeniem § 3 ust. 2 i § 4", "działu III rozdziału 2", "na obszarze Miasta Kielce", "świadczeń pieniężnych",
    "zgodnie z treścią art. 5", "za pośrednictwem ePUAP-u", "oraz w § 12a", "nr XXVII/508/2020", "kwotę 1.500 zł",
    "pracownik socjalny", "przeprowadza rodzinny wywiad środowiskowy", "w ust. 3 i 4", "społeczno-gospodarczych",
)  # fmt: skip
TITLES = (
    "Postanowienia ogólne",
    "Zadania Ośrodka",
    "Organizacja i kierowanie",
    "Gospodarka finansowa",
    "Przepisy końcowe",
)
PREAMBLES = (
    "Na podstawie art. 18 ust. 2 pkt 15 ustawy z dnia 8 marca 1990 r. o samorządzie gminnym uchwala się, co następuje:",
    "UCHWAŁA NR XXVII/508/2020",
    "Rada Miasta Kielce",
    "Zarządzam, co następuje:",
)
LEVELS = ("ust", "pkt", "lit", "tir")


@dataclass
class MadeUnit:
    """A unit with its words and the units in it; `ending` is the common ending of these."""

    level: str
    number: str
    text: str
    inner: "list[MadeUnit]" = field(default_factory=list)
    ending: str = ""

    @property
    def label(self) -> str:
        return {"ust": f"{self.number}.", "pkt": f"{self.number})", "lit": f"{self.number})", "tir": "–"}[self.level]


@dataclass
class MadeProvision:
    number: str
    text: str
    units: list[MadeUnit]
    ending: str = ""


@dataclass
class MadeAct:
    """`parts` are a number, a title and provisions each; the number is blank when the act has no chapters."""

    preamble: list[str]
    sign: str
    parts: list[tuple[str, str, list[MadeProvision]]]

    @property
    def printed(self) -> list[str]:
        """The act as it is printed, a line for each unit."""
        lines = list(self.preamble)
        for number, title, provisions in self.parts:
            lines += [f"Rozdział {number}", title] if number else []
            for provision in provisions:
                first, *others = [provision.text] * bool(provision.text) + list(_lines(provision))
                lines += [f"{self.sign} {provision.number}. {first}", *others]
        return lines

    @property
    def expected(self) -> list[tuple[str, str]]:
        """The eId and the words of each unit, in their order."""
        found = []
        numbers = [provision.number for _, _, provisions in self.parts for provision in provisions]
        step = "par" if self.sign == "§" else "art"
        for part, _title, provisions in self.parts:
            for provision in provisions:
                eid = f"{step}_{provision.number}"
                eid = f"roz_{part.lower()}__{eid}" if numbers.count(provision.number) > 1 else eid
                found += [(eid, provision.text), *_expected(eid, provision.units)]
                found += [(f"{eid}__tekst_1", provision.ending)] if provision.ending else []
        return found

    def wrapped(self, width: int) -> str:
        """The act as a PDF gives it: a line for each line of the page."""
        opening = "\n\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in self.preamble)
        rest = self.printed[len(self.preamble) :]
        return opening + "\n\n" + "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in rest)

    def in_word(self) -> bytes:
        """The act as a .docx whose numbers Word makes."""
        body = [paragraph(line) for line in self.preamble]
        for index, (number, title, provisions) in enumerate(self.parts, 1):
            body += [paragraph(f"Rozdział {number}"), paragraph(title)] if number else []
            for provision in provisions:
                body += [numbered(provision.text, 0, index), *_in_word(provision.units, index)]
                body += [paragraph(f"– {provision.ending}")] if provision.ending else []
        lists = [restarting_list(index) for index in range(1, len(self.parts) + 1)]
        return docx(*body, numbering=numbering(*lists))


def _lines(unit: MadeProvision | MadeUnit) -> Iterator[str]:
    for inner in unit.units if isinstance(unit, MadeProvision) else unit.inner:
        yield f"{inner.label} {inner.text}"
        yield from _lines(inner)
    if unit.ending:
        yield f"– {unit.ending}"


def _expected(eid: str, units: list[MadeUnit]) -> Iterator[tuple[str, str]]:
    for unit in units:
        own = f"{eid}__{unit.level}_{unit.number}"
        yield own, unit.text
        yield from _expected(own, unit.inner)
        if unit.ending:
            yield f"{own}__tekst_1", unit.ending


def _in_word(units: list[MadeUnit], number_id: int) -> Iterator[str]:
    for unit in units:
        yield numbered(unit.text, LEVELS.index(unit.level) + 1, number_id)
        yield from _in_word(unit.inner, number_id)
        if unit.ending:
            yield paragraph(f"– {unit.ending}")


# -- strategies ------------------------------------------------------------------------------------------------------

clauses = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=12).map(" ".join)
# A unit of an act begins with a word, not with a citation.
sentences = clauses.map(lambda clause: f"Ośrodek {clause}.")


def _numbers(level: str, count: int) -> list[str]:
    return [chr(ord("a") + index) if level == "lit" else str(index + 1) for index in range(count)]


@st.composite
def _enumerations(draw: st.DrawFn, level: str) -> list[MadeUnit]:
    count = draw(st.integers(2, 5))
    units = []
    for index, number in enumerate(_numbers(level, count)):
        inner = []
        deeper = {"pkt": "lit", "lit": "tir"}.get(level)
        if deeper and draw(st.integers(0, 3)) == 0:
            inner = draw(_enumerations(deeper))
        end = ":" if inner else "." if index == count - 1 else {"pkt": ";"}.get(level, ",")
        units.append(MadeUnit(level, number, f"pomoc {draw(clauses)}{end}", inner))
    return units


@st.composite
def _ended(draw: st.DrawFn, unit: MadeUnit | MadeProvision, points: list[MadeUnit]) -> None:
    """Give a unit its points and, where the last of them allows it, a common ending."""
    unit.text = f"{unit.text[:-1]}:"
    if not points[-1].inner and draw(st.booleans()):
        points[-1].text = f"{points[-1].text[:-1]},"
        unit.ending = f"jeżeli {draw(clauses)}."
    if isinstance(unit, MadeUnit):
        unit.inner = points
    else:
        unit.units = points


@st.composite
def _provisions(draw: st.DrawFn, number: str, *, for_word: bool) -> MadeProvision:
    shape = draw(st.sampled_from(["text", "points", "subsections"]))
    if shape != "subsections":
        provision = MadeProvision(number, draw(sentences), [])
        if shape == "points":
            draw(_ended(provision, draw(_enumerations("pkt"))))
        return provision
    numbers = _numbers("ust", draw(st.integers(2, 12)))
    if not for_word and draw(st.booleans()):
        numbers.insert(2, "2a")
    units = [MadeUnit("ust", number, draw(sentences)) for number in numbers]
    for unit in units:
        if draw(st.integers(0, 4)) == 0:
            draw(_ended(unit, draw(_enumerations("pkt"))))
    return MadeProvision(number, "", units)


@st.composite
def acts(draw: st.DrawFn, *, for_word: bool = False) -> MadeAct:
    """Acts of up to 60 provisions, in chapters or not; `for_word`: with numbers that Word makes."""
    sign = "§" if for_word else draw(st.sampled_from(["§", "Art."]))
    preamble = draw(st.lists(st.sampled_from(PREAMBLES), min_size=1, max_size=3))
    chapters = draw(st.integers(0, 4))
    restarts = for_word or draw(st.booleans())
    parts, number = [], 0
    for chapter in range(max(1, chapters)):
        number = 0 if restarts else number
        provisions = []
        for _ in range(draw(st.integers(1, 15))):
            number += 1
            provisions.append(draw(_provisions(str(number), for_word=for_word)))
            if not for_word and draw(st.integers(0, 9)) == 0:
                provisions.append(draw(_provisions(f"{number}a", for_word=for_word)))
        name = draw(st.sampled_from([str(chapter + 1), ("I", "II", "III", "IV")[chapter]])) if chapters else ""
        parts.append((name, draw(st.sampled_from(TITLES)), provisions))
    return MadeAct(preamble, sign, parts)
