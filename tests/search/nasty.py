"""Random bytes of the kinds that search engines, databases and number readers have stumbled over.

The same seed gives the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from urllib.parse import quote

WORDS = [
    "zasiłek", "świadczenia", "dla", "matki", "opiekuńczego", "500", "plus", "uchwała", "statut", "dom", "zolnierz",
    "swiadczeniobiorcow", "niepelnosprawnosciach", "złośliwość", "zloznosclanoszcz", "NEAR", "AND", "OR", "NOT",
    "title", "body", "files", "rowid",
]  # fmt: skip
SIGNS = [
    *"\"'*^:-+()[]{}<>&|!~@#$%_=;,.?/\\`",
    "AND", "OR", "NOT", "NEAR(", "NEAR/2", "<->", "<2>", ":*", ":A", "''", '""', "--", "/*", "*/", "$$", "\\'",
    "\0", "\n", "\t", "\x1a", "\x7f", "\u2028", "\ufeff", "\uffff", "\U0010ffff",
]  # fmt: skip
SQL = [
    "' OR '1'='1",
    "'; DROP TABLE search_words; --",
    '" UNION SELECT * FROM auth_user --',
    "%' OR p.live LIKE '%",
    "search_words MATCH 'a'",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "<script>alert(1)</script>",
    "%(name)s %s %d {0} {x!r}",
]
NUMBERS = [
    "99.99.9999", "0/0", "00.00.0000", "31.02.2020", "0000-00-00", "9999-99-99", "1/1/1", "XXVII/508/2020", "IC/1/99",
    "MMMCMXCIX/999999z/2099", "70/22", "41 331 25 24", "+48 41 331 25 24", "0" * 14, "9" * 19, "9" * 5_000, "1e999",
    "-1", "1.5", "²³", "½", "٣٤/٢٠٢٠", "२०२०", "Ⅷ/Ⅻ/2020", "⑴", "NaN", "Infinity", "0x10", "1_000", "2147483648",
    "9223372036854775808", "٤١ ٣٣١ ٢٥ ٢٤", "500+", "+++", "1+" * 90, "1.1." * 50, "12 " * 60, "(" * 150, "1-" * 99,
]  # fmt: skip
LETTERS = [
    "e\u0301\u0328" * 60, "\u0301" * 190, "z\u0335" * 90, "👩\u200d👩\u200d👧\u200d👦" * 20, "🏳\ufe0f\u200d🌈",
    "\u202eabc\u202c", "ﷺ" * 100, "ﬃ" * 150, "ß" * 199, "İ" * 199, "ŉ" * 90, "ſ" * 60, "\u212a" * 60, "ﾞ", "ﾟﾞ", "ำ",
    "שלום", "مرحبا", "допомога", "帮助" * 90, "\u200b" * 199, "\u00ad".join("zasiłek"), "k" * 10_000, "ą" * 10_000,
    "a " * 5_000, "slon " * 40, "\ud800", "a\udfffb",
]  # fmt: skip


def raw(chance: random.Random) -> bytes:
    """Any bytes at all, mostly no UTF-8."""
    return chance.randbytes(chance.randrange(60))


def text(chance: random.Random) -> bytes:
    """Any signs of Unicode, halves of pairs among them."""
    return encoded("".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(40))))


def soup(chance: random.Random) -> bytes:
    """Words and signs of query languages in any order."""
    parts = chance.choices(WORDS + SIGNS, k=chance.randrange(1, 30))
    return encoded(chance.choice(["", " "]).join(parts))


def broken_word(chance: random.Random) -> bytes:
    """A word that is there, with a byte changed, doubled or lost."""
    word = bytearray(encoded(chance.choice(WORDS)))
    place = chance.randrange(len(word))
    word[place : place + chance.randrange(2)] = chance.randbytes(chance.randrange(3))
    return bytes(word)


def ambiguous(chance: random.Random) -> bytes:
    """Words in which each letter may lack its tail."""
    length = chance.randrange(5, 15)
    return encoded(" ".join("".join(chance.choices("aceslnoz", k=length)) for _ in range(20)))


def known(chance: random.Random) -> bytes:
    """What is nasty by itself, alone or beside something else."""
    parts = chance.choices(SQL + NUMBERS + LETTERS, k=chance.choice([1, 1, 2, 3]))
    return encoded(" ".join(parts))


def endless(chance: random.Random) -> bytes:
    """Far beyond what a question may hold."""
    unit = chance.choice([b"\xff", b"zasilek ", encoded("ł"), b'"', b"1", b"(", b"AND "])
    return unit * (200_000 // len(unit))


FAMILIES: tuple[tuple[int, Callable[[random.Random], bytes]], ...] = (
    (20, raw),
    (20, text),
    (25, soup),
    (15, broken_word),
    (2, ambiguous),
    (15, known),
    (1, endless),
)


def encoded(words: str) -> bytes:
    """UTF-8, lone halves of pairs as they come."""
    return words.encode("utf-8", "surrogatepass")


def byte_strings(number: int, seed: int) -> Iterator[bytes]:
    """So many byte strings, always the same ones."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    shares, makers = zip(*FAMILIES, strict=True)
    for make in chance.choices(makers, shares, k=number):
        yield make(chance)


def in_an_address(value: bytes, chance: random.Random) -> str:
    """The bytes as a value of an address: escaped as they should be, or as somebody might send them anyway."""
    if chance.random() < 0.8:
        return quote(value)
    return value.decode("latin-1").replace("&", "%26").replace("#", "%23")
