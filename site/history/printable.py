"""Characters that no reader sees and XML refuses, such as the line break of a word processor (U+000B)."""

import re

# What XML 1.0 can't hold, and DEL.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """The text with a space for each such character: they mostly stand between words."""
    return _UNPRINTABLE.sub(" ", text)
