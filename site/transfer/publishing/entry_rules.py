"""Rules that the forms of the administration ask for, and a page by itself doesn't know."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.accessibility.models import AccessibilityStatementPage
from pages.accessibility.models.retelling import OtherFormPage
from pages.accessibility.statement import rules
from pages.bip.models import AssetDeclarationPage, ReportPage
from pages.bip.models.entries.report import ReportKind
from pages.bip.part_b import publication_faults

# What the two lists of reports don't hold, by their category.
_FOREIGN = {"statements": ReportKind.ACTIVITY, "reports": ReportKind.STATEMENT}


def refuse_untrue(page: Any) -> None:
    """Raises ValidationError with what keeps a page from being public, its rows included."""
    if isinstance(page, AccessibilityStatementPage):
        _refuse(rules.publication_faults(page))
    elif isinstance(page, OtherFormPage):
        _refuse(page.publication_faults(page.get_parent()))
    elif isinstance(page, AssetDeclarationPage):
        _refuse(publication_faults(page))
    elif isinstance(page, ReportPage):
        _check_report(page)


def _refuse(faults: list[str]) -> None:
    if faults:
        raise ValidationError(faults)


def _check_report(page: ReportPage) -> None:
    if page.kind == _FOREIGN.get(getattr(page.get_parent().specific, "category", "")):
        message = _("Reports on activity and financial statements stand in lists of their own.")
        raise ValidationError({"kind": [message]})
    if not page.body and not page.documents.all():
        _refuse([_("Add the report: as a file, or better as text in the content.")])
