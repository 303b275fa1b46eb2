"""What a misspelt word should have been.

Words of the site within one or two letters of it are tried, the nearest first. A guess counts only if it finds
something that the reader may see: it never tells of a page that is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.folding import fold
from search.analysis.morphology import is_word
from search.asking import Asked, Group, Question, ask, asked_words
from search.finding import PublicPages
from search.models import KnownWord
from search.words import RegisteredWord

# Letters that may be wrong: none in a word of three, one in short words, two in long ones.
SHORTEST, LONG = 4, 7
# The nearest words that are tried on the site, and of how many candidates; each costs one or two questions.
TRIED, CANDIDATES = 4, 8
# Words of a question that are corrected; more is no misspelling.
MOST_WRONG = 3


def corrected(
    pages: PublicPages, question: Question, register: Sequence[RegisteredWord]
) -> tuple[Question, list[tuple[str, str]]] | None:
    """The question with words that nothing on the site holds replaced by near ones, and what was replaced by what.

    Names of the editors' register are as good as words of the site. None when every word is there already, or nothing
    near is.
    """
    wrong = [group for group in question.groups if _may_be_misspelt(group) and not pages.matches(Question((group,)))]
    if not wrong or len(wrong) > MOST_WRONG:
        return None
    near = _NearWords(register, [fold(group.typed) for group in wrong])
    better = {group: new for group in wrong if (new := _nearest(pages, group, register, near))}
    if not better:
        return None
    groups = [better[group].groups[0] if group in better else group for group in question.groups]
    # A page that editors want first is meant for whoever asks for nothing else.
    first = better[wrong[0]].first if len(groups) == 1 else ()
    replaced = [(group.typed, new.groups[0].typed) for group, new in better.items()]
    return replace(question, groups=tuple(dict.fromkeys(groups)), first=first), replaced


def _may_be_misspelt(group: Group) -> bool:
    """Whether it is one word, which no dictionary has: a right word that the site lacks is not another one."""
    if len(group.ways) > 1 or len(group.ways[0]) > 1:
        return False
    return bool(_allowed(fold(group.typed))) and not is_word(group.typed)


def _allowed(typed: str) -> int:
    """How many letters of a folded word may be wrong."""
    if len(typed) < SHORTEST or not typed.isalpha():
        return 0
    return 1 if len(typed) < LONG else 2


class _NearWords:
    """The words that some misspelt ones may have been: read once for all of them."""

    def __init__(self, register: Sequence[RegisteredWord], typed: Sequence[str]) -> None:
        bounds = [len(word) + by * _allowed(word) for word in typed for by in (-1, 1)]
        known = KnownWord.objects.filter(length__range=(min(bounds), max(bounds)))
        names = [entry.term for entry in register if len(asked_words(entry.term)) == 1]
        self.names = len(names)
        pairs = [*((name, fold(name)) for name in names), *known.values_list("word", "folded")]
        self.words = [word for word, _folded in pairs]
        self.folded = [folded for _word, folded in pairs]

    def of(self, typed: str) -> list[tuple[str, int, bool]]:
        """The nearest words first: how far each is, and whether it is a name that editors entered."""
        near = process.extract(typed, self.folded, scorer=OSA.distance, score_cutoff=_allowed(typed), limit=CANDIDATES)
        found = [(self.words[place], int(distance), place < self.names) for _folded, distance, place in near]
        return sorted(found, key=lambda item: item[1])


def _nearest(pages: PublicPages, group: Group, register: Sequence[RegisteredWord], near: _NearWords) -> Question | None:
    """The nearest word that finds something; of equally near ones a slip of the finger, then the one on most pages."""
    typed = fold(group.typed)
    found: list[tuple[int, bool, int, Question]] = []
    tried: set[Question] = set()
    for word, distance, is_name in near.of(typed):
        if len(tried) >= TRIED or (found and distance > found[0][0]):
            break
        guess = ask(word, register)
        if guess is None or guess in tried:
            continue
        # In this very form: another form of a public word may stand in a page that is hidden.
        if not is_name and not pages.matches(Question((Group(((Asked(word, (fold(word),)),),)),))):
            continue
        tried.add(guess)
        if number := len(pages.matches(guess)) or len(pages.open_among(guess.first)):
            found.append((distance, not is_slip(typed, fold(word)), -number, guess))
    return min(found, key=lambda item: item[:3])[3] if found else None


def is_slip(typed: str, word: str) -> bool:
    """Whether a letter was left out, doubled or swapped with its neighbour: likelier than another letter."""
    return len(typed) != len(word) or sorted(typed) == sorted(word)
