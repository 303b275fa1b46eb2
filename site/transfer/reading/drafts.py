"""Pages as they are read, before their places in the tree and their links are settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pages.core.models import BasePage

from .formats import CHANGE_KEYS, PROVENANCE_KEYS, field_of
from .keys import read_table
from .model_rules import check_fields
from .problems import Place, Report
from .specs import PageSpec
from .toml_text import TomlTable


class PendingLink(NamedTuple):
    """A page named in a key: by its path, or by the id of a unit or an act (`kind`); or a document, by its file.

    `field` is one of the page itself (`owner_unit`), or of one of its rows (`relations.0.target`).
    """

    spec: PageSpec
    field: str
    text: str
    kind: str
    place: Place


@dataclass
class Drafts:
    """Everything read so far. `broken` are files that are pages but can't be read, so that nobody misses them twice.

    `used_files` are files that some page is made of.
    """

    specs: list[PageSpec] = field(default_factory=list)
    pending: list[PendingLink] = field(default_factory=list)
    folders: dict[str, PageSpec] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    used_files: set[str] = field(default_factory=set)

    def of_type(self, model: type[BasePage]) -> PageSpec | None:
        """The first page of a type."""
        return next((spec for spec in self.specs if spec.model is model), None)


def fill(spec: PageSpec, values: Mapping[str, Any], table: TomlTable, report: Report) -> None:
    """Put clean values into the page's fields, with the places they come from; provenance and reason of change too."""
    spec.change = {key: values[key] for key in CHANGE_KEYS if values.get(key)}
    spec.places.update({key: table.place(key) for key in spec.change})
    check_fields(spec.model, spec.change, spec.place_of, report)
    for key, value in values.items():
        if isinstance(value, dict) or key in CHANGE_KEYS:
            continue
        name = field_of(spec.model, key)
        spec.fields[name] = "\n".join(value) if isinstance(value, list) else value
        spec.places[name] = table.place(key)
    provenance = table.table("provenance")
    if provenance:
        for key, value in read_table(provenance, PROVENANCE_KEYS, report).items():
            spec.fields[key], spec.places[key] = value, provenance.place(key)
