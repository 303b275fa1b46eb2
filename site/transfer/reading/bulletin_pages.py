"""Reads what pages of the bulletin have beside plain keys: rows in tables of their own, lists of one kind of entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages.accessibility.models.retelling import OtherFormPage
from pages.bip.categories import BY_CODE
from pages.bip.models import BipEntryPage, BipListPage, PetitionPage

from .bulletin_formats import ROWS, Rows
from .bulletin_words import HOLDS
from .drafts import Drafts, PendingLink
from .keys import read_table
from .model_rules import check_fields, key_of
from .problems import Report
from .specs import PageSpec
from .toml_text import TomlTable

# Stands for the key of what a row names until that is known: a rule may ask whether anything is named.
_NAMED = -1


def read_rows(spec: PageSpec, values: dict[str, Any], table: TomlTable, drafts: Drafts, report: Report) -> None:
    """Take the tables `[[key]]` out of the values and put them into the page's rows; faults are noted."""
    for key, rows in ROWS.get(spec.model, {}).items():
        if values.pop(key, None) is None:
            continue
        spec.places[rows.relation] = table.place(key)
        spec.children[rows.relation] = [
            _read_row(spec, rows, number, entry, drafts, report) for number, entry in enumerate(table.tables(key))
        ]
    if spec.model is PetitionPage:
        _check_steps(spec, values, report)


def _read_row(
    spec: PageSpec, rows: Rows, number: int, entry: TomlTable, drafts: Drafts, report: Report
) -> dict[str, Any]:
    errors = len(report.errors)
    values = read_table(entry, rows.keys, report)
    where = f"{rows.relation}.{number}"
    spec.places[where] = entry.place()
    row: dict[str, Any] = {}
    named: dict[str, int] = {}
    for key, value in values.items():
        field = "document" if key == "file" else key
        spec.places[f"{where}.{field}"] = entry.place(key)
        if key not in rows.links:
            row[field] = value
        elif value:
            drafts.pending.append(PendingLink(spec, f"{where}.{field}", value, rows.links[key], entry.place(key)))
            named[f"{field}_id"] = _NAMED
    check_fields(rows.model, row, entry.place, report)
    if len(report.errors) == errors:  # a row that could be read as a whole
        _check_whole(rows.model(**row, **named), spec, where, report)
    return row


def _check_whole(row: Any, spec: PageSpec, where: str, report: Report) -> None:
    """The rules that tie the fields of a row together."""
    try:
        row.clean()
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            for message in messages:
                report.error(spec.places.get(f"{where}.{field}", spec.places[where]), f"{key_of(field)}: {message}")


def _check_steps(spec: PageSpec, values: dict[str, Any], report: Report) -> None:
    received = values.get("received_on")
    for number, step in enumerate(spec.children.get("steps", [])):
        if received and step.get("day") and step["day"] < received:
            place = spec.place_in_row("steps", number, "day")
            report.error(place, "day: " + _("This can’t be before the petition was received."))


def settle_list(spec: PageSpec, table: TomlTable, report: Report) -> None:
    """What a list holds follows from its category, unless it is a list of the centre's own."""
    category = BY_CODE.get(spec.fields.get("category", ""))
    meant = category.holds if category else None
    said = spec.fields.setdefault("holds", str(meant) if meant else "")
    if category and not meant:
        message = _("this category is no list; give the page another type, or leave the key out")
        report.error(spec.place_of("category"), f"category: {message}")
    elif not said and not table.data.keys() & {"holds", "category"}:  # what is wrong with a key is said there
        message = _("say what the list holds, in the key “holds” or by a category; expected one of: %(names)s")
        report.error(spec.place, message % {"names": ", ".join(HOLDS)})
    elif meant and said != meant:
        message = _("a list of this category holds “%(meant)s”")
        report.error(spec.place_of("holds"), "holds: " + message % {"meant": _word_of(meant)})


def _word_of(holds: str) -> str:
    return next(word for word, value in HOLDS.items() if value == holds)


def check_bulletin(specs: Iterable[PageSpec], report: Report) -> None:
    """Rules that look at several pages: entries in lists of their kind, lists with and without entries, categories."""
    pages = {spec.source: spec for spec in specs}
    taken: dict[str, PageSpec] = {}
    for spec in pages.values():
        above = pages.get(spec.parent or "")
        if above and above.model is BipListPage:
            _check_entry(spec, above, report)
        category = spec.fields.get("category")
        if category and taken.setdefault(category, spec) is not spec:
            message = _("another page stands for this category already: %(source)s")
            report.error(spec.place_of("category"), "category: " + message % {"source": taken[category].source})


def _check_entry(spec: PageSpec, above: PageSpec, report: Report) -> None:
    holds = above.fields.get("holds")
    if issubclass(spec.model, BipEntryPage) and holds and spec.model.holds != holds:
        message = _("the list above (%(source)s) holds “%(holds)s”; this is something else")
        report.error(spec.place_of("type"), message % {"source": above.source, "holds": _word_of(holds)})
    if above.fields.get("nothing") and not issubclass(spec.model, OtherFormPage):
        message = _("this list says that there is nothing, and here is an entry of it: %(source)s")
        report.error(above.place_of("nothing"), "nothing: " + message % {"source": spec.source})
        above.fields.pop("nothing")  # said once
