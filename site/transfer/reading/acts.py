"""Reads `acts.toml`: the acts that the centre stands on, each a page of the register, with their texts below them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from pages.acts.models import ActPage, ActRegisterPage, ActRelation
from pages.acts.numbers import ActNumber
from pages.acts.rules import relation_faults

from .act_texts import read_texts
from .drafts import Drafts, PendingLink, fill
from .files import Folder
from .formats import ACT_KEYS, RELATION_FIELD_NAMES, RELATION_KEYS
from .keys import Key, read_table, some_tables
from .model_rules import check_fields, key_of
from .problems import Place, Report
from .specs import PageSpec
from .toml_text import TomlTable, parse_toml

FILE = "acts.toml"


def read_acts(folder: Folder, drafts: Drafts, report: Report) -> None:
    """Put the acts below their register, and their texts below them. Faults are noted."""
    acts: dict[str, PageSpec] = {}
    text = folder.text(FILE) if folder.has(FILE) else None
    table = parse_toml(text, FILE, report) if text is not None else None
    if table:
        read_table(table, {"act": Key(some_tables)}, report)
        register = drafts.of_type(ActRegisterPage)
        if table.data.get("act") and not register and not drafts.broken:
            report.error(
                Place(FILE),
                _("there is no page of the type “act-register” in the folder pages, where the acts would stand"),
            )
        for number, entry in enumerate(table.tables("act")):
            spec = _read_act(entry, number, drafts, report)
            texts = read_texts(spec, entry, folder, drafts, report)
            if spec.slug in acts:
                report.error(
                    entry.place("id"), _("the id “%(id)s” is already taken by another act") % {"id": spec.slug}
                )
                continue
            acts[spec.slug] = spec
            if register:
                spec.parent = register.source
                drafts.specs += [spec, *texts]
        _check_numbers(list(acts.values()), report)
    for name in folder.inside("acts", ".md"):
        if name not in drafts.used_files:
            report.warning(Place(name), _("no text of acts.toml names this file in its key “attachments”"))


def _read_act(entry: TomlTable, number: int, drafts: Drafts, report: Report) -> PageSpec:
    values = read_table(entry, ACT_KEYS, report)
    slug = values.pop("id", f"act-{number}")
    spec = PageSpec(f"{FILE}#{slug}", entry.place(), ActPage, slug, (number, ""))
    spec.places["slug"] = entry.place("id")
    for key in ("relations", "expressions"):
        values.pop(key, None)
    spec.children["relations"] = [
        _read_relation(relation, number, spec, drafts, report)
        for number, relation in enumerate(entry.tables("relations"))
    ]
    if owner := values.pop("owner_unit", ""):
        drafts.pending.append(PendingLink(spec, "owner_unit", owner, "unit", entry.place("owner_unit")))
    if original := values.pop("original", ""):
        drafts.pending.append(PendingLink(spec, "original", original, "document", entry.place("original")))
    fill(spec, values, entry, report)
    return spec


def _read_relation(entry: TomlTable, number: int, spec: PageSpec, drafts: Drafts, report: Report) -> dict[str, Any]:
    values = read_table(entry, RELATION_KEYS, report)
    target, text = values.pop("target", ""), values.get("text", "")
    if bool(target) == bool(text):
        report.error(entry.place(), _("a relation has either “target” (the id of an act) or “text”, not both"))
    elif target:
        drafts.pending.append(PendingLink(spec, f"relations.{number}.target", target, "act", entry.place("target")))
    row = {"kind": "", "text": ""} | {RELATION_FIELD_NAMES.get(key, key): value for key, value in values.items()}
    spec.places[f"relations.{number}"] = entry.place()
    for key in entry.data:
        spec.places[f"relations.{number}.{RELATION_FIELD_NAMES.get(key, key)}"] = entry.place(key)

    def place_of(field: str) -> Place:
        return spec.place_in_row("relations", number, field)

    check_fields(ActRelation, row, place_of, report)
    # Rules that need the other act wait until all acts are in the database: `publishing.acts`.
    for field, message in relation_faults(ActRelation(**row)).items():
        report.error(place_of(field), f"{key_of(field)}: {message}")
    return row


def _check_numbers(acts: list[PageSpec], report: Report) -> None:
    """The same number twice from one body is a slip of copying, whatever way it is spelt.

    A body that is not named may be any.
    """
    seen: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for act in acts:
        try:
            number = ActNumber.parse(act.fields.get("number", ""))
        except ValueError:
            continue  # no number, or a wrong one, which the page's own rules report
        issuer = act.fields.get("issuer", "")
        others = seen.setdefault((act.fields.get("kind", ""), number.key), [])
        same = next((slug for body, slug in others if not (body and issuer) or body == issuer), None)
        if same:
            message = _("the act “%(id)s” has the same number") % {"id": same}
            report.error(act.place_of("number"), f"number: {message}")
        others.append((issuer, act.slug))
