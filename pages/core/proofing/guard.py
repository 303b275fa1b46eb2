"""Keeps pages that break a blocking rule from being published, whatever way a publication comes.

What was published elsewhere before and is imported stays as it was; of it only numbers of persons are refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from pages.core.proofing.reading import reading_of
from proofing.proof import blocking, proof
from proofing.rule import Finding, Rule
from proofing.rules import PERSONAL, RULES

if TYPE_CHECKING:
    from pages.core.models import BasePage


def refuse_unfit(page: BasePage) -> None:
    """Raises ValidationError for what the rules block, its sentences at the page's fields."""
    _refuse(page, RULES)


def refuse_personal_data(page: BasePage) -> None:
    """The same for numbers of persons alone."""
    _refuse(page, PERSONAL)


def _refuse(page: BasePage, rules: Iterable[Rule]) -> None:
    if faults := by_field(blocking(proof(reading_of(page), rules))):
        raise ValidationError({name: list(sentences) for name, sentences in faults.items()})


def by_field(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """Their sentences by field, each once."""
    faults: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        sentences = faults[finding.place.field or NON_FIELD_ERRORS]
        if finding.sentence not in sentences:
            sentences.append(finding.sentence)
    return dict(faults)
