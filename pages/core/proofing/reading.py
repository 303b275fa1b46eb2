"""A page as the publishing rules read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db import models
from django.utils.timezone import localdate
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Site
from wagtail.rich_text import RichText

from pages.core.documents.numbers import strange_numbers, told
from pages.core.proofing.blocks import items_of_markup, items_of_stream
from pages.core.proofing.links import Links
from pages.core.proofing.markup import plain
from proofing.kinds import Kind
from proofing.personal_numbers import NumberKind, known_accounts
from proofing.reading import File, FileNumber, Item, Place, Reading, Text, TextKind, Value
from search.analysis.morphology import dictionary_forms

if TYPE_CHECKING:
    from pages.core.models import BasePage, CentreSettings

# Beside what the history keeps of a page, readers see these: in the address, in search engines, in a version's reason.
ALSO_SEEN = ("slug", "seo_title", "search_description", "search_terms", "short_title", "change_note")

TITLE, LEAD = "title", "summary"
_NOT_SEEN = frozenset({"id", "type"})


class Row(NamedTuple):
    """A row of another table that the page shows, as it is or as an editor has filled it in."""

    relation: str
    number: int
    model: type[models.Model]
    values: Mapping[str, Any]


def reading_of(page: BasePage, *, above: BasePage | None = None, rows: Iterable[Row] | None = None) -> Reading:
    """A page with all that its readers will see.

    `above` is the page that a new one will stand below. `rows` are those of a form, which aren't the page's yet;
    without them the page's own are read, and every file that it offers.
    """
    return _Builder(page, above or page, rows).reading()


class _Builder:
    """Reads one page."""

    def __init__(self, page: BasePage, above: BasePage, rows: Iterable[Row] | None) -> None:
        self.page = page
        self.placed: Any = page if page.pk else above.specific
        self.site: Site | None = self.placed.get_site()
        known = getattr(self.placed, "centre", None)
        self.centre: CentreSettings = known or apps.get_model("core.CentreSettings").of(self.site)
        self.of_form = rows is not None
        self.rows = list(_own_rows(page) if rows is None else rows)
        self.references = {name: _references_in(page, name) for name in _referring(page)}
        self.links = Links(page, self.site, self.references.values())

    def reading(self) -> Reading:
        """What the rules ask for."""
        return Reading(
            items=tuple(self._items()),
            values=tuple(self._values()),
            files=tuple(self._files()),
            kind=self._kind(),
            language=self.page.language,
            today=localdate(),
            own_accounts=known_accounts(self.centre.bank_accounts),
            lead_place=self._place(LEAD) if _has_lead(type(self.page)) else None,
            lemmas=dictionary_forms,
        )

    def _kind(self) -> Kind:
        return Kind.BULLETIN if getattr(self.placed, "in_bip", False) else self.page.proofed_as

    def _place(self, name: str) -> Place:
        field = self.page._meta.get_field(name)
        return Place(name, str(getattr(field, "verbose_name", name)))

    # -- pieces --------------------------------------------------------------------------------------------------------

    def _items(self) -> Iterator[Item]:
        yield Text(self._place(TITLE), self.page.title, TextKind.TITLE)
        yield Text(self._place(LEAD), self.page.summary, TextKind.LEAD)
        for name in self.page.history_fields:
            if name not in (TITLE, LEAD):
                yield from self._items_of_field(name)
        for name in _streams(self.page):
            yield from items_of_stream(getattr(self.page, name), self._place(name), self.links)
        for row in self.rows:
            for name, place in self._text_columns(row):
                if words := plain(str(row.values[name] or "")):
                    yield Text(place, words, TextKind.LABEL)

    def _items_of_field(self, name: str) -> Iterator[Item]:
        field, value = self.page._meta.get_field(name), getattr(self.page, name)
        if not value or not isinstance(field, models.CharField | models.TextField) or field.choices:
            return
        if isinstance(field, RichTextField):
            yield from items_of_markup(str(value), self._place(name), self.links)
        else:
            prose = isinstance(field, models.TextField)
            yield Text(self._place(name), str(value), TextKind.PARAGRAPH if prose else TextKind.LABEL)

    def _text_columns(self, row: Row) -> Iterator[tuple[str, Place]]:
        fields = {field.name: field for field in row.model._meta.get_fields()}
        for name in self.page.history_children.get(row.relation, ()):
            field = fields.get(name)
            if name in row.values and isinstance(field, models.CharField | models.TextField | StreamField):
                yield name, Place(row.relation, str(field.verbose_name), row=row.number, column=name)

    # -- whole texts ---------------------------------------------------------------------------------------------------

    def _values(self) -> Iterator[Value]:
        page = self.page
        fields = {field.name: field for field in page._meta.get_fields()}
        for name in dict.fromkeys((*page.history_fields, *page.history_streams, *ALSO_SEEN)):
            if isinstance(fields.get(name), models.CharField | models.TextField | StreamField):
                yield from (Value(place, text) for place, text in _texts_of(getattr(page, name), self._place(name)))
        for row in self.rows:
            for name, place in self._text_columns(row):
                yield from (Value(place, text) for text in _texts(row.values[name]))

    # -- files ---------------------------------------------------------------------------------------------------------

    def _files(self) -> Iterator[File]:
        for place, document in self._documents():
            document.ensure_checked()
            numbers = strange_numbers(document, [self.centre])
            inside = tuple(FileNumber(NumberKind(number.kind), told(number)) for number in numbers)
            yield File(place, document.title, document.filename, inside)

    def _documents(self) -> Iterator[tuple[Place, Any]]:
        """The documents that the page offers, each at the field that offers it; those of its own rows at none."""
        model, page = get_document_model(), self.page
        for name in _streams(page):
            wanted = self.references[name].get(model, set())
            yield from (
                (self._place(name), self.links.documents[pk]) for pk in sorted(wanted & set(self.links.documents))
            )
        chosen = set()
        for field in page._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is model and getattr(page, field.attname):
                chosen.add(getattr(page, field.attname))
                yield self._place(field.name), getattr(page, field.name)
        if self.of_form:
            for row in self.rows:
                for name, value in row.values.items():
                    if isinstance(value, model):
                        yield Place(row.relation, name, row=row.number, column=name), value
        else:
            yield from ((Place(""), one) for one, _label in page.history_files if one and one.pk not in chosen)


@cache
def _has_lead(model: type[BasePage]) -> bool:
    """Whether the form of such a page asks for a lead."""
    return LEAD in model.get_edit_handler().get_form_options().get("fields", ())


def _own_rows(page: BasePage) -> Iterator[Row]:
    """The rows that the page has in other tables."""
    for relation, columns in page.history_children.items():
        for number, row in enumerate(getattr(page, relation).all()):
            yield Row(relation, number, type(row), {name: getattr(row, name) for name in columns})


def _streams(page: BasePage) -> list[str]:
    """The page's fields of blocks; lists that keep themselves have none."""
    return [name for name in page.history_streams if hasattr(page, name)]


