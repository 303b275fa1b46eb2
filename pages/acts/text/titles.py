"""The title of a part in the lines under its number."""

from __future__ import annotations

from collections.abc import Sequence

from pages.acts.text.labels import split_label
from pages.acts.text.lines import MAX_HEADING, Line, read_heading, read_opening
from pages.acts.text.model import Level

MAX_LINES = 3


def title_lines(lines: Sequence[Line], start: int, *, has_title: bool) -> int:
    """The index behind the last line of a title.

    Under a number, all lines up to the next provision or part are the title when there are at most `MAX_LINES` and none
    is a sentence; otherwise the first one is. Behind a title in the number's own line only its continuation is: a line
    that begins with a small letter, or one in capitals under one in capitals.
    """
    end = start
    while end < len(lines) and end - start <= MAX_LINES and _is_words(lines[end].text):
        end += 1
    found = lines[start:end]
    if not found:
        return start
    if has_title:
        is_continued = found[0].text[0].islower() or (lines[start - 1].text.isupper() and found[0].text.isupper())
        return start + 1 if is_continued and not _is_sentence(found[0].text) else start
    is_whole = len(found) <= MAX_LINES and sum(len(line.text) for line in found) <= MAX_HEADING
    if is_whole and not any(_is_sentence(line.text) for line in found[1:]):
        return end
    return start + 1 if len(found[0].text) <= MAX_HEADING else start


def _is_words(text: str) -> bool:
    return split_label(text).level is Level.TEXT and not read_heading(text) and not read_opening(text)


def _is_sentence(text: str) -> bool:
    return text[-1] in ".;:,"
