"""Reads `words.toml`: the names that people use, for the search."""

from __future__ import annotations

from django.utils.translation import gettext as _

from search.words.models import LONGEST_KEY, SearchWord, fault_of_meanings, fault_of_term, folded_key
from transfer.references import PAGE, LinkError, Reference

from .files import Folder
from .formats import WORD_KEYS
from .keys import Key, read_table, some_tables
from .links import FileLinks, LinkIndex
from .model_rules import check_fields
from .problems import Report
from .specs import WordSpec
from .toml_text import TomlTable, parse_toml

FILE = "words.toml"


def read_words(folder: Folder, index: LinkIndex, report: Report) -> list[WordSpec]:
    """The words in their order; faults are noted."""
    text = folder.text(FILE) if folder.has(FILE) else None
    table = parse_toml(text, FILE, report) if text is not None else None
    if not table:
        return []
    read_table(table, {"word": Key(some_tables)}, report)
    words: dict[str, WordSpec] = {}
    for number, entry in enumerate(table.tables("word")):
        word = _read_word(entry, number, index, report)
        if known := words.get(word.source):
            message = _(
                "“%(term)s” stands in the file already, in line %(line)d; small letters and accents don't count"
            )
            details = {"term": word.fields.get("term", ""), "line": known.place.line}
            report.error(entry.place("term"), message % details)
        words.setdefault(word.source, word)
    return list(words.values())


def _read_word(entry: TomlTable, number: int, index: LinkIndex, report: Report) -> WordSpec:
    values = read_table(entry, WORD_KEYS, report)
    term, means, page = values.get("term", ""), values.get("means", []), values.get("page", "")
    word = WordSpec(f"{FILE}#{folded_key(term)[:LONGEST_KEY] or number}", entry.place())
    word.fields = {"term": term, "means": "\n".join(means), "note": values.get("note", "")}
    word.places = {key: entry.place(key) for key in entry.data}
    check_fields(SearchWord, word.fields, word.place_of, report)
    faults = [("term", fault_of_term(term))]
    if not entry.data.keys() - values.keys():  # what is wrong with a key was said, and would be missed here
        faults.append(("means", fault_of_meanings(means, has_page=bool(page))))
    for key, fault in faults:
        if fault:
            report.error(word.place_of(key), f"{key}: {fault}")
    if page:
        word.page = _page(page, word, index, report)
    return word


def _page(address: str, word: WordSpec, index: LinkIndex, report: Report) -> Reference | None:
    try:
        target = FileLinks(index, FILE).resolve(address)
        if isinstance(target, Reference) and target.kind == PAGE:
            return target
        raise LinkError(_("“%(href)s” is not a page of this site") % {"href": address})
    except LinkError as error:
        report.error(word.place_of("page"), f"page: {error}")
        return None
