"""Captions in WebVTT (W3C), checked as far as a reader would notice: texts that appear, in order, and go again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_BYTES = 1024 * 1024
# No more digits than a number is made of at once: Python refuses thousands of them.
_TIME = r"(?:(\d{2,12}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?\s*")
# What is said of the whole file, not shown: comments, styles, regions.
_ASIDE = ("NOTE", "STYLE", "REGION")
# What is left open goes on to the end, as browsers read it; and many of them take no longer than one.
_MARKUP = re.compile(r"<[^>]*>?")


class Cue(NamedTuple):
    """One text with the time that it is shown for."""

    start: timedelta
    end: timedelta
    text: str


def read_captions(file: BinaryIO) -> list[Cue]:
    """The texts of a file. Raises ValidationError that names the line and says what is wrong with it."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is far larger than captions are. Choose the file with the captions (.vtt)."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The captions are not saved as UTF-8: Polish letters would be broken.")) from error
    return cues_of(text)


def cues_of(text: str) -> list[Cue]:
    """The same for a text. Raises ValidationError."""
    if "\0" in text:
        raise ValidationError(_("The file holds no text. Choose the file with the captions (.vtt)."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise ValidationError(_no_header(lines))
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        cue = _cue(number, block)
        if cue is None:
            continue
        if cues and cue.start < cues[-1].start:
            raise _wrong(number, _("it begins before the text above it."))
        cues.append(cue)
    if not cues:
        raise ValidationError(_("The file holds no captions: not one text with its time."))
    return cues


def _no_header(lines: list[str]) -> str:
    if any("-->" in line and "," in line for line in lines):
        return _("These are captions of another kind (SRT). Save them as WebVTT (.vtt) in the program they come from.")
    return _("Captions in WebVTT begin with the word WEBVTT in their first line; these don’t.")


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Runs of lines with something in them, each with the number of its first line; without the header's."""
    blocks: list[tuple[int, list[str]]] = []
    open_block = True  # the header's own lines go on until the first empty one
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            open_block = False
        elif open_block:
            if blocks:
                blocks[-1][1].append(line)
        else:
            blocks.append((number, [line]))
            open_block = True
    return blocks


def _cue(number: int, block: list[str]) -> Cue | None:
    """A text with its times; None for what is not shown."""
    place = next((place for place, line in enumerate(block[:2]) if "-->" in line), None)
    if place is None:
        if block[0].split(maxsplit=1)[0] in _ASIDE:
            return None
        raise _wrong(number, _("there is no time when this text is shown."))
    match = _TIMES.fullmatch(block[place])
    if match is None:
        raise _wrong(number + place, _("the times can’t be read. They look like this: 00:01.000 --> 00:04.000."))
    parts = match.groups()
    start, end = _moment(parts[:4]), _moment(parts[4:])
    if end <= start:
        raise _wrong(number + place, _("the text would go before it comes."))
    said = _MARKUP.sub("", "\n".join(block[place + 1 :])).strip()
    if not said:
        raise _wrong(number + place, _("there is no text for this time."))
    return Cue(start, end, said)


def _moment(parts: tuple[str | None, ...]) -> timedelta:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    if hours > 99:
        raise ValidationError(_("Captions of more than a hundred hours are not captions of this film."))
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=thousandths)


def _wrong(number: int, what: str) -> ValidationError:
    return ValidationError(_("Captions, line %(number)s: %(what)s") % {"number": number, "what": what})
