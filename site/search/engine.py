"""An OpenSearch or Elasticsearch server beside the database, for installations whose search outgrows it.

Wagtail's own backend of that engine keeps the index: its signals and `update_index` fill it. A document holds the
tokens that the full-text table holds, and nothing else that could be read. The engine only says which pages have the
words, and how well; whether readers may see them is asked of the database whenever somebody searches, so whatever the
engine still holds of a withdrawn page shows nowhere. While it doesn't answer, the database's own table does.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from django.conf import settings
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search.asking import Asked, Question
from search.indexing import words_of
from search.words_table import COLUMNS, WEIGHTS, Match, WordsTable, words_table

logger = logging.getLogger(__name__)

NAME = "engine"
"""Of the backend in `WAGTAILSEARCH_BACKENDS`."""

FIELDS = tuple(f"words_{column}" for column in COLUMNS)
_WEIGHED = [f"{field}^{weight:g}" for field, weight in zip(FIELDS, WEIGHTS, strict=True)]
# What engines give at once unless they are told otherwise (`index.max_result_window`).
MOST_HITS = 10_000
# How long an engine that didn't answer is left alone, in seconds: nobody waits for it meanwhile.
SILENCE = 30


class WordsMapping:
    """What a page is in the engine: mixed into Wagtail's mapping of the version in use."""

    model: Any

    def get_mapping(self) -> dict[str, Any]:
        """The fields of a document. The words are cut at spaces only: they are tokens already."""
        words = {field: {"type": "text", "analyzer": "whitespace"} for field in FIELDS}
        keywords = {"pk": {"type": "keyword"}, "_django_content_type": {"type": "keyword"}}
        return {"properties": {**keywords, **({"path": {"type": "keyword"}, **words} if self._is_page else {})}}

    def get_document(self, obj: Any) -> dict[str, Any]:
        """The words of a page that readers may find; of anything else only that it is there."""
        types = self.get_all_content_types()  # type: ignore[attr-defined]  # of the mapping that follows
        document = {"pk": str(obj.pk), "_django_content_type": types}
        words = words_of(obj) if self._is_page else None
        if words:
            document["path"] = obj.path
            document |= {field: " ".join(column) for field, column in zip(FIELDS, words.columns, strict=True)}
        return document

    @property
    def _is_page(self) -> bool:
        return issubclass(self.model, Page)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 -- the name under which Wagtail looks for a backend
    """Wagtail's backend of the engine that `ENGINE` names, with documents of our own."""
    stock = import_module(f"wagtail.search.backends.{params.pop('ENGINE')}").SearchBackend
    return _with_words(stock)(params)


@cache
def _with_words(stock: type) -> type:
    mapping = type("Mapping", (WordsMapping, stock.mapping_class), {})  # type: ignore[attr-defined]  # any backend
    return type("Backend", (ImpatientBackend, stock), {"mapping_class": mapping})


class Silence:
    """Of the process: for how long an engine that didn't answer is left alone."""

    until = 0.0

    @classmethod
    def lasts(cls) -> bool:
        """Whether it is better not to ask."""
        return time.monotonic() < cls.until

    @classmethod
    def begins(cls) -> None:
        """It didn't answer."""
        cls.until = time.monotonic() + SILENCE


class ImpatientBackend:
    """Wagtail indexes a page several times while it is published: who publishes waits once, if at all."""

    def add(self, obj: Any) -> None:
        """Put something into the engine's index."""
        self._unless_silent(super().add, obj)  # type: ignore[misc]  # a backend follows

    def delete(self, obj: Any) -> None:
        """Take it out."""
        self._unless_silent(super().delete, obj)  # type: ignore[misc]  # a backend follows

    def _unless_silent(self, act: Callable[[Any], None], obj: Any) -> None:
        if Silence.lasts():
            logger.warning("The search engine doesn't answer and doesn't learn of %s %s", obj._meta.label, obj.pk)
            return
        try:
            act(obj)
        except Exception:
            Silence.begins()
            raise


class EngineWords:
    """The words of pages as the engine has them: asked as `WordsTable` is."""

    def __init__(self, table: WordsTable) -> None:
        self.table = table

    def matches(self, question: Question, root_path: str, now: datetime) -> list[Match]:
        """The live pages below a root that answer the question, in no order."""
        # What is typed into the field is answered letter by letter, from titles alone: that stays near.
        if question.in_titles or Silence.lasts():
            return self.table.matches(question, root_path, now)
        try:
            scores = _scores(question, root_path)
        except Exception as error:  # noqa: BLE001 -- the engine's clients share no class of errors
            Silence.begins()
            logger.warning("The search engine doesn't answer, the database does: %s", error)
            return self.table.matches(question, root_path, now)
        return self.table.scored(scores, root_path, now)


def _scores(question: Question, root_path: str) -> dict[int, float]:
    """The score by page, of at most `MOST_HITS`."""
    backend = _backend(repr(settings.WAGTAILSEARCH_BACKENDS[NAME]))
    answer = backend.results_class(backend, None)._backend_do_search(
        {"query": compiled(question, root_path)},
        index=backend.get_index_for_model(Page).name,
        _source=False,
        size=MOST_HITS,
    )
    return {int(hit["_id"]): hit["_score"] for hit in answer["hits"]["hits"]}


@lru_cache(maxsize=1)
def _backend(_configured: str) -> Any:
    """One client of the process, which keeps its connections."""
    return get_search_backend(NAME)


def compiled(question: Question, root_path: str) -> dict[str, Any]:
    """The question in the engines' language. Wagtail's own `And` over several fields wants all words in one of them."""
    groups = [_any(_all(map(_one, way)) for way in group.ways) for group in question.groups]
    return {"bool": {"must": groups, "filter": [{"prefix": {"path": root_path}}]}}


def _one(word: Asked) -> dict[str, Any]:
    return {"multi_match": {"query": " ".join(word.tokens), "fields": _WEIGHED, "type": "most_fields"}}


def _all(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    found = list(parts)
    return found[0] if len(found) == 1 else {"bool": {"must": found}}


def _any(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    found = list(parts)
    return found[0] if len(found) == 1 else {"bool": {"should": found, "minimum_should_match": 1}}


def public_words() -> WordsTable | EngineWords:
    """Where readers' words are looked for: the engine where one is set, else the database."""
    table = words_table()
    return EngineWords(table) if NAME in settings.WAGTAILSEARCH_BACKENDS else table
