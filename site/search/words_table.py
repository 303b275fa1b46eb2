"""The full-text table: its shape on each database, writing to it, and the one flat query that reads it.

SQLite has an FTS5 table, PostgreSQL a `tsvector`. Both hold the same tokens in the same four weights, and are asked
the same way. Wagtail's own queries go through its index of every model and, on SQLite, read the full-text table once
for each match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connections, router

if TYPE_CHECKING:
    from search.asking import Asked, Question

TABLE = "search_words"
COLUMNS = ("title", "lead", "body", "files")
# How much a word tells of a page, by where it stands; the same order as the columns.
WEIGHTS = (10.0, 4.0, 1.0, 0.5)

# PostgreSQL keeps a tsvector under one megabyte and counts places of a word up to 16383.
MOST_BYTES = 800_000
MOST_PLACES = 3


class Words(NamedTuple):
    """The tokens of one page, by column."""

    page_id: int
    columns: tuple[Sequence[str], ...]


class Match(NamedTuple):
    """A page that answers a question, with what ranking and narrowing need; the better the higher its score."""

    page_id: int
    score: float
    path: str
    kind: str
    dated: str
    """Its own day; empty when it has none but that of its last publication."""
    states: str
    part_of_parent: bool
    prior: float = 1.0


class WordsTable:
    """The table on one database. What the vendors do differently is in the two classes below."""

    create: Sequence[str] = ()
    """Statements that make the table."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def replace(self, rows: Sequence[Words]) -> None:
        """Put in the words of pages, instead of what was there of them."""
        self.delete([row.page_id for row in rows])
        columns = ", ".join(["rowid", *self.stored])
        places = ", ".join(["%s", *self.values])
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} ({columns}) VALUES ({places})",  # noqa: S608 -- constants of this module
                [[row.page_id, *self.stored_values(row)] for row in rows],
            )

    def delete(self, page_ids: Sequence[int]) -> None:
        """Forget pages; one that isn't there is no error."""
        with self.connection.cursor() as cursor:
            delete = f"DELETE FROM {TABLE} WHERE rowid = %s"  # noqa: S608 -- a name of our own
            cursor.executemany(delete, [[page_id] for page_id in page_ids])

    def matches(self, question: Question, root_path: str, now: datetime) -> list[Match]:
        """The live pages below a root that answer the question, in no order."""
        tables = f"{TABLE} w JOIN search_entry e ON e.page_id = w.rowid"
        asked = self.asked_values(self.compiled(question))
        return self._public(tables, self.score, self.condition, asked, root_path, now)

    def scored(self, scores: Mapping[int, float], root_path: str, now: datetime) -> list[Match]:
        """Those of the pages that another engine found."""
        found = ", ".join(str(int(page_id)) for page_id in scores) or "NULL"
        matches = self._public("search_entry e", "0.0", f"e.page_id IN ({found})", [], root_path, now)
        return [match._replace(score=scores[match.page_id]) for match in matches]

    def _public(
        self, tables: str, score: str, condition: str, asked: Sequence[Any], root_path: str, now: datetime
    ) -> list[Match]:
        sql = f"""
            SELECT e.page_id, {score}, p.path, e.kind, CAST(e.dated AS text), e.states, e.part_of_parent, e.prior
            FROM {tables} JOIN wagtailcore_page p ON p.id = e.page_id
            WHERE {condition} AND p.live AND (p.expire_at IS NULL OR p.expire_at > %s) AND p.path LIKE %s
        """  # noqa: S608 -- constants of this module and numbers; what is asked goes in as values
        values = [*asked, self.connection.ops.adapt_datetimefield_value(now), f"{root_path}_%"]
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return [Match._make(row) for row in cursor.fetchall()]

    def tokens(self) -> set[str]:
        """All tokens of all pages."""
        with self.connection.cursor() as cursor:
            for statement in self.list_tokens:
                cursor.execute(statement)
            return {token for (token,) in cursor.fetchall()}

    def compact(self) -> None:
        """Have the database let go of what was deleted, which it can't within a transaction."""
        if self.connection.in_atomic_block:
            return
        with self.connection.cursor() as cursor:
            for statement in self.let_go:
                cursor.execute(statement)

    # -- by vendor -----------------------------------------------------------------------------------------------------

    list_tokens: Sequence[str] = ()
    let_go: Sequence[str] = ()
    stored: Sequence[str] = ()
    values: Sequence[str] = ()
    score = ""
    condition = ""
    both = either = ""

    def stored_values(self, row: Words) -> list[str]:
        """The values of the stored columns."""
        raise NotImplementedError

    def asked_values(self, asked: str) -> list[Any]:
        """The values of score and condition."""
        raise NotImplementedError

    def quoted(self, token: str, begins: bool, in_title: bool) -> str:
        """A token in the engine's language of questions; tokens hold letters and digits only."""
        raise NotImplementedError

    def compiled(self, question: Question) -> str:
        """The question in the engine's language."""

        def one(word: Asked) -> str:
            return self._any(self.quoted(token, word.begins, question.in_titles) for token in word.tokens)

        return self._all(self._any(self._all(map(one, way)) for way in group.ways) for group in question.groups)

    def _any(self, parts: Iterable[str]) -> str:
        return _joined(self.either, parts)

    def _all(self, parts: Iterable[str]) -> str:
        return _joined(self.both, parts)


