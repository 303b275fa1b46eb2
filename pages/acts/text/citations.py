"""How lawyers name a unit of an act ("§ 5 ust. 3 pkt 2 lit. a"), to eIds and back.

The words are those of the acts, which are Polish whatever the language of the interface is: nothing here is translated.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pages.acts.text.labels import NUMBER, SUPERSCRIPTS, slug, unslug

MAX_RANGE = 200
"""The widest range that is expanded; a wider one is a slip of the pen."""

MAX_CITATIONS = 1_000

_WORDS = {
    "dzi": "dział", "roz": "rozdział", "odd": "oddział",
    "par": "§", "art": "art.", "ust": "ust.", "pkt": "pkt", "lit": "lit.", "tir": "tiret", "tekst": "dalszy tekst",
}  # fmt: skip
_PARTS = ("dzi", "roz", "odd")
_RANKS = {step: rank for rank, step in enumerate(_WORDS) if step != "art"} | {"art": 3}
_ORDINALS = (
    "pierwsze", "drugie", "trzecie", "czwarte", "piąte", "szóste", "siódme", "ósme", "dziewiąte", "dziesiąte",
)  # fmt: skip

_ROMAN = re.compile(r"[ivxl]+")
_STEP = re.compile(r"(dzi|roz|odd|par|art|ust|pkt|lit|tir|tekst)_([a-z0-9_]+)(?:-([0-9]+))?")

_KEYWORDS = {
    "dzi": r"dzia[łl]\w*", "roz": r"rozdzia[łl]\w*", "odd": r"oddzia[łl]\w*",
    "par": r"§{1,2}|paragraf\w*|par\.", "art": r"artyku[łl]\w*|art\.?", "ust": r"ust[ęe]p\w*|ust\.?",
    "pkt": r"punkt\w*|pkt\.?", "lit": r"liter\w*|lit\.?", "tir": r"tiret|tir\.?", "tekst": r"dalszy tekst",
}  # fmt: skip
_KEYWORD = re.compile("|".join(f"(?P<{step}>{words})" for step, words in _KEYWORDS.items()), re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?:{NUMBER}|{'|'.join(_ORDINALS)}|[IVXL]+[a-z]?|[a-ząćęłńóśźż]{{1,2}}[{SUPERSCRIPTS}]{{0,2}}|"
    r"(?:pierwsz|drug|trzec|czwart|piąt|szóst|siódm|ósm|dziewiąt|dziesiąt)[a-zó]{1,3})(?![^\W_])(?: ?\(([0-9]{1,3})\))?"
)
_GLUED = re.compile(r"([0-9])(ust|pkt|lit|tir)")
_RANGE = re.compile(r" ?(?:[–—-]| do ) ?")
# "i" is a conjunction between two citations and a letter after "lit." or between commas.
_BETWEEN = re.compile(r"[;,\n]| (?:oraz|lub|albo|a także|i także) |(?<!lit\.)(?<!lit)(?<![;,–—-]) i (?=[^;,\s–—-])")


class Citations(NamedTuple):
    """What was read, in the order of the text without repetitions, and the pieces that could not be read."""

    eids: list[str]
    unread: list[str]


class _Step(NamedTuple):
    kind: str
    name: str


def citation(eid: str) -> str:
    """The unit as a lawyer would name it: "§ 5 ust. 3 pkt 2 lit. a", "rozdział 2 § 1".

    A number that stands twice has its turn in brackets: "§ 5 (2)". An eId of another shape is returned as it is.
    """
    words = []
    for step in eid.split("__"):
        if not (match := _STEP.fullmatch(step)):
            return eid
        kind, number, turn = match.groups()
        words.append(_said(kind, number) + (f" ({turn})" if turn else ""))
    return " ".join(words)


def _said(kind: str, number: str) -> str:
    if kind == "tekst":
        return _WORDS[kind] if number == "1" else f"{_WORDS[kind]} {number}"
    if kind == "tir" and number.isdigit() and len(number) < 3 and 1 <= int(number) <= len(_ORDINALS):
        return f"{_WORDS[kind]} {_ORDINALS[int(number) - 1]}"
    if kind in _PARTS and _ROMAN.fullmatch(number):
        return f"{_WORDS[kind]} {number.upper()}"
    return f"{_WORDS[kind]} {unslug(number)}"


def parse_citations(text: str) -> Citations:
    """Read "§ 5 ust. 3 pkt 2 lit. a; § 7, § 8 i § 9 ust. 1–3" into eIds.

    What a citation leaves out it takes from the one before ("§ 5 ust. 1 i 2, ust. 4"); ranges are expanded up to
    `MAX_RANGE` units. Never raises.
    """
    eids: dict[str, None] = {}
    unread: list[str] = []
    context: list[_Step] = []
    spaced = "\n".join(" ".join(line.split()) for line in _GLUED.sub(r"\1 \2", text).splitlines())
    for piece in _BETWEEN.split(spaced):
        chunk = piece.strip(" .")
        if not chunk:
            continue
        found = _read(chunk, context)
        if not found or len(eids) + len(found) > MAX_CITATIONS:
            unread.append(piece.strip())
            continue
        context = found[-1]
        eids.update(dict.fromkeys("__".join(f"{kind}_{name}" for kind, name in steps) for steps in found))
    return Citations(list(eids), unread)


def _read(chunk: str, context: list[_Step]) -> list[list[_Step]]:
    """The paths that one citation means: one, or those of a range; none when it cannot be read."""
    steps: list[_Step] = []
    at = 0
    while at < len(chunk):
        keyword = _KEYWORD.match(chunk, at)
        kind = str(keyword.lastgroup) if keyword else context[-1].kind if context and not steps else ""
        at = keyword.end() if keyword else at
        at += chunk[at : at + 1] == " "
        number = _NUMBER.match(chunk, at)
        if not kind or not (number or kind == "tekst"):
            return []
        steps = steps or _inherited(kind, context, keyword is None)
        if steps and _RANKS[steps[-1].kind] >= _RANKS[kind]:
            return []
        if number and (dash := _RANGE.match(chunk, number.end())):
            last = _NUMBER.fullmatch(chunk, dash.end())
            names = _range(_name(kind, number), _name(kind, last)) if last else []
            return [[*steps, _Step(kind, name)] for name in names] if _is_rooted([*steps, _Step(kind, "")]) else []
        steps.append(_Step(kind, _name(kind, number) if number else "1"))
        at = number.end() if number else at
        at += chunk[at : at + 1] == " "
    return [steps] if _is_rooted(steps) else []


def _inherited(kind: str, context: list[_Step], without_word: bool) -> list[_Step]:
    """The steps that a citation takes from the one before; a § or a part with its word stands in no other part."""
    if _RANKS[kind] <= _RANKS["par"] and not without_word:
        return []
    return [step for step in context if _RANKS[step.kind] < _RANKS[kind]]


def _is_rooted(steps: list[_Step]) -> bool:
    """Whether a path begins with a § or an article, or is one of parts only."""
    kinds = [step.kind for step in steps]
    return all(kind in _PARTS for kind in kinds) or any(kind in {"par", "art"} for kind in kinds)


def _name(kind: str, match: re.Match[str]) -> str:
    text = match[0].partition("(")[0].strip()
    name = str(_ORDINALS.index(text) + 1) if kind == "tir" and text in _ORDINALS else slug(text)
    return f"{name}-{match[1]}" if match[1] else name


def _range(first: str, last: str) -> list[str]:
    """Names from the first to the last: 1–3, a–c, 2a–2d; none when the two are no range."""
    if first.isdigit() and last.isdigit():
        start, end = int(first), int(last)
        return [str(number) for number in range(start, end + 1)] if 0 <= end - start < MAX_RANGE else []
    one, other = re.fullmatch(r"([0-9]*)([a-z])", first), re.fullmatch(r"([0-9]*)([a-z])", last)
    if one and other and one[1] == other[1]:
        return [one[1] + chr(code) for code in range(ord(one[2]), ord(other[2]) + 1)]
    return []
