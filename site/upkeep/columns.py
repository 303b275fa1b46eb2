"""A column of days as an office writes them: a report is printed, compared and filed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column


class DayColumn(Column):
    """The day itself, 28.11.2026, instead of how long ago it was; `empty` says what it means that there is none."""

    def __init__(self, *args: Any, empty: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_value_display = empty

    def get_value(self, instance: Any) -> str:
        day = super().get_value(instance)
        return date_format(localtime(day) if isinstance(day, datetime) else day, "d.m.Y") if day else ""
