"""Which words may be the name of a person, by the labels of Morfeusz's dictionary."""

from enum import Enum
from functools import lru_cache

from search.analysis.morphology import analyser, is_empty, spellings

FIRST_NAME, SURNAME = "imię", "nazwisko"
# A village called Anna doesn't make Anna less of a name; nor does a word that nobody uses any more.
_PLACES = ("nazwa_geograficzna", "człon_nazwy_geograficznej")
_FORGOTTEN = ("daw.", "przest.", "arch.")
# "na" and "od" are names in some countries; here they are what they look like.
_SMALL_WORDS = frozenset({"prep", "conj", "comp", "part", "qub", "ppron12", "ppron3"})
# "Kowalski" is a man rather than a smith's; these are what people look for in an office.
_OF_SURNAMES = ("ski", "cki", "zki")
_OF_OFFICES = frozenset({"macierzyński", "marszałkowski", "miejski", "sołecki", "studencki", "wojewódzki"})
_FOREIGN = ("enko", "czuk", "czyk", "wicz", "owna", "ówna", "ski", "cki", "zki", "ska", "cka", "zka")


class Naming(Enum):
    """What a word tells of persons."""

    NOTHING = "no name, or a word that says nothing"
    FIRST = "may be a first name, means something else, too"
    LAST = "may be a surname, means something else, too"
    NAME = "a name and nothing else"
    UNKNOWN = "not in the dictionary"


def has_dictionary() -> bool:
    """Whether names can be told from other words at all."""
    return analyser() is not None


@lru_cache(maxsize=4_096)
def naming(word: str) -> Naming:
    """What a word in small letters tells of persons, with or without its Polish letters."""
    if is_empty(word):
        return Naming.NOTHING
    found = _one(word)
    if found is not Naming.UNKNOWN:
        return found
    # "zolkiewska" is no word without its letters, but a name with them.
    others = [other for spelling in spellings(word) if (other := _one(spelling)) is not Naming.UNKNOWN]
    if not others:
        return Naming.NAME if word.endswith(_FOREIGN) else Naming.UNKNOWN
    return next((other for other in others if other is not Naming.NAME), Naming.NAME)


def _one(word: str) -> Naming:
    """The same for the word as it is spelt."""
    first = last = plain = False
    for _start, _end, (_form, lemma, tag, labels, styles) in analyser().analyse(word):
        part = tag.split(":", 1)[0]
        if part == "ign":
            return Naming.UNKNOWN
        if part in _SMALL_WORDS:
            return Naming.NOTHING
        if FIRST_NAME in labels or SURNAME in labels:
            # Dogs and horses have names, too.
            first = first or (FIRST_NAME in labels and not tag.endswith(":m2"))
            last = last or SURNAME in labels
        elif part == "brev" or set(labels) & set(_PLACES) or set(styles) & set(_FORGOTTEN):
            continue
        elif part != "adj" or not _is_of_a_surname(lemma.partition(":")[0]):
            plain = True
    if not first and not last:
        return Naming.NOTHING
    if not plain:
        return Naming.NAME
    return Naming.FIRST if first else Naming.LAST


def _is_of_a_surname(adjective: str) -> bool:
    return adjective.endswith(_OF_SURNAMES) and adjective not in _OF_OFFICES
