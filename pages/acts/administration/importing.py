"""“Import the text”: paste or upload, look at what was recognised, put it into the draft.

Between the two steps the blocks travel in the form, signed, so that what was shown is what is kept; the text goes with
them, in case that the editor wants to change it first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.generic import FormView
from wagtail.admin import messages

from pages.acts.administration.drafting import keep_text, latest_of
from pages.acts.administration.forms import ImportForm
from pages.acts.administration.subject import ActsMixin, lock_fault, may_import
from pages.acts.forms import name_of_text
from pages.acts.models import ExpressionPage
from pages.acts.text.model import Part, Passage, Piece, Provision, RawBlock
from pages.acts.text.structure import read_back, structure
from pages.acts.text_rules import text_day

SALT = "pages.acts.import"
A_DAY = 24 * 60 * 60


class ImportView(ActsMixin, FormView):
    """Asks for a text, shows its structure, and keeps it: in a text's draft, or as a new text of an act."""

    page_title = gettext_lazy("Import the text")
    template_name = "pages/acts/admin/import.html"
    preview_template = "pages/acts/admin/import_preview.html"
    form_class = ImportForm

    def is_allowed(self) -> bool:
        return may_import(self.request.user, self.page)

    @property
    def is_new(self) -> bool:
        """Whether the text will be a new page below the act."""
        return not isinstance(self.page, ExpressionPage)

    @property
    def seen(self) -> int:
        """The draft that the import takes the place of; for a new text, how many pages the act has."""
        return int(self.page.numchild if self.is_new else self.page.latest_revision_id or 0)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "recognised" in request.POST and "again" not in request.POST:
            return self.confirm(request.POST["recognised"])
        if "again" in request.POST:
            return self.ask_again()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ImportForm) -> HttpResponse:
        blocks = form.recognised.blocks
        payload = {"page": self.page.pk, "user": self.request.user.pk, "seen": self.seen, "blocks": blocks}
        context = self.get_context_data(
            form=form,
            recognised=signing.dumps(payload, salt=SALT, compress=True),
            text=read_back(blocks),
            serious=[note.text for note in form.recognised.notes if note.is_serious],
            done=[note.text for note in form.recognised.notes if not note.is_serious],
            rows=[row for piece in structure(blocks) for row in rows_of(piece)],
            replaces=not self.is_new and bool(latest_of(self.page).text),
        )
        return self.response_class(self.request, [self.preview_template], context, using=self.template_engine)

    def ask_again(self, fault: str = "") -> HttpResponse:
        """The first step with the text in it."""
        form = ImportForm(initial={"text": self.request.POST.get("text", "")})
        if fault:
            messages.error(self.request, fault)
        return self.render_to_response(self.get_context_data(form=form))

    def confirm(self, signed: str) -> HttpResponse:
        """Keep what was shown."""
        try:
            payload = signing.loads(signed, salt=SALT, max_age=A_DAY)
        except signing.BadSignature:
            payload = {}
        if (payload.get("page"), payload.get("user")) != (self.page.pk, self.request.user.pk):
            return self.ask_again(_("What was recognised did not arrive whole. Please have the text recognised again."))
        if fault := lock_fault(self.request.user, self.page):
            return self.ask_again(fault)
        if payload["seen"] != self.seen and self.is_new:
            return self.ask_again(
                _("The act has got another text since, perhaps this one. Look at it before you import one more.")
            )
        if payload["seen"] != self.seen:
            return self.ask_again(
                _("Somebody has changed the draft since. Look at it first; then have this text recognised again.")
            )
        text = self.keep(payload["blocks"])
        count = sum(isinstance(piece, Provision) for piece in structure(payload["blocks"]))
        said = ngettext(
            "%(count)s provision was put into the draft. Correct it here where it is needed.",
            "%(count)s provisions were put into the draft. Correct them here where it is needed.",
            count,
        )
        messages.success(self.request, said % {"count": count})
        return redirect("wagtailadmin_pages:edit", text.pk)

    def keep(self, blocks: list[RawBlock]) -> ExpressionPage:
        """Put the blocks into a new draft revision, or a new page."""
        if self.is_new:
            names = name_of_text(self.page, text_day(self.page, None, []))
            text = ExpressionPage(**names, text=json.dumps(blocks))
            keep_text(self.page, text, [], self.request.user)
            return text
        text = latest_of(self.page)
        text.text = json.dumps(with_names(blocks, list(text.text.raw_data)))
        if not self.page.live:
            text.save(clean=False)  # what has no readers yet is its last draft
        text.save_revision(user=self.request.user, log_action=True, clean=False)
        return text

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"is_new": self.is_new, **kwargs})


def rows_of(piece: Piece) -> list[tuple[str, str]]:
    """A piece as rows of a table: what it is, and its words."""
    match piece:
        case Part():
            return [(piece.label or pgettext("text", "heading"), piece.title)]
        case Provision():
            return [(unit.citation, unit.text) for unit in piece.units]
        case Passage():
            return [(pgettext("text", "outside provisions"), line) for line in piece.text.splitlines()]


def with_names(blocks: Sequence[RawBlock], before: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks with the names in the table of contents that their numbers had before."""
    known = {eid: name for eid, name in zip(_eids(before), _names(before), strict=True) if name}
    named = []
    for block, eid in zip(blocks, _eids(blocks), strict=True):
        value = dict(block["value"])
        if block["type"] == "provision" and not value.get("name"):
            value["name"] = known.get(eid, "")
        named.append({**block, "value": value})
    return named


def _known(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    return [block for block in blocks if block.get("type") in {"part", "provision", "passage"}]


def _eids(blocks: Sequence[RawBlock]) -> list[str]:
    return [piece.eid for piece in structure(_known(blocks))]


def _names(blocks: Sequence[RawBlock]) -> list[str]:
    return [str((block.get("value") or {}).get("name", "")) for block in _known(blocks)]
