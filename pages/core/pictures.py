"""Takes out of a picture what it carries beside its pixels: place, camera, names, comments, a second file behind it.

Nothing is painted anew: the parts of the file that hold the picture stay as they are, byte for byte, and with them its
quality. Only the colour profile and the turn of the camera are kept of the rest. Sources: ISO/IEC 10918-1 (JPEG), the
PNG and the WebP specifications, GIF89a.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

MOST_FRAMES = 50
"""An animation of more than some seconds needs a way to stop it (WCAG 2.2.2), which a picture has not."""


class PictureError(ValueError):
    """The file is not a whole picture of the format it begins as."""


class TooManyFramesError(PictureError):
    """The picture is a film."""


def stripped(data: bytes) -> bytes:
    """The same picture with nothing but itself; of an unknown format, unchanged.

    Raises PictureError for one that is cut short, TooManyFramesError for a long animation.
    """
    for start, strip in _STRIPPERS:
        if start(data):
            try:
                return strip(data)
            except (struct.error, IndexError) as error:
                raise PictureError from error
    return data


# -- JPEG --------------------------------------------------------------------------------------------------------------

_SOI, _EOI, _SOS, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP15 = 0xE0, 0xE1, 0xEF
_ALONE = {0x01, *range(0xD0, 0xD8)}
_KEPT_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_ORIENTATION = 0x0112


def _jpeg(data: bytes) -> bytes:
    kept = [data[:2]]
    if turn := _turn_of(data):
        kept.append(turn)
    for marker, part in _segments(data):
        if marker == _COMMENT or (
            _APP0 <= marker <= _APP15 and not part[4:].startswith(_KEPT_APPS.get(marker, b"\xff\xff"))
        ):
            continue
        kept.append(part)
    return b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers with the bytes of their segments, up to the end of the first picture."""
    place = 2
    while True:
        if data[place] != 0xFF:
            raise PictureError
        while data[place + 1] == 0xFF:  # padding
            place += 1
        marker = data[place + 1]
        if marker == _EOI:
            yield marker, data[place : place + 2]
            return
        end = place + 2
        if marker not in _ALONE:
            end += int.from_bytes(data[end : end + 2])
        if marker == _SOS:
            end = _end_of_scan(data, end)
        if end > len(data):
            raise PictureError
        yield marker, data[place:end]
        place = end


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next marker stands that belongs to no scan."""
    while (place := data.find(b"\xff", place)) >= 0:
        following = data[place + 1]
        if following and following not in _ALONE and following != 0xFF:
            return place
        place += 1 if following == 0xFF else 2
    raise PictureError


def _turn_of(data: bytes) -> bytes:
    """A segment with the turn of the camera and nothing else; empty for a picture that stands upright."""
    try:
        with Image.open(BytesIO(data)) as image:
            turn = image.getexif().get(_ORIENTATION, 1)
    except (OSError, ValueError, SyntaxError):
        return b""
    if not isinstance(turn, int) or not 2 <= turn <= 8:
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turn
    body = exif.tobytes()
    body = body if body.startswith(b"Exif") else b"Exif\0\0" + body
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


# -- PNG ---------------------------------------------------------------------------------------------------------------

_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"),
    *(b"cICP", b"acTL", b"fcTL", b"fdAT"),
}


def _png(data: bytes) -> bytes:
    kept, place, kind = [_PNG], len(_PNG), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(data[place : place + 4]), data[place + 4 : place + 8]
        end = place + length + 12
        if end > len(data):
            raise PictureError
        if kind == b"acTL" and int.from_bytes(data[place + 8 : place + 12]) > MOST_FRAMES:
            raise TooManyFramesError
        if kind in _KEPT_CHUNKS:
            kept.append(data[place:end])
        place = end
    return b"".join(kept)


# -- WebP --------------------------------------------------------------------------------------------------------------

_EXIF_AND_XMP = 0b1100


def _webp(data: bytes) -> bytes:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data) + 1:
        raise PictureError
    kept, place, frames = [], 12, 0
    while place + 8 <= min(end, len(data)):
        kind, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        following = place + 8 + length + length % 2
        chunk = data[place:following]
        if len(chunk) < 8 + length:
            raise PictureError
        frames += kind == b"ANMF"
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_EXIF_AND_XMP]) + chunk[9:]
        if kind in {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}:
            kept.append(chunk)
        place = following
    if frames > MOST_FRAMES:
        raise TooManyFramesError
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


# -- GIF ---------------------------------------------------------------------------------------------------------------

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def _gif(data: bytes) -> bytes:
    place = 13 + _palette_size(data[10])
    kept, frames = [data[:place]], 0
    while True:
        kind = data[place]
        if kind == 0x3B:
            return b"".join([*kept, b"\x3b"])
        if kind == 0x2C:
            frames += 1
            if frames > MOST_FRAMES:
                raise TooManyFramesError
            end = _end_of_blocks(data, place + 11 + _palette_size(data[place + 9]))
            keep = True
        elif kind == 0x21:
            end = _end_of_blocks(data, place + 2)
            label = data[place + 1]
            keep = label == 0xF9 or (label == 0xFF and data[place + 3 : place + 14] in _LOOPS)
        else:
            raise PictureError
        if keep:
            kept.append(data[place:end])
        place = end


def _palette_size(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, place: int) -> int:
    while length := data[place]:
        place += length + 1
    return place + 1


# -- AVIF --------------------------------------------------------------------------------------------------------------


def _avif(data: bytes) -> bytes:
    """The one format that is written anew: what it carries is spread over the file."""
    with Image.open(BytesIO(data)) as image:
        if getattr(image, "n_frames", 1) > MOST_FRAMES:
            raise TooManyFramesError
        if not {"exif", "xmp"} & image.info.keys():
            return data
        output = BytesIO()
        image.save(output, "AVIF", quality=90, exif=b"", xmp=b"", icc_profile=image.info.get("icc_profile"))
    return output.getvalue()


_STRIPPERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
    (lambda data: data.startswith(b"\xff\xd8"), _jpeg),
    (lambda data: data.startswith(_PNG), _png),
    (lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", _webp),
    (lambda data: data.startswith((b"GIF87a", b"GIF89a")), _gif),
    (lambda data: data[4:8] == b"ftyp" and data[8:12] in {b"avif", b"avis"}, _avif),
)
