"""Bytes of a page as text, in the alphabet that the server, the page or its first bytes name."""

from __future__ import annotations

import codecs
import re

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What a browser reads under these names.
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "utf-16": "utf-8"}
_LOOKED_AT = 2048


def decoded(data: bytes, content_type: str = "") -> str:
    """The text of a page; what can't be read becomes a sign that says so, never an error."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    header, meta = _HEADER.search(content_type), _META.search(data[:_LOOKED_AT])
    named = [header[1]] if header else []
    named += [meta[1].decode("ascii")] if meta else []
    for name in named:
        if (codec := _codec(name)) is not None:
            return data.decode(codec, "replace")
    return data.decode("utf-8", "replace")


def _codec(name: str) -> str | None:
    """The name of an alphabet that Python knows and a page may be in."""
    try:
        found = codecs.lookup(_MEANT.get(name.lower(), name))
    except LookupError:
        return None
    return found.name if getattr(found, "_is_text_encoding", True) and found.name not in _NOT_PAGES else None


# Codecs of Python's own, slow or risky on what strangers send.
_NOT_PAGES = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf_7", "utf-7"}
