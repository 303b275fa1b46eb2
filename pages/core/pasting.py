"""Mends what a text pasted from a word processor looks like, but isn't: a list of dots, a heading in bold, empty lines.

It works on what the editor of rich text has already cleaned: a flat row of paragraphs, headings and lists. What it is
not sure of it leaves alone: dashes and numbers at the beginning of a line belong to the text of many acts.
"""

import re
from collections.abc import Collection
from itertools import groupby

LONGEST_HEADING = 80
_NBSP = "\xa0"
_BLOCK = re.compile(r"<p(?P<attrs>(?: [^<>]*)?)>(?P<inside>(?:(?!</?p[ >]).)*)</p>", re.DOTALL)
_EMPTY = re.compile(r"(?:\s|<br ?/?>)*")
_BULLET = re.compile(r"^\s*[·•▪◦‣\uf0b7]\s+(?=\S)")
_ALL_BOLD = re.compile(r"\s*<b>(?P<words>[^<>]*[^<>\s.,;:!?…])\s*</b>\s*")
_TAG = re.compile(r"(<[^<>]*>)")
_SPACES = re.compile(rf"[ {_NBSP}]{{2,}}")
_LOOSE_NBSP = re.compile(rf"(?<=[^\W\d_]{{4}}){_NBSP}(?!\d)")


def tidied(html: str, features: Collection[str]) -> str:
    """The same words with the structure they were meant to have, as far as the field's features have it."""
    pieces = _pieces(_spaced(html))
    kept = [piece for piece in pieces if not _is_empty(piece)]
    if not kept:
        return html
    if "ul" in features:
        kept = _listed(kept)
    if "h3" in features:
        kept = _headed(kept)
    return "".join(kept)


def _spaced(html: str) -> str:
    """Hard spaces only where they hold a short word or a number; never two spaces."""
    parts = _TAG.split(html.replace("&nbsp;", _NBSP))
    return "".join(part if part.startswith("<") else _LOOSE_NBSP.sub(" ", _SPACES.sub(" ", part)) for part in parts)


def _pieces(html: str) -> list[str]:
    """Paragraphs, and what stands between them."""
    found, place = [], 0
    for match in _BLOCK.finditer(html):
        found += [html[place : match.start()], match.group()]
        place = match.end()
    return [piece for piece in [*found, html[place:]] if piece]


def _is_empty(piece: str) -> bool:
    match = _BLOCK.fullmatch(piece)
    return bool(match and _EMPTY.fullmatch(match["inside"]))


def _is_bullet(piece: str) -> bool:
    match = _BLOCK.fullmatch(piece)
    return bool(match and _BULLET.match(match["inside"]))


def _listed(pieces: list[str]) -> list[str]:
    listed: list[str] = []
    for is_bullet, group in groupby(pieces, _is_bullet):
        if is_bullet:
            items = "".join(_BLOCK.sub(_as_item, one) for one in group)
            listed.append(f"<ul>{items}</ul>")
        else:
            listed += group
    return listed


def _as_item(match: re.Match[str]) -> str:
    return f"<li{match['attrs']}>{_BULLET.sub('', match['inside'], count=1)}</li>"


def _headed(pieces: list[str]) -> list[str]:
    """A short paragraph all in bold is a heading when plain text follows it."""
    return [
        _as_heading(piece) if _looks_like_heading(piece) and _goes_on(following) else piece
        for piece, following in zip(pieces, [*pieces[1:], ""], strict=True)
    ]


def _looks_like_heading(piece: str) -> bool:
    match = _BLOCK.fullmatch(piece)
    bold = match and _ALL_BOLD.fullmatch(match["inside"])
    return bool(bold and len(bold["words"].strip()) <= LONGEST_HEADING)


def _goes_on(following: str) -> bool:
    return following.startswith(("<p", "<ul", "<ol")) and not _looks_like_heading(following)


def _as_heading(piece: str) -> str:
    return _BLOCK.sub(
        lambda match: f"<h3{match['attrs']}>{_ALL_BOLD.sub(lambda bold: bold['words'].strip(), match['inside'])}</h3>",
        piece,
    )
