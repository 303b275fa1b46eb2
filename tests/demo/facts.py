"""What the three source documents say, and where the two demo sites say it.

Plain data, sentence by sentence in the order of the documents; `source` quotes the document, so that a reader can
check this list against it. Numbers of acts, dates and names stand as printed; `shown` is the wording on the page.
"""

from __future__ import annotations

from typing import NamedTuple


class Fact(NamedTuple):
    """One fact: the page it must be found on, the words there, and the words of the source."""

    path: str
    shown: tuple[str, ...]
    source: str


class Act(NamedTuple):
    """One act as the source prints it; `issuer` is empty where the source names none."""

    path: str
    kind: str
    number: str
    day: str
    issuer: str
    subject: str
    relation: str
    source: str


class HistoryRow(NamedTuple):
    """One row of the imported change register, as the site prints it."""

    note: str
    day: str
    time: str
    person: str
    source: str
