"""Made-up Polish prose of a known size with known changes, the same every time.

Words are drawn as in real prose, a few of them again and again. A replacement is a word that the text does not hold, so
that the number of words truly changed is known: two for a word replaced, one for each word of a sentence that came or
went.
"""

import random
from dataclasses import dataclass
from typing import NamedTuple

from history.diff.model import Block, Run

COMMON = [
    "w",
    "i",
    "na",
    "z",
    "o",
    "do",
    "oraz",
    "dla",
    "się",
    "jest",
    "przez",
    "lub",
    "po",
    "od",
    "ze",
    "nie",
    "którzy",
    "jego",
    "gminy",
    "ośrodka",
]
STEMS = [
    "pomoc",
    "rodzin",
    "zasiłk",
    "wniosk",
    "decyzj",
    "ustaw",
    "dochod",
    "świadczeni",
    "usług",
    "opiek",
    "wsparci",
    "środowisk",
    "kierownik",
    "pracownik",
    "osob",
    "dzieck",
    "senior",
    "mieszkani",
    "program",
    "zespół",
    "stypendi",
    "dokument",
    "termin",
    "zadani",
    "budżet",
    "umow",
    "kontrol",
    "skarg",
    "petycj",
    "porad",
]
ENDINGS = [
    "ami", "ach", "owi", "em", "ą", "y", "u", "ów", "om", "owy", "owego", "ową", "owych", "nik", "nictwo",
]  # fmt: skip
RARE = [stem + ending for stem in STEMS for ending in ENDINGS]
SENTENCE_LONG = 25
"""Words of a sentence that comes or goes."""


@dataclass
class Text:
    """Paragraphs of sentences of words."""

    paragraphs: list[list[list[str]]]

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(sentence) for paragraph in self.paragraphs for sentence in paragraph)

    def blocks(self) -> list[Block]:
        """One block a paragraph."""
        return [
            Block("paragraph", (Run(" ".join(map(said, paragraph))),)) for paragraph in self.paragraphs if paragraph
        ]

    def copy(self) -> "Text":
        """The same text, to be changed."""
        return Text([[list(sentence) for sentence in paragraph] for paragraph in self.paragraphs])


def said(words: list[str]) -> str:
    """A sentence as it is written."""
    return " ".join(words).capitalize() + "."


class Changed(NamedTuple):
    """Two versions and how many words differ."""

    old: Text
    new: Text
    changed_words: int


def sentence(chance: random.Random, length: int) -> list[str]:
    """Words of prose: every third is a common one."""
    return [chance.choice(COMMON if chance.random() < 0.35 else RARE) for _ in range(length)]


def prose(chance: random.Random, sizes: list[int], words: int) -> Text:
    """A text of so many words in paragraphs of so many sentences, each unlike any other."""
    count = sum(sizes)
    lengths = [words // count + (index < words % count) for index in range(count)]
    for index in range(0, count - 1, 2):  # of uneven length, as sentences are
        step = chance.randrange(5)
        lengths[index], lengths[index + 1] = lengths[index] + step, lengths[index + 1] - step
    seen: set[tuple[str, ...]] = set()
    sentences = []
    for length in lengths:
        while tuple(made := sentence(chance, length)) in seen:
            pass
        seen.add(tuple(made))
        sentences.append(made)
    left = iter(sentences)
    return Text([[next(left) for _ in range(size)] for size in sizes])


def edit_words(chance: random.Random, text: Text, sentences: int, edits: int, keep: set[tuple[int, int]]) -> int:
    """Put new words in place of others, so many in each of some sentences; the number of words that differ."""
    places = [
        (p, s) for p, paragraph in enumerate(text.paragraphs) for s in range(len(paragraph)) if (p, s) not in keep
    ]
    for number, (p, s) in enumerate(chance.sample(places, sentences)):
        words = text.paragraphs[p][s]
        # not next to one another: each is a change of its own
        for turn, at in enumerate(range(1, 1 + 3 * edits, 3)):
            words[at] = f"nowość{number}x{turn}"
    return 2 * sentences * edits


def reference() -> Changed:
    """489 sentences of 5,589 words in 162 paragraphs: 20 edited twice, 3 removed, 3 added; 234 words differ.

    40 words replaced are 80 words; the sentences that went have 77 words, those that came too.
    """
    chance = random.Random(162)  # noqa: S311 -- no secret
    sizes = [3] * 159 + [4] * 3
    chance.shuffle(sizes)
    gone = [(20, 1), (75, 0), (130, 2)]
    long = 26 + 26 + 25
    old = prose(chance, [size - (index in {20, 75, 130}) for index, size in enumerate(sizes)], 5_589 - long)
    for (p, s), length in zip(gone, (26, 26, 25), strict=True):
        old.paragraphs[p].insert(s, sentence(chance, length))
    new = old.copy()
    changed = edit_words(chance, new, 20, 2, set(gone))
    for p, s in gone:
        changed += len(new.paragraphs[p].pop(s))
    for p, length in ((10, 26), (90, 26), (150, 25)):
        new.paragraphs[p].insert(1, sentence(chance, length))
        changed += length
    return Changed(old, new, changed)


def repetitive(paragraphs: int = 828, words: int = 10_002) -> Changed:
    """Paragraphs that say nearly the same over and over: 25 words replaced, 5 paragraphs removed, 5 added."""
    chance = random.Random(828)  # noqa: S311 -- no secret
    forms = [sentence(chance, words // paragraphs) for _ in range(40)]
    old = Text([[list(chance.choice(forms))] for _ in range(paragraphs)])
    for index in range(words - old.words):
        old.paragraphs[index][0].append("raz")
    new = old.copy()
    changed = edit_words(chance, new, 25, 1, {(p, 0) for p in range(0, paragraphs, 100)})
    for p in (700, 500, 300, 100, 0):
        changed += len(new.paragraphs.pop(p)[0])
    for p in (50, 250, 450, 650, 800):
        new.paragraphs.insert(p, [sentence(chance, 12)])
        changed += 12
    return Changed(old, new, changed)


def long_prose(words: int = 10_002) -> Changed:
    """Unlike sentences, 12 words each: 25 words replaced, 5 sentences removed, 5 added."""
    chance = random.Random(10_002)  # noqa: S311 -- no secret
    old = prose(chance, [3] * 277, words)
    new = old.copy()
    places = {(40, 0), (90, 1), (140, 2), (190, 1), (240, 0)}
    changed = edit_words(chance, new, 25, 1, places)
    for p, s in places:
        changed += len(new.paragraphs[p].pop(s))
    for p in (20, 70, 120, 170, 220):
        new.paragraphs[p].insert(1, sentence(chance, 12))
        changed += 12
    return Changed(old, new, changed)
