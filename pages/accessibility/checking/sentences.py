"""Rules on fixed sentences, and on what has to fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pages.accessibility.checking.context import Checked
from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.reading import plain
from pages.accessibility.statement import wording

_SCOPES = (wording.SITE, wording.APP)
_ANY_SCOPE = "|".join(_SCOPES)
# Word for word; which of the two scopes is a rule of its own.
_PLEDGE = re.compile(rf"\S {wording.PLEDGE} (?:{_ANY_SCOPE}) {re.escape(plain(wording.PLEDGE_END))}")
_CONCERNS = re.compile(rf"{wording.CONCERNS} (?:{_ANY_SCOPE}) \S")
# The ways that are known of going on after "z załącznikiem do": see `wording`.
_ACT = re.escape(wording.LAW.removeprefix("ustawy "))
_STATUS = re.compile(
    rf"(?:Ta )?(?:strona internetowa|aplikacja mobilna) jest (?:{wording.FULLY}|{wording.PARTLY}|{wording.NOT}) "
    rf"z załącznikiem do ustawy (?:o dostępności cyfrowej )?{_ACT}"
    r"(?:,? z powodu niezgodności lub wyłączeń wymienionych poniżej)? ?\.",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"(?<!\w)(?:x{3,}|X{4,})(?!\w)|_{3,}|\.{4,}|(?i:lorem ipsum|do uzupełnienia|rrrr-mm-dd|dd\.mm\.rrrr|yyyy-mm-dd)"
    r"|\[[^\[\]\n]{0,30}(?i:nazwa|adres|data|imię|telefon|e-mail|wpisz|uzupełnij|podaj)[^\[\]\n]{0,30}\]"
)
_PLACEHOLDERS_SAID = 20
_GROUPS = (wording.NOT_CONFORMING, wording.NOT_COVERED, wording.TOO_COSTLY)


def check_sentences(checked: Checked) -> Iterator[Finding]:
    """Everything about wording."""
    yield from _check_opening(checked)
    yield from _check_status(checked)
    yield from _check_cost(checked)
    apps = checked.heading(wording.APPS), checked.first("a11y-aplikacje")
    if bool(apps[0]) != bool(apps[1]):
        element = apps[0] or apps[1]
        yield Finding("apps-differ", element.line if element else 1, {})
    found = checked.document.find(_PLACEHOLDER, checked.begins, checked.ends)
    for text, line in islice(found, _PLACEHOLDERS_SAID):
        yield Finding("placeholder", line, {"found": text})


def _check_opening(checked: Checked) -> Iterator[Finding]:
    element = checked.first("a11y-wstep") or checked.title
    line = element.line if element else 1
    scope = checked.first("a11y-zakres")
    if scope and scope.text and scope.text not in _SCOPES:
        yield Finding("scope", scope.line, {"found": scope.text})
    expected = scope.text if scope and scope.text in _SCOPES else wording.SITE
    body = checked.text("a11y-podmiot")
    pledged = _PLEDGE.search(checked.opening) and (not body or f"{body} {wording.PLEDGE}" in checked.opening)
    if not pledged:
        sentence = f"{body or '…'} {wording.PLEDGE} {expected} {wording.PLEDGE_END}"
        yield Finding("opening-altered", line, {"sentence": sentence})
    if not _CONCERNS.search(checked.opening):
        address = checked.text("a11y-url") or "…"
        yield Finding("concerns-altered", line, {"sentence": f"{wording.CONCERNS} {expected} {address}."})


def _check_status(checked: Checked) -> Iterator[Finding]:
    element = checked.first("a11y-status") or checked.heading(wording.STATE) or checked.title
    line = element.line if element else 1
    if checked.status_text and not _STATUS.search(checked.status_text):
        yield Finding("status-altered", line, {"sentence": wording.status_sentence(checked.status or wording.PARTLY)})
    listed = checked.heading(wording.INACCESSIBLE)
    if checked.status == wording.FULLY and listed:
        yield Finding("status-full-but", line, {})
    if checked.status in {wording.PARTLY, wording.NOT} and not listed:
        yield Finding("status-no-list", line, {"found": checked.status})
    if listed and not any(checked.heading(group) for group in _GROUPS):
        yield Finding("no-groups", listed.line, {})


def _check_cost(checked: Checked) -> Iterator[Finding]:
    heading, assessment = checked.heading(wording.TOO_COSTLY), checked.first("a11y-ocena")
    element = heading or assessment
    if element and checked.in_bip:
        yield Finding("cost-in-bip", element.line, {})
    if heading and not assessment:
        yield Finding("cost-no-assessment", heading.line, {})
    if assessment and not heading:
        yield Finding("assessment-no-cost", assessment.line, {})
