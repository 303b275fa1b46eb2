"""Reads the texts of acts: tables `[[act.expressions]]` of `acts.toml`, and the files in `acts/` that they name."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pages.acts.blocks import LegalTextBlock
from pages.acts.forms import text_title
from pages.acts.models import ActPage, ExpressionPage
from pages.acts.text.checks import faults
from pages.acts.text.citations import parse_citations
from pages.acts.text.cleaning import UnreadableTextError
from pages.acts.text.docx import from_docx
from pages.acts.text.labels import slug as slug_of_number
from pages.acts.text.model import Provision, RawBlock
from pages.acts.text.recognise import Recognised, from_plain_text
from pages.acts.text.structure import structure

from .drafts import Drafts, PendingLink, fill
from .files import Folder, extension
from .formats import EXPRESSION_KEYS
from .keys import Key, read_table
from .problems import Place, Report
from .specs import BodyText, LegalText, PageSpec
from .suggestions import closest
from .toml_text import TomlTable
from .values import line_of_text

ACTS_FOLDER = "acts/"
TEXT_TYPES = ("txt", "docx")
NAME_LENGTH = LegalTextBlock().child_blocks["provision"].child_blocks["name"].field.max_length

_NAMESPACE = uuid.UUID("0d5c3c58-7f1e-4f0a-9f5f-5a3f4c1f2b6d")
_QUOTED = re.compile(r"[“„]([^“„”]{3,}?)…?”")
_PROVISION = re.compile(r"(?:§|Art\.) ?[0-9]\w*")


def read_texts(act: PageSpec, entry: TomlTable, folder: Folder, drafts: Drafts, report: Report) -> list[PageSpec]:
    """The texts of an act as pages below it; faults are noted."""
    texts: dict[str, PageSpec] = {}
    for number, table in enumerate(entry.tables("expressions")):
        spec = _read_text(act, table, number, folder, drafts, report)
        if spec.slug in texts:
            message = _("the id “%(id)s” is already taken by another text of this act")
            report.error(table.place("id"), message % {"id": spec.slug})
            continue
        texts[spec.slug] = spec
    return list(texts.values())


def _read_text(
    act: PageSpec, table: TomlTable, number: int, folder: Folder, drafts: Drafts, report: Report
) -> PageSpec:
    values = read_table(table, EXPRESSION_KEYS, report)
    slug = values.pop("id", f"text-{number}")
    spec = PageSpec(f"{act.source}/{slug}", table.place(), ExpressionPage, slug, (number, ""), parent=act.source)
    spec.places.update(slug=table.place("id"), text=table.place("text"))
    if owner := values.pop("owner_unit", ""):
        drafts.pending.append(PendingLink(spec, "owner_unit", owner, "unit", table.place("owner_unit")))
    _read_incorporated(spec, values.pop("incorporates", []), table, drafts, report)
    names = _read_names(table.table("names"), report)
    values.pop("names", None)
    if file := values.pop("text", ""):
        _read_legal_text(spec, f"{ACTS_FOLDER}{file}", names, table, folder, drafts, report)
    if file := values.pop("attachments", ""):
        _read_attachments(spec, f"{ACTS_FOLDER}{file}", table.place("attachments"), folder, drafts, report)
    if not values.get("title"):
        values["title"] = text_title(ActPage(title=act.fields.get("title", "")), values.get("valid_from"))
    fill(spec, values, table, report)
    return spec


def _read_incorporated(spec: PageSpec, ids: list[str], table: TomlTable, drafts: Drafts, report: Report) -> None:
    spec.children["incorporated"] = [{} for _ident in ids]
    spec.places["incorporated"] = table.place("incorporates")
    for number, ident in enumerate(ids):
        place = table.place("incorporates", number)
        spec.places[f"incorporated.{number}"] = place
        if ident in ids[:number]:
            report.error(place, _("incorporates: the act “%(id)s” is listed twice") % {"id": ident})
        drafts.pending.append(PendingLink(spec, f"incorporated.{number}.act", ident, "act", place))


# -- the text itself -------------------------------------------------------------------------------------------------


def _read_legal_text(
    spec: PageSpec, name: str, names: dict[str, str], table: TomlTable, folder: Folder, drafts: Drafts, report: Report
) -> None:
    found = _recognised(name, table.place("text"), folder, report)
    drafts.used_files.add(name)
    if found is None:
        return
    source = "" if extension(name) == "docx" else folder.text(name) or ""
    wrong = faults(found.blocks)
    for fault in wrong:
        report.error(Place(name, _line_of(fault, source)), fault)
    for note in found.notes:
        if note.text not in wrong:
            report.warning(Place(name, _line_of(note.text, source)), note.text)
    if not found.blocks:
        report.error(Place(name), _("the file holds no text"))
    if found.blocks and not wrong:
        _name_provisions(found.blocks, names, table, report)
    spec.legal_text = LegalText(name, names)
    spec.text = found.blocks
    spec.places["text"] = Place(name)


def _recognised(name: str, place: Place, folder: Folder, report: Report) -> Recognised | None:
    if name in folder.refused:
        return None
    if not folder.has(name) or extension(name) not in TEXT_TYPES:
        message = _("the file %(name)s is missing%(hint)s; “text” names a file .txt or .docx in the folder acts")
        alike = [file for kind in TEXT_TYPES for file in folder.inside("acts", f".{kind}")]
        report.error(place, message % {"name": name, "hint": closest(name, alike)})
        return None
    try:
        if extension(name) == "docx":
            return from_docx(folder.files[name].read_bytes(), name)
        text = folder.text(name)
        return from_plain_text(text) if text is not None else None
    except UnreadableTextError as error:
        report.error(Place(name), str(error))
        return None


def _line_of(sentence: str, source: str) -> int:
    """The line that a sentence about a text speaks of: of the words that it quotes, or of the last § that it names.

    A § that stands twice is looked for from the end: the second one is the slip.
    """
    lines = [" ".join(line.split()) for line in source.split("\n")]
    if quoted := _QUOTED.search(sentence):
        words = " ".join(quoted[1].split())
        return next(
            (n for n, line in enumerate(lines, start=1) if line and (words in line or words.startswith(line))), 1
        )
    if provisions := _PROVISION.findall(sentence):
        sign = re.compile(rf"{re.escape(''.join(provisions[-1].split()))}\b")
        return max((n for n, line in enumerate(lines, start=1) if sign.match(line.replace(" ", ""))), default=1)
    return 1


# -- names for the table of contents ---------------------------------------------------------------------------------


def _read_names(table: TomlTable | None, report: Report) -> dict[str, str]:
    return read_table(table, {key: Key(line_of_text) for key in table.data}, report) if table else {}


def _name_provisions(blocks: list[RawBlock], names: dict[str, str], table: TomlTable, report: Report) -> None:
    """Write the names into the provisions; a name that fits none, or more than one, is noted."""
    pieces = structure(blocks)
    for key, name in names.items():
        place = table.place("names", key)
        matching = [
            block
            for block, piece in zip(blocks, pieces, strict=True)
            if isinstance(piece, Provision) and _is_named(piece, key)
        ]
        if not matching:
            report.error(place, _("names: the text has no provision “%(key)s”") % {"key": key})
        elif len(matching) > 1:
            message = _("names: “%(key)s” stands in several chapters; write e.g. “rozdział 2 § 1”")
            report.error(place, message % {"key": key})
        elif len(name) > NAME_LENGTH:
            report.error(place, _("names: a name has at most %(limit)d characters") % {"limit": NAME_LENGTH})
        else:
            matching[0]["value"]["name"] = name


def _is_named(provision: Provision, key: str) -> bool:
    """Whether a key means the provision: its number, or its citation."""
    eids = parse_citations(key).eids
    return provision.eid in eids or slug_of_number(provision.number) == slug_of_number(key)


# -- attachments -----------------------------------------------------------------------------------------------------


def _read_attachments(spec: PageSpec, name: str, place: Place, folder: Folder, drafts: Drafts, report: Report) -> None:
    drafts.used_files.add(name)
    if not folder.has(name) or extension(name) != "md":
        message = _("the file %(name)s is missing%(hint)s; “attachments” names a file .md in the folder acts")
        report.error(place, message % {"name": name, "hint": closest(name, folder.inside("acts", ".md"))})
        return
    text = folder.text(name)
    if text is not None:
        spec.body_text = BodyText(text, name, 1)


def with_ids(page_path: str, blocks: Iterable[RawBlock]) -> list[dict[str, Any]]:
    """The blocks with ids made of the page's address and their own place: a § keeps its id when its words change."""
    items = list(blocks)
    pieces = structure(items)
    return [
        {**block, "id": str(uuid.uuid5(_NAMESPACE, f"{page_path}#{piece.eid}"))}
        for block, piece in zip(items, pieces, strict=True)
    ]
