"""Dictionary forms of Polish words, by Morfeusz with the dictionary SGJP.

All forms a word may come from count, because a word alone doesn't tell which one is meant: "stali" is steel, or of one
who stands, or permanent ones. Taking the first form only finds seven words in eight.

On a platform without the package each word stands for itself: search still works, but doesn't inflect.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from math import prod
from typing import Any

from search.analysis.folding import fold

# How many spellings of a word typed without its Polish letters are tried: twice as many as any of twenty thousand words
# has. What has more is no word.
MOST_SPELLINGS = 1024
_MORE_LETTERS = {"a": "aą", "c": "cć", "e": "eę", "l": "lł", "n": "nń", "o": "oó", "s": "sś", "z": "zźż"}
_VOWELS = frozenset("aeiouyąęó")
# Polish writes no "ą" or "ę" before these, and none at the beginning of a word.
_NEVER_AFTER_NASALS = _VOWELS | frozenset("jhfmnr")
# A word whose folding grows beyond this is cut: engines take words of two thousand bytes at most.
_LONGEST_TOKEN = 120

# Words that carry no meaning of their own, by the tags of all their readings.
_EMPTY_TAGS = frozenset({"prep", "conj", "comp", "part", "interj", "ppron12", "ppron3", "siebie", "aglt", "qub"})
# Question words and what else people put around what they look for; adverbs and verbs to Morfeusz.
_EMPTY_WORDS = frozenset({
    "byc", "chciec", "co", "czemu", "dlaczego", "dostac", "gdzie", "ile", "jaki", "jak", "kiedy", "kto", "ktory",
    "miec", "moc", "moj", "mozna", "musiec", "nalezec", "nasz", "numer", "potrzebowac", "prosic", "skad", "swoj",
    "szukac", "ten", "trzeba", "zalatwic",
})  # fmt: skip
# Small words that something else is spelt like: a lilac, a note, a small town, a game. In a question they are small
# words; some lack their tails.
_SMALL_WORDS = frozenset({
    "albo", "ale", "ani", "bez", "ci", "do", "gdy", "go", "i", "jako", "jesli", "ku", "lecz", "lub", "mi", "moga",
    "moze", "nas", "np", "od", "on", "ona", "ono", "oraz", "po", "sa", "sie", "sobie", "ta", "tak", "te", "tez", "to",
    "tu", "tylko", "wiec", "ze", "zeby",
})  # fmt: skip


@cache
def analyser() -> Any:
    """The one analyser of the process, which threads may share; None where the package can't be had."""
    try:
        import morfeusz2
    except ImportError:
        return None
    return morfeusz2.Morfeusz(case_handling=morfeusz2.IGNORE_CASE)


def warm_up() -> None:
    """Load the dictionary (50 MB) now: a server that forks its workers afterwards then shares it among them."""
    _readings("dom")


@lru_cache(maxsize=4_096)  # what texts ask for again, `tokens_of` remembers
def _readings(word: str) -> tuple[tuple[str, str], ...]:
    """Dictionary form and part of speech of each reading; none for a word that the dictionary doesn't know."""
    return _looked_up(word)


def _looked_up(word: str) -> tuple[tuple[str, str], ...]:
    """The same for a word that nobody may ever ask for again."""
    found_by = analyser()
    if found_by is None:
        return ()
    found = []
    for _start, _end, (_form, lemma, tag, *_rest) in found_by.analyse(word):
        part = tag.split(":", 1)[0]
        if part == "ign":
            return ()
        if part != "aglt":  # the "-m" of "byłem", which is no word
            found.append((lemma.split(":", 1)[0].lower(), part))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=30_000)
def tokens_of(word: str) -> tuple[str, ...]:
    """What a word of a text is found by: itself first, then its dictionary forms, all folded.

    None for what folds to nothing, a sound mark that stands alone.
    """
    return _tokens([word, *(lemma for lemma, _part in _readings(word))])


@lru_cache(maxsize=30_000)
def dictionary_forms(word: str) -> frozenset[str]:
    """The dictionary forms of a word, as they are written."""
    return frozenset(lemma for lemma, _part in _readings(word))


@lru_cache(maxsize=4_096)
def tokens_asked(word: str) -> tuple[str, ...]:
    """The same for a word of a question, which may lack its Polish letters.

    Other spellings are tried only for a word that the dictionary doesn't know as it was typed: "prac" is no "prać".
    """
    return _tokens([word, *(lemma for lemma, _part in _readings_asked(word))])


def _readings_asked(word: str) -> tuple[tuple[str, str], ...]:
    """The readings of a word of a question, with its Polish letters put in if the dictionary doesn't know it."""
    if (known := _readings(word)) or len(word) < 3 or not word.isalpha():
        return known
    return tuple(dict.fromkeys(reading for spelling in spellings(word) for reading in _looked_up(spelling)))


def _tokens(forms: Iterable[str]) -> tuple[str, ...]:
    """The forms without Polish letters, each once; of letters and digits only, since engines read other signs."""
    return tuple(dict.fromkeys(token for form in forms if (token := _letters(fold(form))[:_LONGEST_TOKEN])))


def _letters(text: str) -> str:
    """The letters and digits of a text: of "½" folding makes a sum."""
    return text if text.isalnum() else "".join(char for char in text if char.isalnum())


@lru_cache(maxsize=4_096)
def is_empty(word: str) -> bool:
    """Whether a word says nothing of what is looked for: "dla", "się", "gdzie"."""
    return _says_nothing(word, _readings(word))


@lru_cache(maxsize=4_096)
def is_empty_asked(word: str) -> bool:
    """The same for a word of a question, which may lack its Polish letters: "jestescie"."""
    return _says_nothing(word, _readings_asked(word))


def _says_nothing(word: str, readings: tuple[tuple[str, str], ...]) -> bool:
    return (
        fold(word) in _SMALL_WORDS
        or (bool(readings) and all(part in _EMPTY_TAGS for _lemma, part in readings))
        or not _EMPTY_WORDS.isdisjoint(fold(lemma) for lemma, _part in readings)
    )


@lru_cache(maxsize=4_096)
def is_word(word: str) -> bool:
    """Whether the dictionary has the word, as it is written or with Polish letters put in."""
    return bool(_readings_asked(word))


def spellings(word: str) -> list[str]:
    """The word with Polish letters put in wherever they may have been left out."""
    choices = [_choices(word, place) for place in range(len(word))]
    return ["".join(letters) for letters in product(*choices)] if 1 < prod(map(len, choices)) <= MOST_SPELLINGS else []


def _choices(word: str, place: int) -> str:
    """The letters that may be meant at a place; spellings that Polish never has are left out."""
    letter, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
    match letter:
        case "a" | "e":
            plain = place == 0 or after in _NEVER_AFTER_NASALS
        case "o":
            plain = not after or after in _VOWELS
        case "l":
            plain = after == "i"
        case "c":
            plain = after in _VOWELS or after in ("h", "z", "k")
        case "s":
            plain = after in _VOWELS or after == "z"
        case "n":
            plain = after in _VOWELS
        case "z":
            if after in _VOWELS and before not in ("c", "s"):
                return "zż"
            plain = before in ("c", "s")
        case _:
            plain = True
    return letter if plain else _MORE_LETTERS[letter]
