"""Reads `centre.toml`: whose site this is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pages.core.models import CentreSettings, ContactPoint

from .files import Folder
from .formats import CENTRE_CONTACT_KEYS, CENTRE_FIELD_NAMES, CENTRE_KEYS, CENTRE_PAGES, CENTRE_TABLES
from .keys import read_table
from .model_rules import check_fields
from .problems import Place, Report
from .specs import CentreSpec
from .toml_text import TomlTable, parse_toml

FILE = "centre.toml"


# Pages that the centre points out, as written: field of the centre → (path, place).
CentreLinks = dict[str, tuple[str, Place]]


def read_centre(folder: Folder, report: Report) -> tuple[CentreSpec, CentreLinks]:
    """The centre's data; what is wrong or missing is noted."""
    centre = CentreSpec()
    links: CentreLinks = {}
    if not folder.has(FILE):
        report.error(Place(FILE), _("the file is missing; it says whose site this is"))
        return centre, links
    text = folder.text(FILE)
    table = parse_toml(text, FILE, report) if text is not None else None
    if table:
        _read_top(table, centre, report)
        _read_contacts(table, centre, report)
        _read_links(table, links, report)
        check_fields(CentreSettings, centre.fields, centre.place_of, report)
    return centre, links


def _read_top(table: TomlTable, centre: CentreSpec, report: Report) -> None:
    values = read_table(table, CENTRE_KEYS, report)
    inner = {*CENTRE_TABLES, "pages", "contacts"}
    for key, value in values.items():
        if key not in inner:
            name = "is_demo" if key == "demo" else key
            centre.fields[name], centre.places[name] = value, table.place(key)
    for name, keys in CENTRE_TABLES.items():
        if below := table.table(name):
            for key, value in read_table(below, keys, report).items():
                field = CENTRE_FIELD_NAMES.get((name, key), key)
                centre.fields[field], centre.places[field] = value, below.place(key)


def _read_contacts(table: TomlTable, centre: CentreSpec, report: Report) -> None:
    for contact in table.tables("contacts"):
        values = read_table(contact, CENTRE_CONTACT_KEYS, report)
        check_fields(ContactPoint, values, contact.place, report)
        if not values.get("phone") and not values.get("email") and not contact.data.keys() & {"phone", "email"}:
            report.error(contact.place(), _("the contact needs a phone or an e-mail"))
        centre.contacts.append(values)


def _read_links(table: TomlTable, links: CentreLinks, report: Report) -> None:
    pages = table.table("pages")
    for key, path in (read_table(pages, CENTRE_PAGES, report) if pages else {}).items():
        links[f"{key}_page"] = (path, pages.place(key) if pages else table.place())
