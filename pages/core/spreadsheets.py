"""Cells of tables that an office opens in a spreadsheet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import is_aware, localtime
from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CSV = SpreadsheetExportMixin.FORMAT_CSV


def harmless(cell: str) -> str:
    """The text of a cell, which no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _moment(value: datetime) -> str:
    return f"{localtime(value) if is_aware(value) else value:%Y-%m-%d %H:%M}"


class HarmlessExportMixin:
    """An export to CSV of what people have typed: no formula in it, times as on a Polish clock."""

    custom_value_preprocess: dict[Any, Any] = {
        str: {CSV: harmless},
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: {**SpreadsheetExportMixin.custom_value_preprocess[datetime], CSV: _moment},
    }
