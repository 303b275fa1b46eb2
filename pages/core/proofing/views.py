"""What the side panel of an editor asks while they write; nothing is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages import preview

from pages.core.proofing.forms import findings_in
from proofing.reading import Place
from proofing.rule import Finding

# The next Wagtail adds a word to their names.
PreviewOnCreate: Any = getattr(preview, "PreviewOnCreateView", None) or preview.PreviewOnCreate
PreviewOnEdit: Any = getattr(preview, "PreviewOnEditView", None) or preview.PreviewOnEdit

MOST_SHOWN = 60
"""Findings at once; nobody deals with more before looking again."""


class _ProofingMixin:
    """Reads the posted form as Wagtail's preview does, which asks for the right to edit or to add the page."""

    http_method_names = ("post",)

    def post(self: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        form = self.get_form(request.POST)
        self.validate_form(form)
        return JsonResponse(answer(findings_in(form)))


class ProofEdited(_ProofingMixin, PreviewOnEdit):
    """Of a page that is there."""


class ProofNew(_ProofingMixin, PreviewOnCreate):
    """Of a page that is being made."""


def answer(findings: list[Finding]) -> dict[str, Any]:
    """The findings as the panel's script takes them."""
    return {"told": told(findings), "findings": [_as_json(finding) for finding in findings[:MOST_SHOWN]]}


def told(findings: list[Finding]) -> str:
    """How many there are of each level."""
    blocks = sum(finding.blocks for finding in findings)
    warns = len(findings) - blocks
    if not findings:
        return _("Nothing to mend was found.")
    keeping = ngettext(
        "%(count)s thing keeps the page from being published.",
        "%(count)s things keep the page from being published.",
        blocks,
    ) % {"count": blocks}
    hints = ngettext("%(count)s hint.", "%(count)s hints.", warns) % {"count": warns}
    return " ".join([keeping] * bool(blocks) + [hints] * bool(warns))


def _as_json(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "level": finding.level.value,
        "label": _("Keeps from publishing") if finding.blocks else _("Hint"),
        "message": finding.message,
        "mend": finding.mend,
        "where": _where(place),
        "field": place.field,
        "block": place.block,
        "number": place.number,
        "row": place.row,
        "column": place.column,
    }


def _where(place: Place) -> str:
    if not place.field:
        return _("The page as a whole")
    if place.number >= 0:
        return _("%(field)s, block %(number)s") % {"field": capfirst(place.label), "number": place.number + 1}
    return str(capfirst(place.label))
