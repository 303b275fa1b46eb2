"""Rules on how to reach somebody: addresses, phones, terms, the interpreter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pages.accessibility.checking.context import Checked
from pages.accessibility.checking.findings import Finding
from pages.accessibility.checking.reading import Element
from pages.accessibility.statement import wording

_EMAIL = re.compile(r"[^\s@<>\"',;:()]{1,64}@[^\s@<>\"',;:()]{1,190}\.[a-zA-Z]{2,24}")
_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)
_TEL = re.compile(r"tel:\+?[0-9][0-9 ().-]{4,24}(?:;[^\s]*)?", re.IGNORECASE)
_INTERPRETER = re.compile(r"migow|PJM", re.IGNORECASE)
_TERMS = (("7 dni", re.compile(r"(?<!\d)7 dni|siedmiu dni")), ("2 miesiące", re.compile(r"2 miesi|dwóch miesięcy")))
_OMBUDSMAN = re.compile(r"rpo\.gov\.pl|rzeczni", re.IGNORECASE)
_FEWEST_DIGITS = 9


def check_contact(checked: Checked) -> Iterator[Finding]:
    """Everything about addresses and ways to complain."""
    for name in ("a11y-url", "a11y-architektura-url"):
        element = checked.first(name)
        address = element.attributes.get("href", "").strip() if element else ""
        own_page = name != "a11y-url" and address.startswith("/")
        if element and element.tag == "a" and not own_page and not _WEB.fullmatch(address):
            yield Finding("address", element.line, {"id": name, "found": address})
    if element := checked.first("a11y-email"):
        yield from _check_email(checked, element)
    if element := checked.first("a11y-telefon"):
        yield from _check_phone(checked, element)
    element = checked.first("a11y-komunikacja")
    if element and element.text and not _INTERPRETER.search(element.text):
        yield Finding("interpreter", element.line, {})
    yield from _check_procedure(checked)


def _link(checked: Checked, element: Element) -> Element | None:
    """The link that an element is, or that stands in it."""
    if element.tag == "a":
        return element
    inner = checked.document.elements[element.place + 1 : element.last + 1]
    return next((item for item in inner if item.tag == "a"), None)


def _check_email(checked: Checked, element: Element) -> Iterator[Finding]:
    address = _EMAIL.search(element.text)
    if element.text and not address:
        yield Finding("email", element.line, {"found": element.text})
    if link := _link(checked, element):
        target = link.attributes.get("href", "").strip()
        written = target.partition("?")[0].lower()
        if not written.startswith("mailto:") or (address and written != f"mailto:{address[0].lower()}"):
            yield Finding("email-link", link.line, {"found": target})


def _check_phone(checked: Checked, element: Element) -> Iterator[Finding]:
    digits = re.sub(r"\D", "", element.text)
    if element.text and len(digits) < _FEWEST_DIGITS:
        yield Finding("phone", element.line, {"found": element.text})
        digits = ""
    if link := _link(checked, element):
        target = link.attributes.get("href", "").strip()
        dialled = re.sub(r"\D", "", target.partition(";")[0])
        if not _TEL.fullmatch(target) or (digits and digits[:9] not in dialled and digits[-9:] not in dialled):
            yield Finding("phone-link", link.line, {"found": target})


def _check_procedure(checked: Checked) -> Iterator[Finding]:
    """Terms and the Ombudsman, anywhere from the contacts to what follows the procedure."""
    first = checked.heading(wording.FEEDBACK) or checked.heading(wording.PROCEDURE)
    if first is None or checked.first("a11y-procedura") is None:
        return
    after = checked.heading(wording.OTHER)
    stop = after.begins if after and after.place > first.place else checked.ends
    text = checked.document.text(first.begins, stop)
    for term, pattern in _TERMS:
        if not pattern.search(text):
            yield Finding("terms", first.line, {"found": term})
    links = [item for item in checked.document.elements if item.tag == "a" and first.begins <= item.begins <= stop]
    if not any(_OMBUDSMAN.search(f"{item.attributes.get('href', '')} {item.text}") for item in links):
        yield Finding("ombudsman", first.line, {})
