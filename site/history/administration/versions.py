"""All versions and events of a page, newest first, with what an editor may do with each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import ListingButton

from history.administration.subject import PageHistoryMixin, may_redact
from history.claims import Correction, Details
from history.models import Disclosure, Event, ObjectState, RedactionScope, TrackedObject
from history.timeline import Row
from history.wording import kind_text, masked_note, masked_person, missing_text, person_text

PER_PAGE = 25


class GoneView(WagtailAdminTemplateMixin, ListView):
    """Pages that were deleted or moved to another site: the only way to their versions in the administration."""

    page_title = gettext_lazy("Public history of deleted pages")
    header_icon = "history"
    template_name = "history/admin/gone.html"
    queryset = TrackedObject.objects.filter(state=ObjectState.DELETED).select_related("journal__site").order_by("-pk")
    paginate_by = PER_PAGE
    page_kwarg = "p"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]


@dataclass(frozen=True)
class Line:
    """An entry as the table prints it."""

    row: Row
    event: str
    note: str
    person: str
    kind: str
    missing: str
    corrections: list[Correction]
    buttons: list[ListingButton]


def _maskable(rows: Iterable[Row]) -> set[int]:
    """Entries of which something is left that could be masked; one query."""
    texts = Q(kind__in=("text", "note", "person", "provenance")) | Q(kind__startswith="file-")
    left = texts | Q(kind="address", entry__version__isnull=True)
    claims = Disclosure.objects.filter(left, entry_id__in=[row.entry_id for row in rows])
    return set(claims.values_list("entry_id", flat=True))


class VersionsView(PageHistoryMixin, TemplateView):
    """The list."""

    page_title = gettext_lazy("Public history")
    template_name = "history/admin/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        listed = Paginator(self.timeline.rows[::-1], PER_PAGE).get_page(self.request.GET.get("p"))
        details = Details(listed.object_list)
        self.can = self.page.permissions_for_user(self.request.user) if self.page else None
        self.maskable = _maskable(listed.object_list) if may_redact(self.request.user, self.page) else set()
        lines = [self._line(row, details) for row in listed.object_list]
        compares = bool(self.page and self.page.live and self.page.has_unpublished_changes)
        return super().get_context_data(
            lines=lines,
            listed=listed,
            compare_url=reverse("public_history:compare_draft", args=(self.page_id,)) if compares else "",
            **kwargs,
        )

    def _line(self, row: Row, details: Details) -> Line:
        note_masked = details.is_masked(row, RedactionScope.NOTE)
        person_masked = details.is_masked(row, RedactionScope.PERSON)
        return Line(
            row=row,
            event=str(Event(row.event).label),
            note=masked_note() if note_masked else details.note(row),
            person=masked_person() if person_masked else person_text(*details.person(row)),
            kind=kind_text(row.kind) if row.makes_version else "",
            missing=missing_text(row.status) if row.makes_version and not row.comparable else "",
            corrections=details.corrections[row.version_id] if row.makes_version else [],
            buttons=list(self._buttons(row)),
        )

    def _buttons(self, row: Row) -> list[ListingButton]:
        """What may be done with an entry by whoever looks."""
        current = self.timeline.current
        is_current = current is not None and current.entry_id == row.entry_id
        asked: list[tuple[bool, str, str]] = [
            (row.comparable and self.page is not None, _("Open"), f"{self.public_url}wersje/{row.number}/"),
            (
                row.comparable and current is not None and current.comparable and not is_current,
                _("Compare with the current one"),
                f"{self.public_url}porownaj/{row.number}/{current.number if current else 0}/",
            ),
            (
                row.comparable and self.may("can_edit") and not is_current,
                _("Restore"),
                self._url("restore", row.number),
            ),
            (
                row.makes_version and self.may("can_publish"),
                _("Correct the description"),
                self._url("correct", row.number),
            ),
            (row.entry_id in self.maskable and row.event != Event.REDACT, _("Anonymise"), self._url("redact", row.seq)),
        ]
        return [ListingButton(label, url) for offered, label, url in asked if offered]

    def may(self, what: str) -> bool:
        """Whether the person may do something with the page; nobody can with one that is gone."""
        return bool(self.can and getattr(self.can, what)())

    def _url(self, name: str, number: int) -> str:
        return reverse(f"public_history:{name}", args=(self.page_id, number))
