"""A model field for dates that are known only in part; days whose year can be one."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.core.dates import PartialDate, parse_polish_date

YEARS = range(1900, 2200)
"""Years that a day of a page may have: with others, days can't be reckoned or printed."""


class PartialDateFormField(forms.CharField):
    """Text such as 2017, 2017-05, 2017-05-03, 3.05.2017 or "3 maja 2017 r."; empty is None."""

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override] # a value object, not text
        if isinstance(value, PartialDate):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_polish_date(text)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The text's length says nothing about the date."""

    def prepare_value(self, value: Any) -> Any:
        return value.numeric if isinstance(value, PartialDate) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        # Dates are compared, not texts: 15.12.2025 is 2025-12-15.
        return super().has_changed(initial if isinstance(initial, PartialDate) else self.to_python(initial), data)


class PartialDateField(models.CharField):
    """A day, a month or a year, kept as ISO text so that it sorts; unknown is None (an empty text in the database).

    Old documents often give a year only. Writing "1 January" for them would state what nobody knows.
    """

    description = _("Date, possibly without day or month")

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: PartialDate | None  # type: ignore[assignment] # a value object, not text

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("help_text", _("For example 23.04.2020, or only 04.2020 or 2020 when no more is known."))
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *args: Any) -> PartialDate | None:
        return PartialDate.parse(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or value == "" or isinstance(value, PartialDate):
            return value or None
        try:
            return parse_polish_date(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str:
        return str(self.to_python(value) or "")

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        value = self.to_python(value)
        if value is None and not self.blank:
            raise ValidationError(self.error_messages["blank"], code="blank")
        return value

    def formfield(self, **kwargs: Any) -> Any:
        # Django would compare with a hidden field that Wagtail's forms don't print: every page would look changed.
        ours = {"form_class": PartialDateFormField, "max_length": None, "show_hidden_initial": False}
        return super().formfield(**{**ours, **kwargs})


def faults_of_years(row: models.Model) -> dict[str, str]:
    """What is wrong with the years of a row's days, by field: a slip of the finger, such as 202 or 20255."""
    fields = [field for field in row._meta.concrete_fields if isinstance(field, models.DateField | PartialDateField)]
    days = {field.name: getattr(row, field.attname) for field in fields}
    wrong = [
        name for name, day in days.items() if day and (day if isinstance(day, date) else day.first).year not in YEARS
    ]
    return dict.fromkeys(wrong, gettext("Check the year."))
