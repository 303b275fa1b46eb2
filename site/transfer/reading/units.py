"""Reads `units.toml`: the tree of units, each a page of the structure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pages.organisation.models import OrganisationPage, UnitPage

from .drafts import Drafts, fill
from .files import Folder
from .formats import UNIT_KEYS
from .keys import Key, read_table, some_tables
from .problems import Place, Report
from .specs import PageSpec
from .suggestions import closest
from .toml_text import TomlTable, parse_toml

FILE = "units.toml"


def read_units(folder: Folder, drafts: Drafts, report: Report) -> None:
    """Put the units below one another, or below the structure; faults are noted."""
    units: dict[str, PageSpec] = {}
    parents: dict[str, tuple[str, Place]] = {}
    text = folder.text(FILE) if folder.has(FILE) else None
    table = parse_toml(text, FILE, report) if text is not None else None
    if not table:
        return
    read_table(table, {"unit": Key(some_tables)}, report)
    structure = drafts.of_type(OrganisationPage)
    if table.data.get("unit") and not structure and not drafts.broken:
        report.error(
            Place(FILE),
            _("there is no page of the type “organisation” in the folder pages, where the units would stand"),
        )
    for number, entry in enumerate(table.tables("unit")):
        spec, parent = _read_unit(entry, number, report)
        if spec.slug in units:
            report.error(entry.place("id"), _("the id “%(id)s” is already taken by another unit") % {"id": spec.slug})
            continue
        units[spec.slug] = spec
        if parent:
            parents[spec.slug] = (parent, entry.place("parent"))
    _check_parents(units, parents, report)
    if structure:
        for slug, spec in units.items():
            spec.parent = units[parents[slug][0]].source if slug in parents else structure.source
            drafts.specs.append(spec)


def _read_unit(entry: TomlTable, number: int, report: Report) -> tuple[PageSpec, str]:
    values = read_table(entry, UNIT_KEYS, report)
    slug, parent = values.pop("id", f"unit-{number}"), values.pop("parent", "")
    spec = PageSpec(f"{FILE}#{slug}", entry.place(), UnitPage, slug, (number, ""))
    spec.places["slug"] = entry.place("id")
    fill(spec, values, entry, report)
    return spec, parent


def _check_parents(units: dict[str, PageSpec], parents: dict[str, tuple[str, Place]], report: Report) -> None:
    for slug, (parent, place) in list(parents.items()):
        if parent not in units:
            message = _("there is no unit with the id “%(id)s”%(hint)s")
            report.error(place, message % {"id": parent, "hint": closest(parent, units)})
            del parents[slug]
    for slug, (_parent, place) in list(parents.items()):
        way, above = [slug], parents.get(slug, ("", place))[0]
        while above and above not in way:
            way.append(above)
            above = parents.get(above, ("", place))[0]
        if above == slug:
            message = _("units stand in a circle: %(way)s; one of them must have no parent or another one")
            report.error(place, message % {"way": " → ".join([*way, slug])})
            del parents[slug]
