"""The way in: everything that the rules find on a page."""

from __future__ import annotations

from collections.abc import Iterable

from proofing.reading import Reading
from proofing.rule import Finding, Rule
from proofing.rules import RULES


def proof(reading: Reading, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """What is found, in the order in which to deal with it: what blocks first, then down the page."""
    found = [finding for rule in rules for finding in rule.findings(reading)]
    last = len(reading.order)

    def rank(finding: Finding) -> tuple[bool, int]:
        return not finding.blocks, reading.order.get((finding.place.field, finding.place.number), last)

    return sorted(dict.fromkeys(found), key=rank)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep the page from being published."""
    return [finding for finding in findings if finding.blocks]
