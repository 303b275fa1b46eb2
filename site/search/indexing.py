"""Putting pages into the public index."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from wagtail.models import Page

from search.analysis.folding import fold
from search.analysis.morphology import dictionary_forms
from search.analysis.tokens import MAX_WORD, index_tokens, tidy, words
from search.content import Content
from search.files import open_among, texts_of
from search.models import Entry, KnownWord
from search.states import written
from search.words_table import Words, words_table

# Pages of one round: enough to save questions to the database, few enough to hold their texts.
AT_ONCE = 200
# What is kept of a page's own text and of all its files, in characters: the text of the longest regulations.
MOST_TEXT = 500_000
# Changed whenever the same content gives other words, so that the next `update_index` writes them.
VERSION = "1"

FIELDS = (
    "kind",
    "dated",
    "dated_as",
    "states",
    "prior",
    "part_of_parent",
    "digest",
    "label",
    "title",
    "names",
    "lead",
    "text",
    "files",
)


def put(pages: Iterable[Any]) -> None:
    """Put the public pages among these into the index, and take out the others."""
    contents = [(page, _content(page)) for page in pages]
    with transaction.atomic():
        forget([page.pk for page, content in contents if content is None])
        _put([(page, content) for page, content in contents if content is not None])


def words_of(page: Any) -> Words | None:
    """The tokens of a page as the full-text table holds them, for an engine beside it; None if nobody may find it."""
    content = _content(page)
    if content is None:
        return None
    attached, texts = _attached([(page, content)])
    entry = _entry(page, content, attached[page.pk], texts)
    return _words(entry, content, texts)[0]


def _content(page: Any) -> Content | None:
    return page.search_content() if page.live and hasattr(page, "search_content") else None


def _attached(pages: Sequence[tuple[Any, Content]]) -> tuple[dict[int, list[tuple[str, str]]], dict[str, str]]:
    """The files that pages offer to everybody, each with its label and the hash of its content, and texts by hash."""
    offered = [one for _page, content in pages for one in content.files if one.document is not None]
    is_open = {document.pk for document in open_among(one.document for one in offered)}
    files = {
        page.pk: [one for one in content.files if one.document is not None and one.document.pk in is_open]
        for page, content in pages
    }
    texts = texts_of([one.document for ones in files.values() for one in ones])
    return {pk: [(one.label, one.document.file_hash) for one in ones] for pk, ones in files.items()}, texts


def _put(pages: Sequence[tuple[Any, Content]]) -> None:
    attached, texts = _attached(pages)
    known = dict(Entry.objects.filter(pk__in=[page.pk for page, _content in pages]).values_list("pk", "digest"))
    entries, rows, vocabulary = [], [], set()
    for page, content in pages:
        entry = _entry(page, content, attached[page.pk], texts)
        if known.get(page.pk) == entry.digest:
            continue
        entries.append(entry)
        row, said = _words(entry, content, texts)
        rows.append(row)
        vocabulary |= said
    if not entries:
        return
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["page"], update_fields=FIELDS)
    words_table(to_write=True).replace(rows)
    _know(vocabulary)


def _entry(page: Page, content: Content, attached: list[tuple[str, str]], texts: dict[str, str]) -> Entry:
    entry = Entry(
        page_id=page.pk,
        kind=content.kind,
        dated=content.dated or (localdate(page.last_published_at) if page.last_published_at else localdate()),
        dated_as=content.dated_as,
        states=written(content.states),
        prior=content.prior,
        part_of_parent=content.part_of_parent,
        label=content.label[:255],
        title=content.title,
        names=_lines(content.names),
        lead=content.lead,
        text=_lines(content.text),
        files=[list(pair) for pair in attached],
    )
    everything = [VERSION, *(str(getattr(entry, name)) for name in FIELDS if name != "digest")]
    everything += ["\n".join(content.headings), *(texts.get(pair[1], "") for pair in attached)]
    entry.digest = hashlib.sha256(json.dumps(everything).encode()).hexdigest()
    return entry


def _lines(paragraphs: Iterable[str]) -> str:
    """Paragraphs on lines, within the limit."""
    return "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())[:MOST_TEXT]


def _words(entry: Entry, content: Content, texts: dict[str, str]) -> tuple[Words, set[str]]:
    """The tokens of a page by column, and the words as they stand in it."""
    title = [content.title, *content.names]
    lead = [content.lead, *content.headings]
    files = [label for label, _hash in entry.files] + [texts.get(file_hash, "") for _label, file_hash in entry.files]
    attached = "\n".join(files)[:MOST_TEXT]
    columns = ("\n".join(title), "\n".join(lead), entry.text, attached)
    said = {found.word for column in columns for found in words(tidy(column))}
    said |= frozenset().union(*map(dictionary_forms, said))
    return Words(entry.page_id, tuple(list(index_tokens(column)) for column in columns)), said


def _know(vocabulary: set[str]) -> None:
    """Add words that somebody may misspell: of letters, and long enough to tell a mistake from another word."""
    telling = sorted(word for word in vocabulary if word.isalpha() and 3 < len(word) <= MAX_WORD)
    for start in range(0, len(telling), 2_000):
        some = telling[start : start + 2_000]
        known = set(KnownWord.objects.filter(word__in=some).values_list("word", flat=True))
        folded = {word: fold(word) for word in some if word not in known}
        new = [
            KnownWord(word=word, folded=plain, length=len(word))
            for word, plain in folded.items()
            if len(plain) <= MAX_WORD  # a ligature folds to many letters
        ]
        KnownWord.objects.bulk_create(new, ignore_conflicts=True)


def forget(page_ids: Sequence[int]) -> None:
    """Take pages out of the index."""
    if page_ids:
        with transaction.atomic():
            words_table(to_write=True).delete(page_ids)
            Entry.objects.filter(pk__in=page_ids).delete()


def let_go() -> None:
    """Keep nothing of words that no page holds any more: not for guesses, not in the files of the database."""
    table = words_table(to_write=True)
    held = table.tokens()
    gone = [pk for pk, folded in KnownWord.objects.values_list("pk", "folded") if folded not in held]
    for start in range(0, len(gone), 500):
        KnownWord.objects.filter(pk__in=gone[start : start + 500]).delete()
    table.compact()


def forget_digests() -> None:
    """Have all pages written anew when they come next."""
    Entry.objects.update(digest="")


def forget_all() -> None:
    """Empty the index."""
    with transaction.atomic():
        forget(list(Entry.objects.values_list("pk", flat=True)))
        KnownWord.objects.all().delete()