def _referring(page: BasePage) -> list[str]:
    """The fields that may lead to pages and files."""
    rich = [name for name in page.history_fields if isinstance(page._meta.get_field(name), RichTextField)]
    return [*_streams(page), *rich]


def _references_in(page: BasePage, name: str) -> dict[type[models.Model], set[int]]:
    """The ids of what a field's text or blocks refer to, by model."""
    value = getattr(page, name)
    found: dict[type[models.Model], set[int]] = {}
    if value:
        field: Any = page._meta.get_field(name)
        for model, pk, _model_path, _content_path in field.extract_references(value):
            if str(pk).isdecimal():
                found.setdefault(model, set()).add(int(pk))
    return found


def _texts_of(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """The whole texts of a field, those of a stream at their blocks."""
    if isinstance(value, StreamValue):
        for number, block in enumerate(value.get_prep_value()):
            at = place._replace(block=block.get("id") or "", number=number)
            yield from ((at, text) for text in _texts(block.get("value")))
    else:
        yield from ((place, text) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value, as a reader sees them."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, RichText):
        yield plain(value.source)
    elif isinstance(value, StreamValue):
        yield from _texts(value.get_prep_value())
    elif isinstance(value, Mapping):
        yield from (text for key, inner in value.items() if key not in _NOT_SEEN for text in _texts(inner))
    elif isinstance(value, list | tuple):
        yield from (text for inner in value for text in _texts(inner))
