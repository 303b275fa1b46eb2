"""Tables of a format: which keys they take and what each may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from .problems import Report
from .suggestions import closest
from .toml_text import TomlTable
from .values import Reader


class Key(NamedTuple):
    """One key of a table."""

    read: Reader
    required: bool = False


def a_table(value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError(_("expected a table: the line [name], and its keys below"))
    return value


def some_tables(value: Any) -> Any:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ValueError(_("expected tables: the line [[name]], and the keys of each below"))
    return value


def read_table(table: TomlTable, keys: Mapping[str, Key], report: Report) -> dict[str, Any]:
    """The table's clean values. Unknown keys, missing keys and wrong values are noted as errors.

    A key whose value is wrong is left out of the result, so that it is not reported a second time.
    """
    values: dict[str, Any] = {}
    for name, value in table.data.items():
        if name not in keys:
            message = _("unknown key “%(name)s”%(hint)s; expected here: %(names)s")
            details = {"name": name, "hint": closest(name, keys), "names": ", ".join(keys)}
            report.error(table.place(name), message % details)
            continue
        try:
            values[name] = keys[name].read(value)
        except ValueError as error:
            report.error(table.place(name), f"{name}: {error}")
    for name, key in keys.items():
        if key.required and (name not in table.data or values.get(name, True) in ("", [], {})):
            place = table.place(name) if name in table.data else table.place()
            report.error(place, _("the key “%(name)s” is missing or empty; it is required here") % {"name": name})
    return values
