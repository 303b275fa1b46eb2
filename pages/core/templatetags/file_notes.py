"""What is said of files, behind the links to them in texts."""

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_LINK = re.compile(r'(<a href="[^"]*") data-file="([^"]*)">(.*?)</a>', re.DOTALL)
_NOTE = re.compile(r' <span class="muted file-note">[^<]*</span>')


@register.filter
def file_notes(html: str) -> SafeString:
    """The HTML of a text, each link to a file followed by its type, size, language and barriers."""
    return mark_safe(_LINK.sub(r'\1>\3</a> <span class="muted file-note">(\2)</span>', html))  # noqa: S308 -- escaped where it was written


def without_file_notes(html: str) -> str:
    """The same for what is kept for ever: a check that finds more later is no new version of the page."""
    return _NOTE.sub("", html)
