"""Hands out a film in parts, as players ask for it (RFC 9110, section 14): to jump to a place, or to go on later."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response

CHUNK = 64 * 1024
# One part only: several would need an answer in many pieces, which no player asks for.
_RANGE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.IGNORECASE)
_DIGITS = 18  # more than any file has


class Part(NamedTuple):
    """Bytes from `first` up to and with `last`."""

    first: int
    last: int


def asked_part(header: str, size: int) -> Part | None:
    """The part that a Range header asks for; None when the whole is to be sent.

    Raises ValueError when no byte of it exists.
    """
    match = _RANGE.fullmatch(header)
    if match is None or not any(match.groups()) or max(map(len, match.groups())) > _DIGITS:
        return None  # not understood: RFC 9110 lets it be ignored
    first, last = match.groups()
    if not first:  # the last so many
        if not int(last) or not size:
            raise ValueError(header)
        return Part(max(size - int(last), 0), size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise ValueError(header)
    return Part(int(first), min(int(last) if last else size - 1, size - 1))


def serve_file(request: HttpRequest, kept: Any, mime: str, name: str) -> HttpResponseBase:
    """The answer with a file, or with the part of it that is asked for. `kept` is the value of a FileField.

    Whoever may not see the page doesn't get here; so that they don't see what a browser has kept, either, every reader
    asks again. Raises Http404 when the file is gone.
    """
    try:
        size = kept.size
        etag = f'"{hashlib.sha256(f"{kept.name} {size}".encode()).hexdigest()[:32]}"'
        unchanged = get_conditional_response(request, etag)
        header = request.headers.get("Range", "")
        if not mime.startswith("video/") or request.headers.get("If-Range", etag) != etag:
            header = ""  # texts are compressed on their way; a part of another film would not fit to this one
        answer = unchanged or _answer(request, kept, size, header)
    except (OSError, ValueError) as error:  # lost in the storage, or a name that leads out of it
        raise Http404 from error
    answer["Cache-Control"] = "no-cache"
    answer["ETag"] = etag
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Robots-Tag"] = "noindex"
    if mime.startswith("video/"):
        answer["Accept-Ranges"] = "bytes"
    if answer.status_code in (200, 206):
        answer["Content-Type"] = mime
        answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _answer(request: HttpRequest, kept: Any, size: int, header: str) -> HttpResponseBase:
    """Everything, a part, or that there is no such part."""
    try:
        part = asked_part(header, size) if header else None
    except ValueError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part or Part(0, size - 1)
    content = () if request.method == "HEAD" else _bytes(kept.storage.open(kept.name), first, last)
    answer = StreamingHttpResponse(content, status=206 if part else 200)
    answer["Content-Length"] = str(last - first + 1)
    if part:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _bytes(file: Any, first: int, last: int) -> Iterator[bytes]:
    """The bytes from one place to another, a little at a time."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
