"""What kind of film a file holds, told by its bytes: MP4 (ISO 14496-12) or WebM, which every browser plays."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

# Brands of films from cameras and editing programs that browsers don't play.
NOT_PLAYED = (b"qt  ", b"3gp", b"3g2", b"heic", b"mif1", b"avif", b"M4A ", b"crx ")
EBML = b"\x1a\x45\xdf\xa3"
DOCTYPE = b"\x42\x82"  # the EBML element that tells WebM from other Matroska files
SEGMENT, CLUSTER = b"\x18\x53\x80\x67", b"\x1f\x43\xb6\x75"  # the film, and a stretch of pictures within it
BOXES_READ = 100_000
CUT_OFF = b""


class FilmKind(NamedTuple):
    """A kind of film."""

    suffix: str
    mime: str


MP4 = FilmKind("mp4", "video/mp4")
WEBM = FilmKind("webm", "video/webm")
KINDS = {kind.suffix: kind for kind in (MP4, WEBM)}


def film_kind(file: BinaryIO) -> FilmKind:
    """What the file is. Raises ValidationError with a sentence for the editor when it is no film that browsers play."""
    size = file.seek(0, os.SEEK_END)
    limit = settings.FILM_MAX_UPLOAD_SIZE
    if size > limit:
        message = _("The film has %(size)s, and at most %(limit)s are accepted. Export it in a smaller size.")
        raise ValidationError(message % {"size": filesizeformat(size), "limit": filesizeformat(limit)}, code="too_big")
    file.seek(0)
    head = file.read(64)
    if head.startswith(EBML):
        return _webm(file, head, size)
    if head[4:8] == b"ftyp":
        return _mp4(file, head, size)
    raise ValidationError(_("This is no film in MP4 or WebM. Export it in one of these two."), code="not_a_film")


def _webm(file: BinaryIO, head: bytes, size: int) -> FilmKind:
    """The header says in its first bytes which kind of Matroska file it is; after it comes a segment with pictures."""
    place = head.find(DOCTYPE)
    if place < 0 or not head[place + 3 :].startswith(b"webm"):
        message = _("This is a Matroska file (MKV), which browsers don’t play. Export the film in MP4 or WebM.")
        raise ValidationError(message, code="not_played")
    segment = next((found for found in _elements(file, 0, size) if found.name == SEGMENT), None)
    inside = _elements(file, segment.start, segment.end) if segment else iter(())
    if segment is None or segment.end > size or not any(found.name == CLUSTER for found in inside):
        raise not_whole()
    return WEBM


class _Element(NamedTuple):
    """A part of a Matroska file: its name, and where its content begins and ends."""

    name: bytes
    start: int
    end: int


def _elements(file: BinaryIO, place: int, end: int) -> Iterator[_Element]:
    """The elements from one place to another (RFC 8794), without what is inside of them.

    One that doesn't say how long it is ends where that does in which it stands; one that is no element ends the search.
    """
    for _element in range(BOXES_READ):
        file.seek(place)
        head = file.read(12)
        name_length = _width(head[:1])
        length = _width(head[name_length : name_length + 1])
        start = place + name_length + length
        if not 1 <= name_length <= 4 or not length or len(head) < name_length + length:
            return
        value = int.from_bytes(head[name_length : name_length + length], "big") & ((1 << 7 * length) - 1)
        known = value != (1 << 7 * length) - 1
        found = _Element(head[:name_length], start, start + value if known else end)
        yield found
        place = found.end
        if place >= end:
            return


def _width(first: bytes) -> int:
    """How many bytes a number of variable length takes, as the first of them tells; 0 for none."""
    return 9 - first[0].bit_length() if first and first[0] else 0


def not_whole() -> ValidationError:
    """What an editor is told of a film of which not everything is there."""
    message = _("The film is not whole: a part of it is missing. Export or copy it once more.")
    return ValidationError(message, code="broken")


def _mp4(file: BinaryIO, head: bytes, size: int) -> FilmKind:
    if head[8:12].startswith(NOT_PLAYED):
        message = _("Browsers don’t play this kind of file (%(brand)s). Export the film in MP4 (H.264) or WebM.")
        raise ValidationError(message % {"brand": head[8:12].decode("ascii", "replace").strip()}, code="not_played")
    boxes = _boxes(file, size)
    if b"moov" not in boxes or CUT_OFF in boxes:
        raise not_whole()
    return MP4


def _boxes(file: BinaryIO, size: int) -> set[bytes]:
    """Names of the boxes that the file is made of, with CUT_OFF when one says to be longer than there are bytes."""
    found: set[bytes] = set()
    place = 0
    for _box in range(BOXES_READ):
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            break
        length = int.from_bytes(head[:4], "big")
        if length == 1:  # a long box has its length after its name
            length = int.from_bytes(head[8:16], "big")
        length = length or size - place  # 0: up to the end
        if length < 8 or place + length > size:
            return found | {CUT_OFF}
        found.add(head[4:8])
        place += length
    return found
