"""Publishes the pages that a folder describes, and only those that changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, Site

from history.recording import postponed, record_publication
from pages.bip.models import BipReferencePage
from pages.core.proofing.guard import refuse_personal_data
from pages.home.models import HomePage
from transfer.models import LoadedFile
from transfer.reading.bulletin_formats import OWN_FILES
from transfer.reading.files import Folder
from transfer.reading.formats import CHILDREN, LINKS, managed_fields
from transfer.reading.model_rules import key_of
from transfer.reading.problems import Place, Report
from transfer.reading.specs import PageSpec
from transfer.references import PAGE, Reference, replace_references

from .digests import page_digest
from .entry_rules import refuse_untrue
from .files import FileStore
from .outcome import Outcome
from .reasons import Reasons


class PagePublisher:
    """Three rounds: every page gets its place in the tree, then its content with links to any other, then a version.

    Each round needs the one before for all pages: the third keeps links only to what readers can open, and the rules of
    acts, which are asked before it, look at all that the acts do to one another.
    """

    def __init__(
        self, site: Site, folder: Folder, files: FileStore, reasons: Reasons, report: Report, outcome: Outcome
    ) -> None:
        self._site = site
        self._folder = folder
        self._files = files
        self._reasons = reasons
        self._report = report
        self._outcome = outcome
        self._rows = {row.source: row for row in LoadedFile.objects.filter(site=site).select_related("page")}
        self._orphans: dict[int, LoadedFile] = {}
        self._sources: dict[str, str] = {}
        self._published: list[tuple[PageSpec, Revision]] = []
        self.ids: dict[str, int] = {}

    def place(self, specs: list[PageSpec], home: Page | None, *, overwrite: bool) -> list[PageSpec]:
        """Give each page its place; new ones are drafts. Returns those to publish: new or changed in the folder.

        Noted as errors: pages that changed here and in the administration, unless they are to be overwritten.
        """
        self._sources = {spec.path: spec.source for spec in specs}
        if home:
            self.ids[specs[0].source] = home.pk
        known = {spec.source for spec in specs}
        self._orphans = {row.page.pk: row for row in self._rows.values() if row.page and row.source not in known}
        self._free_addresses(specs)
        to_publish = [spec for spec in specs if self._place(spec, overwrite=overwrite)]
        self._outcome.missing += sorted(row.source for row in self._orphans.values())
        return to_publish

    def publish(self, spec: PageSpec) -> None:
        """Fill the page with what the folder says and publish it."""
        page = spec.model.objects.get(pk=self.ids[spec.source])
        self._move_if_needed(page, spec)
        faults = len(self._report.errors)
        self._fill(page, spec)
        if len(self._report.errors) > faults:
            return
        try:
            page.full_clean()
            refuse_personal_data(page)
            refuse_untrue(page)
        except ValidationError as error:
            self._note(error, spec)
            return
        revision = page.save_revision(clean=False, log_action=True)
        with postponed():
            revision.publish()
        self._published.append((spec, revision))
        row = self._rows.get(spec.source) or LoadedFile(site=self._site, source=spec.source)
        row.page_id, row.revision_id, row.digest = page.pk, revision.pk, page_digest(spec, self._folder)
        row.save()
        self._rows[spec.source] = row

    @property
    def published(self) -> list[PageSpec]:
        """What was published in this load."""
        return [spec for spec, _revision in self._published]

    def record(self) -> None:
        """Hand what was published over to the history, once every page that the others link to is public."""
        for spec, revision in self._published:
            page = spec.model.objects.get(pk=self.ids[spec.source])
            with self._reasons.explained(page, spec):
                record_publication(page, revision)

    def id_of(self, reference: Reference) -> int:
        """The database id that a reference stands for."""
        if reference.kind != PAGE:
            return self._files.id_of(reference)
        return self.ids[self._sources[reference.target]]

    def path_exists(self, path: str) -> bool:
        """Whether the page at an address of the folder is in the database: editors may have deleted it."""
        return self._sources.get(path, "") in self.ids

    def _free_addresses(self, specs: list[PageSpec]) -> None:
        """Set pages aside whose address another one takes over in this load, so that each may come first."""
        wanted = {spec.slug for spec in specs if spec.model is not HomePage}
        for spec in specs:
            row = self._rows.get(spec.source)
            page = row.page if row else None
            if row is None or page is None or page.slug == spec.slug or page.slug not in wanted:
                continue
            if spec.model is not HomePage and row.digest != page_digest(spec, self._folder):
                # Only the slug: the page's publication compares its old path with the new one, and redirects.
                Page.objects.filter(pk=page.pk).update(slug=f"{page.slug}-{page.pk}")

    def _place(self, spec: PageSpec, *, overwrite: bool) -> bool:
        row = self._rows.get(spec.source) or self._adopt(spec)
        changed = row is None or row.digest != page_digest(spec, self._folder)
        if row and not changed:
            if row.page_id:
                self.ids[spec.source] = row.page_id
                self._outcome.unchanged.append(spec.source)
            else:
                self._outcome.deleted_by_editors.append(spec.source)
            return False
        if row and not overwrite and self._edited(row):
            message = _(
                "the page was changed in the administration after the last load, and the file has changed too; "
                "carry the change over into the file, then load with --overwrite"
            )
            self._report.error(spec.place, message)
        if row and row.page:
            if row.page.specific_class is not spec.model:
                message = _(
                    "the page at this address is of another type; delete it in the administration, "
                    "or give this file another name"
                )
                self._report.error(spec.place_of("type"), message)
            self.ids[spec.source] = row.page.pk
            self._outcome.updated.append(spec.source)
            return True
        self._outcome.created.append(spec.source)
        if spec.source not in self.ids:
            self._create(spec)
        return spec.source in self.ids

    def _adopt(self, spec: PageSpec) -> LoadedFile | None:
        """The page that stood at this address under another file: `a.md` becomes `a/index.md` when it gets subpages."""
        parent = self.ids.get(spec.parent or "")
        if parent is None or not self._orphans:
            return None
        above = Page.objects.get(pk=parent)
        page = above.get_children().filter(slug=spec.slug, pk__in=self._orphans).first()
        if page is None:
            return None
        row = self._orphans.pop(page.pk)
        LoadedFile.objects.filter(pk=row.pk).update(source=spec.source)
        del self._rows[row.source]
        row.source = spec.source
        self._rows[spec.source] = row
        return row

    @staticmethod
    def _edited(row: LoadedFile) -> bool:
        """Whether somebody saved, withdrew or deleted the page since it was loaded."""
        return row.page is None or row.page.latest_revision_id != row.revision_id or not row.page.live

    def _create(self, spec: PageSpec) -> None:
        parent = self.ids.get(spec.parent or "")
        if parent is None:
            if not self._report.errors:
                self._report.error(spec.place, _("the page above this one was deleted in the administration"))
            return
        page = spec.model(slug=spec.slug, live=False, **spec.fields)  # some columns take no blank
        if isinstance(page, BipReferencePage):
            # The column takes no blank: until its own target is in the database, the draft points at the home page.
            page.target_id = next(iter(self.ids.values()))
        try:
            Page.objects.get(pk=parent).add_child(instance=page)
        except ValidationError as error:
            self._note(error, spec)
            return
        self.ids[spec.source] = page.pk

    def _move_if_needed(self, page: Page, spec: PageSpec) -> None:
        if spec.parent is None:
            return
        parent = Page.objects.get(pk=self.ids[spec.parent])
        if not page.is_child_of(parent):
            page.move(parent, pos="last-child")
            page.refresh_from_db()

    def _fill(self, page: Any, spec: PageSpec) -> None:
        for name in managed_fields(spec.model):
            field = page._meta.get_field(name)
            setattr(page, name, spec.fields[name] if name in spec.fields else field.get_default())
        if spec.model is not HomePage:
            page.slug = spec.slug
        for name in ("owner_unit", *LINKS.get(spec.model, ())):
            reference = spec.links.get(name)
            setattr(page, f"{name}_id", self._target_id(reference, spec.place_of(name)) if reference else None)
        for name, model in CHILDREN.get(spec.model, {}).items():
            rows = [
                self._resolved(row, spec.place_in_row(name, number, "target"))
                for number, row in enumerate(spec.children.get(name, []))
            ]
            setattr(page, name, [model(**_with_ids(row), sort_order=number) for number, row in enumerate(rows)])
        for name in OWN_FILES.get(spec.model, ()):
            self._files.give(page, name, spec.links.get(name))
        if spec.body_field:
            setattr(page, spec.body_field, json.dumps(self._resolved(spec.body, spec.place)))
        if spec.legal_text:
            page.text = json.dumps(spec.text)

    def _resolved(self, value: Any, place: Place) -> Any:
        return replace_references(value, lambda reference: _Id(self._target_id(reference, place)))

    def _target_id(self, reference: Reference, place: Place) -> int:
        if reference.kind == PAGE and not self.path_exists(reference.target):
            message = _("the text links to %(path)s, but that page was deleted in the administration")
            self._report.error(place, message % {"path": reference.target})
            return 0
        return self.id_of(reference)

    def _note(self, error: ValidationError, spec: PageSpec) -> None:
        if not hasattr(error, "error_dict"):
            for message in error.messages:
                self._report.error(spec.place, message)
            return
        for name, errors in error.error_dict.items():
            for message in _flat(errors):
                in_text = spec.body_text if name == spec.body_field else None
                place = Place(in_text.file, in_text.line) if in_text else spec.place_of(name)
                self._report.error(place, f"{key_of(name)}: {message}")


class _Id(int):
    """A database id, told apart from numbers that the folder itself holds."""


def _with_ids(row: dict[str, Any]) -> dict[str, Any]:
    return {f"{name}_id" if isinstance(value, _Id) else name: value for name, value in row.items()}


def _flat(errors: Iterable[Any]) -> list[str]:
    """Messages of errors that may hold errors of blocks within blocks."""
    messages: list[str] = []
    for error in errors:
        inner = getattr(error, "block_errors", None) or {}
        nested = inner.values() if isinstance(inner, dict) else [item for item in inner if item]
        messages += _flat(nested) if nested else list(getattr(error, "messages", [str(error)]))
    return messages
