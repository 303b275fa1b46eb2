"""Linked data in a page: JSON-LD that no text can break out of."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# The signs that could end a script element, or a line of one, wherever they stand in a string of JSON.
_ESCAPES = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that may stand inside a script element: no sign of it is markup."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 -- escaped right here
