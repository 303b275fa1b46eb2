"""Why pages are published: the occasion says it of a first publication, the folder or the command of a later one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from history.imports import has_own_versions, imported_rows
from history.models import ChangeKind, PublishedVersion
from history.notes import check_note
from history.reasons import Reason, because
from history.recording import PublicationRefused
from pages.acts.models import ExpressionPage
from transfer.reading.problems import Report
from transfer.reading.specs import PageSpec


class Reasons:
    """The reasons of one load. `given` is the command's own: for every page whose file says nothing new.

    What the folder says of an act holds for the texts of the act too, which are named after it.
    """

    def __init__(self, site: Site, given: Reason, report: Report) -> None:
        self._site = site
        self._given = given
        self._report = report
        self._found: dict[str, Reason] = {}

    @contextmanager
    def explained(self, page: Page, spec: PageSpec) -> Iterator[None]:
        """Record inside. Whether a reason is needed the history knows: for what makes another version of a page.

        Noted as an error: a reason that is needed and missing, or says nothing; the load is not carried out then.
        """
        reason, fault = self._reason(page, spec)
        given = because(reason.note, reason.kind, self._given.person) if reason else nullcontext()
        try:
            with given:
                yield
        except PublicationRefused:
            self._report.error(spec.place_of("change_note"), fault)

    def _reason(self, page: Page, spec: PageSpec) -> tuple[Reason | None, str]:
        """The reason that holds for a page; None and what is wrong, should one be needed."""
        if not has_own_versions(self._site, page.pk):
            moved = imported_rows(self._site, page.pk)
            return Reason(_("Moved from the previous site") if moved else _("First publication")), ""
        note = spec.change.get("change_note", "")
        used_in = _version_explained_by(note, page.pk) if note else None
        if note and used_in is None:
            kind = spec.change.get("change_kind", ChangeKind.SIGNIFICANT)
            try:
                check_note(note, kind)
            except ValidationError as error:
                return None, f"change_note: {' '.join(error.messages)}"
            self._found[spec.source] = Reason(note, kind)
            return self._found[spec.source], ""
        if spec.model is ExpressionPage and spec.parent in self._found:
            return self._found[spec.parent], ""
        if self._given.note:
            return self._given, ""
        if used_in is not None:
            message = _("“%(note)s” is the reason of version %(number)d already; say in change_note what changed now")
            return None, message % {"note": note, "number": used_in}
        return None, _(
            "the page was published before, so its change needs a reason: say what changed and why "
            "in the key change_note, or for the whole load in the option --note"
        )


def _version_explained_by(note: str, page_id: int) -> int | None:
    """The number of the page's last version with the same note: a note left in the file explains nothing new."""
    versions = PublishedVersion.objects.filter(object__page_id=page_id, content__change_note=note)
    return versions.order_by("-number").values_list("number", flat=True).first()