def _joined(sign: str, parts: Iterable[str]) -> str:
    found = list(dict.fromkeys(parts))
    return found[0] if len(found) == 1 else f"({sign.join(found)})"


class SQLiteWords(WordsTable):
    """FTS5. `bm25` is the lower the better."""

    create = (
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5 ({', '.join(COLUMNS)}, tokenize = 'unicode61 remove_diacritics 0')",
    )
    list_tokens = (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{TABLE}_terms USING fts5vocab('main', '{TABLE}', 'row')",
        f"SELECT term FROM temp.{TABLE}_terms",  # noqa: S608 -- a constant of this module
    )
    # The second is Wagtail's own, of the administration.
    let_go = tuple(
        f"INSERT INTO {table} ({table}) VALUES ('optimize')"  # noqa: S608 -- a constant of this module
        for table in (TABLE, "wagtailsearch_indexentry_fts")
    )
    stored = COLUMNS
    values = ("%s",) * len(COLUMNS)
    score = f"-bm25({TABLE}, {', '.join(map(str, WEIGHTS))})"
    condition = f"{TABLE} MATCH %s"
    both, either = " AND ", " OR "

    def stored_values(self, row: Words) -> list[str]:
        return [" ".join(column) for column in row.columns]

    def asked_values(self, asked: str) -> list[Any]:
        return [asked]

    def quoted(self, token: str, begins: bool, in_title: bool) -> str:
        return f'{COLUMNS[0] + ": " if in_title else ""}"{token}"{"*" if begins else ""}'


class PostgreSQLWords(WordsTable):
    """A tsvector with an index.

    It stays in the row while it fits there, and is never packed: each match reads it, to score it, and a table that
    looks smaller than what it holds is read from end to end for a rare word.
    """

    create = (
        f"CREATE TABLE {TABLE} (rowid integer PRIMARY KEY, words tsvector NOT NULL) WITH (toast_tuple_target = 8160)",
        f"ALTER TABLE {TABLE} ALTER COLUMN words SET STORAGE EXTERNAL",
        f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words)",
    )
    list_tokens = (f"SELECT word FROM ts_stat('SELECT words FROM {TABLE}')",)  # noqa: S608 -- a constant of this module
    let_go = (f"VACUUM {TABLE}, search_entry, search_knownword, search_filetext, wagtailsearch_indexentry",)
    stored = ("words",)
    values = ("%s::tsvector",)
    # Weights from the least, D, to the most, A; long pages count their words a little less.
    score = (
        f"ts_rank('{{{', '.join(str(weight / WEIGHTS[0]) for weight in reversed(WEIGHTS))}}}', w.words, %s::tsquery, 1)"
    )
    condition = "w.words @@ %s::tsquery"
    both, either = " & ", " | "

    def stored_values(self, row: Words) -> list[str]:
        places: dict[str, list[str]] = {}
        for letter, column in zip("ABCD", row.columns, strict=True):
            for token in column:
                known = places.setdefault(token, [])
                if len(known) < MOST_PLACES:
                    known.append(f"{len(known) + 1}{letter}")
        return [" ".join(_within(MOST_BYTES, (f"'{token}':{','.join(known)}" for token, known in places.items())))]

    def asked_values(self, asked: str) -> list[Any]:
        return [asked, asked]

    def quoted(self, token: str, begins: bool, in_title: bool) -> str:
        marks = ("*" if begins else "") + ("A" if in_title else "")
        return f"'{token}'{':' if marks else ''}{marks}"


def _within(most: int, parts: Iterable[str]) -> Iterator[str]:
    """The parts whose bytes stay within a limit; the last of a page of a million words are left out."""
    for part in parts:
        most -= len(part.encode()) + 8
        if most < 0:
            return
        yield part


_VENDORS = {"sqlite": SQLiteWords, "postgresql": PostgreSQLWords}


def words_table(to_write: bool = False) -> WordsTable:
    """The table on the database that keeps the entries: where they are read, or where they are written."""
    from search.models import Entry

    return table_of(connections[router.db_for_write(Entry) if to_write else router.db_for_read(Entry)])


def table_of(connection: Any) -> WordsTable:
    """The table on a database; raises KeyError for one that the search doesn't know."""
    return _VENDORS[connection.vendor](connection)


def make(_apps: Any, schema_editor: Any) -> None:
    """Make the table: a step of the first migration."""
    for statement in table_of(schema_editor.connection).create:
        schema_editor.execute(statement)


def unmake(_apps: Any, schema_editor: Any) -> None:
    """Drop the table."""
    schema_editor.execute(f"DROP TABLE {TABLE}")
