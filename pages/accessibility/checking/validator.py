"""Checks a statement: `check(html)` gives everything that is wrong with it, in the order of lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from pages.accessibility.checking.contact import check_contact
from pages.accessibility.checking.context import Checked
from pages.accessibility.checking.days import check_days
from pages.accessibility.checking.decoding import decoded
from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.headings import check_headings
from pages.accessibility.checking.marks import check_marks
from pages.accessibility.checking.reading import Document
from pages.accessibility.checking.sentences import check_sentences

RULES = (check_headings, check_marks, check_days, check_sentences, check_contact)


def check(
    html: str | bytes, *, today: date | None = None, in_bip: bool | None = None, content_type: str = ""
) -> list[Finding]:
    """What is wrong with a statement.

    `in_bip` says whether it is that of a bulletin (BIP); left out, its address and words decide. `content_type` is the
    header that came with the bytes. Any input gives an answer; nothing is fetched.
    """
    text = decoded(html, content_type) if isinstance(html, bytes) else html
    checked = Checked(Document(text), today or localdate(), in_bip)
    found = [*_check_page(checked), *(finding for rule in RULES for finding in rule(checked))]
    return sorted(found, key=lambda finding: finding.line)


def _check_page(checked: Checked) -> Iterator[Finding]:
    if checked.document.is_cut:
        yield Finding("too-long", 1, {})
    language = checked.document.language.strip().lower()
    if language.split("-")[0] != "pl":
        yield Finding("language", 1, {"found": checked.document.language})
