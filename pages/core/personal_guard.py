"""Keeps numbers of persons from being published, in texts and in attached files, whatever way a publication comes.

There is no exception to ask for: who thinks that a PESEL belongs on a public page is wrong. Accounts may be shown when
the centre has listed them as its own. What was published elsewhere before and is imported as history stays as it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.rich_text import RichText

from pages.core.documents.numbers import strange_numbers, told
from pages.core.personal_data import Found, NumberKind, known_accounts, personal_numbers

if TYPE_CHECKING:
    from pages.core.models import CentreSettings

# Beside what the history keeps of a page, readers see these: in the address, in search engines, in a version's reason.
ALSO_SEEN = ("slug", "seo_title", "search_description", "search_terms", "short_title", "change_note")

Faults = dict[str, list[str]]

_BLOCK = re.compile(r"</?(?:p|h\d|li|ul|ol|br|hr|td|th|tr|div|blockquote)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_NOT_SEEN = frozenset({"id", "type"})


def faults_of(page: Any, centre: CentreSettings, *, with_rows: bool = True) -> Faults:
    """What keeps a page of a centre from being published, as sentences by the field that they belong to.

    A form asks for its rows in other tables by itself, `faults_in`: they are not the page's yet.
    """
    own = known_accounts(centre.bank_accounts)
    faults: defaultdict[str, list[str]] = defaultdict(list)
    names = (*page.history_fields, *page.history_streams, *ALSO_SEEN)
    for name, sentence in _in_fields(type(page), names, lambda name: getattr(page, name), own):
        faults[name].append(sentence)
    for relation, columns in page.history_children.items() if with_rows else ():
        for row in getattr(page, relation).all():
            for _name, sentence in _in_fields(type(row), columns, partial(getattr, row), own):
                faults[relation].append(sentence)
    for name, document in _documents(page, with_rows=with_rows):
        faults[name] += _in_document(document, centre)
    return {name: list(dict.fromkeys(sentences)) for name, sentences in faults.items() if sentences}


def faults_in(
    page: Any, centre: CentreSettings, relation: str, model: type[models.Model], values: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """The same for a row of another table as an editor has filled it in: field and sentence."""
    names = [name for name in page.history_children.get(relation, ()) if name in values]
    yield from _in_fields(model, names, values.__getitem__, known_accounts(centre.bank_accounts))
    for name, value in values.items():
        if isinstance(value, get_document_model()):
            yield from ((name, sentence) for sentence in _in_document(value, centre))


def refuse_personal_data(page: Any) -> None:
    """Raises ValidationError, its sentences at the page's fields."""
    if faults := faults_of(page, page.centre):
        raise ValidationError({name: list(sentences) for name, sentences in faults.items()})


# -- what readers see --------------------------------------------------------------------------------------------------


def _in_fields(
    model: type[models.Model], names: Iterable[str], value_of: Callable[[str], Any], own: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What stands in those of the fields that hold text, each once."""
    fields = {field.name: field for field in model._meta.get_fields()}
    for name in dict.fromkeys(names):
        field = fields.get(name)
        if isinstance(field, models.CharField | models.TextField | StreamField):
            for sentence in _in_text(value_of(name), str(field.verbose_name), own):
                yield name, sentence


def _documents(page: Any, *, with_rows: bool) -> Iterator[tuple[str, Any]]:
    """The documents that a page offers, each with the field that offers it; those of its rows with none."""
    model = get_document_model()
    for name in page.history_streams:
        value = getattr(page, name, None)
        if value is not None:
            references = value.stream_block.extract_references(value)
            wanted = {int(pk) for kind, pk, _model_path, _content_path in references if kind is model}
            yield from ((name, document) for document in model.objects.filter(pk__in=wanted).order_by("pk"))
    chosen = set()
    for field in page._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.related_model is model and getattr(page, field.attname):
            chosen.add(getattr(page, field.attname))
            yield field.name, getattr(page, field.name)
    if with_rows:
        yield from (("__all__", one) for one, _label in page.history_files if one is not None and one.pk not in chosen)


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value, as a reader sees them."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, RichText):
        yield plain(value.source)
    elif isinstance(value, StreamValue):
        yield from _texts(value.get_prep_value())
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _NOT_SEEN:
                yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def plain(html: str) -> str:
    """A text without its marks: a number with a bold half is one number, two paragraphs are two."""
    return unescape(_TAG.sub("", _BLOCK.sub("\n", html))) if "<" in html or "&" in html else html


# -- what is said of it ------------------------------------------------------------------------------------------------


def _in_text(value: Any, label: str, own: frozenset[str]) -> Iterator[str]:
    for text in _texts(value):
        for found in personal_numbers(text):
            if found.plain not in own:
                yield _sentence(found.kind, found.masked, _where(label, text, found))


def _where(label: str, text: str, found: Found) -> str:
    """„Treść”, after „…słowa przed numerem”: with no more of the text than leads there."""
    before = " ".join(text[: found.place].split()[-4:])
    # What leads to one number may be another one.
    while numbers := personal_numbers(before):
        before = before[numbers[-1].place + len(numbers[-1].text) :]
    name = _("field “%(field)s”") % {"field": capfirst(label)}
    return _("%(field)s, after “%(words)s”") % {"field": name, "words": before.strip()} if before.strip() else name


def _in_document(document: Any, centre: CentreSettings) -> Iterator[str]:
    document.ensure_checked()
    for number in strange_numbers(document, [centre]):
        place = _("file “%(file)s”") % {"file": document.title}
        yield _sentence(NumberKind(number.kind), told(number), place)


def _sentence(kind: NumberKind, masked: str, place: str) -> str:
    words = {"number": capfirst(masked), "place": place}
    if kind is NumberKind.ACCOUNT:
        return (
            _("%(number)s (%(place)s) is not among the centre's own accounts. Delete it here, or add it there.") % words
        )
    return _("%(number)s (%(place)s) must not be published. Delete it.") % words
