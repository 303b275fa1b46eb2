"""What looks wrong in a text: mistakes that an editor has to correct, and gaps in numbers worth a second look."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from pages.acts.text.labels import NUMBER, follows, is_first, slug
from pages.acts.text.model import Level, Part, Provision, RawBlock
from pages.acts.text.structure import level_of, structure, text_of, value_of

SIGNS = ("§", "Art.")

_NUMBER = re.compile(NUMBER)
_ABBREVIATIONS = {Level.SUBSECTION: "ust.", Level.POINT: "pkt", Level.LETTER: "lit."}


def faults(blocks: Sequence[RawBlock]) -> list[str]:
    """Sentences for the editor's form, in the order of the text, each naming its §; none when all is well.

    Twice the same number within a part, a provision without a number or without text, an unknown sign, a number of
    another shape, a heading with neither number nor title.
    """
    found: list[str] = []
    part, before = 0, ""
    seen: Counter[tuple[int, str, str]] = Counter()
    for block in blocks:
        value = value_of(block)
        number = "".join(text_of(value, "number").split())
        if block.get("type") == "part":
            part += 1
            if not number and not text_of(value, "title"):
                found.append(_("A heading has neither a number nor a title (%(place)s).") % {"place": _place(before)})
        if block.get("type") != "provision":
            continue
        sign = text_of(value, "sign")
        name = f"{sign} {number}".strip()
        key = (part, level_of(sign).value, slug(number))
        seen[key] += 1
        if seen[key] == 2 and number:
            found.append(_("%(name)s stands more than once in the same part of the text.") % {"name": name})
        found += _own_faults(sign, number, name, before, has_text=bool(text_of(value, "text")))
        before = name if number else before
    return found


def _own_faults(sign: str, number: str, name: str, before: str, *, has_text: bool) -> Iterator[str]:
    if sign not in SIGNS:
        yield _("%(name)s: the sign has to be § or Art., not “%(sign)s”.") % {"name": name or "?", "sign": sign}
    if not number:
        yield _("A provision has no number (%(place)s).") % {"place": _place(before)}
    elif not _NUMBER.fullmatch(number):
        yield _("%(name)s: “%(number)s” is not a number of a provision; write e.g. 5, 5a or 12¹.") % {
            "name": name,
            "number": number,
        }
    if number and not has_text:
        yield _("%(name)s has no text.") % {"name": name}


def _place(before: str) -> str:
    return _("after %(name)s") % {"name": before} if before else _("at the beginning")


def gaps(blocks: Sequence[RawBlock]) -> list[str]:
    """Sentences about numbers that don't follow one another: "After § 4 comes § 6." They may be right.

    A § may start again from 1 in each part, and behind a passage (an annex).
    """
    found: list[str] = []
    before: Provision | None = None
    restarted = True
    for piece in structure(blocks):
        if not isinstance(piece, Provision):
            restarted = restarted or isinstance(piece, Part) or before is not None
            continue
        name, number = _name(piece), piece.number
        if before is None and not is_first(number) and number:
            found.append(_("The first provision is %(name)s.") % {"name": name})
        elif before is not None and not _in_order(before.number, number, restarted):
            found.append(_("After %(before)s comes %(name)s.") % {"before": _name(before), "name": name})
        found += _gaps_within(piece)
        before, restarted = piece, False
    return found


def _in_order(before: str, number: str, restarted: bool) -> bool:
    if not number or slug(before) == slug(number):
        # Blank and double numbers are faults, not gaps.
        return True
    return follows(before, number) or (restarted and is_first(number))


def _gaps_within(provision: Provision) -> Iterator[str]:
    last: defaultdict[tuple[str, Level], str] = defaultdict(str)
    citations = {unit.eid: unit.citation for unit in provision.units}
    for unit in provision.units[1:]:
        if unit.level not in _ABBREVIATIONS:
            continue
        parent = unit.eid.rpartition("__")[0]
        before, word = last[parent, unit.level], _ABBREVIATIONS[unit.level]
        last[parent, unit.level] = unit.number
        values = {"place": citations.get(parent, _name(provision)), "next": f"{word} {unit.number}"}
        if not before and not is_first(unit.number):
            yield _("%(place)s: the first number is %(next)s.") % values
        elif before == unit.number:
            yield _("%(place)s: %(next)s stands twice.") % values
        elif before and not follows(before, unit.number):
            yield _("%(place)s: after %(before)s comes %(next)s.") % {**values, "before": f"{word} {before}"}


def _name(provision: Provision) -> str:
    return f"{provision.sign} {provision.number}".strip()
