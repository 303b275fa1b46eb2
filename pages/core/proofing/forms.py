"""What the rules say of a page while it is in its form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField

from pages.core.proofing.reading import Row, reading_of
from proofing.proof import proof
from proofing.rule import Finding


def findings_in(form: Any) -> list[Finding]:
    """What is found in the form of a page as it is filled in, once it was checked."""
    page = form.instance
    _take_unfinished(form)
    return proof(reading_of(page, above=form.parent_page or page, rows=_rows(form)))


def point_at(form: Any, finding: Finding) -> None:
    """Say it at the field that it was found in."""
    place = finding.place
    if place.row >= 0:
        form.formsets[place.field].forms[place.row].add_error(place.column or None, finding.sentence)
    else:
        errors = form.errors.get(place.field if place.field in form.fields else "__all__", ())
        if finding.sentence not in errors:
            form.add_error(place.field if place.field in form.fields else None, finding.sentence)


def _take_unfinished(form: Any) -> None:
    """Blocks with a mistake in them aren't the page's yet; what is written there is what to look at."""
    streams = {field.name for field in form.instance._meta.get_fields() if isinstance(field, StreamField)}
    for name in streams & form.errors.keys() & form.fields.keys():
        setattr(form.instance, name, form[name].data)


def _rows(form: Any) -> Iterator[Row]:
    """The rows that stay, each by its place in the form."""
    for relation, formset in form.formsets.items():
        deleted = formset.deleted_forms if formset.is_valid() else ()
        for number, one in enumerate(formset.forms):
            if one not in deleted:
                yield Row(relation, number, formset.model, getattr(one, "cleaned_data", {}))
