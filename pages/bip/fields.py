"""Amounts of money, exact, typed and printed as Polish offices do."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.formats import number_format

_SPACES = re.compile(r"\s")


class AmountFormField(forms.DecimalField):
    """Takes an amount as people type it, spaces between the thousands and „zł” at the end included."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(_SPACES.sub("", value.strip().removesuffix("zł")) if isinstance(value, str) else value)


class AmountField(models.DecimalField):
    """Złote and grosze; the form takes „12 345,67” and 12345.67."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"max_digits": 14, "decimal_places": 2}
        kwargs.setdefault("validators", [MinValueValidator(Decimal(0))])
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_digits", "decimal_places", "validators"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        # A box for text: browsers let nobody write a comma or a space into one for numbers.
        return super().formfield(**{"localize": True, "form_class": AmountFormField, **kwargs})


def amount_text(amount: Decimal | None) -> str:
    """„12 345,67 zł”; empty when unknown."""
    return f"{number_format(amount, 2, use_l10n=True, force_grouping=True)} zł" if amount is not None else ""
