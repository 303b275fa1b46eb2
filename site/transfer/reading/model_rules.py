"""Applies the models' own rules for single fields before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import Model, TextField

from .formats import FIELD_NAMES, RELATION_FIELD_NAMES
from .problems import Place, Report

# “title” is written as “name” only in units.toml.
_KEYS = {field: key for key, field in (FIELD_NAMES | RELATION_FIELD_NAMES).items() if field != "title"}


def key_of(field_name: str) -> str:
    """The key that a clerk writes for a field of a model."""
    return _KEYS.get(field_name, field_name)


def check_fields(
    model: type[Model], values: Mapping[str, Any], place_of: Callable[[str], Place], report: Report
) -> None:
    """Run each field's validators (length, pattern…) on the value meant for it."""
    for name, value in values.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(value, str) and value:
            try:
                field.run_validators(value)  # type: ignore[union-attr] # relations hold no text
                if isinstance(field, TextField) and field.max_length:  # which Django leaves to forms
                    MaxLengthValidator(field.max_length)(value)
            except ValidationError as error:
                for message in error.messages:
                    report.error(place_of(name), f"{key_of(name)}: {message}")
