"""What a link to a file says of it, so that nobody opens twenty megabytes, or what they can't read, by surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pages.core.documents.languages import in_language

if TYPE_CHECKING:
    from pages.core.models import Document


def document_note(document: Document) -> str:
    """„PDF, 1,2 MB, po ukraińsku; dokument niedostępny cyfrowo: skan bez warstwy tekstowej”, without a query."""
    size = filesizeformat(document.size) if document.size else ""
    facts = [document.file_extension.upper(), size, in_language(document.language)]
    note = ", ".join(filter(None, facts))
    warning = barriers_note(document)
    return f"{note}; {warning}" if warning else note


def problems_html(document: Document) -> SafeString:
    """What is wrong and what to do, a line each; for the administration."""
    lines = ((rule.wrong, rule.remedy) for rule in document.all_rules)
    return format_html_join("", "<strong>{}</strong> {}<br>", lines)


def barriers_note(document: Document) -> str:
    """The warning by itself; empty for a file that everybody can read."""
    barring = [rule for rule in document.rules if rule.bars_readers]
    if not barring:
        return ""
    # Where nothing can be read, it doesn't matter in which language.
    closing = [rule for rule in barring if rule.closes]
    sentence = _("not accessible digitally: %(why)s") if closing else _("not fully accessible digitally: %(why)s")
    return sentence % {"why": ", ".join(str(rule.told) for rule in closing or barring)}
