"""The set of queries as data, and how well a search answers them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.test import Client

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
SHOWN = 3


@dataclass(frozen=True)
class Query:
    """What somebody types at a centre, and the pages that they look for, each as good as the other."""

    text: str
    centre: str
    kind: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came, best first, as addresses."""

    query: Query
    came: tuple[str, ...]

    @property
    def rank(self) -> int | None:
        """The place of the first of the right pages, from 1 on; None if it isn't among what came."""
        return next((place for place, url in enumerate(self.came, 1) if url in self.query.pages), None)

    def __str__(self) -> str:
        asked = self.query
        wanted, came = " | ".join(asked.pages), " ".join(self.came[:SHOWN]) or "nothing"
        return f"{self.rank or '-':>2} [{asked.centre}.{asked.kind}] {asked.text!r} → {wanted}\n      came: {came}"


def read_queries() -> Iterator[Query]:
    """All of `queries.toml`."""
    for centre, kinds in tomllib.loads((HERE / "queries.toml").read_text(encoding="utf-8")).items():
        for kind, asked in kinds.items():
            for text, pages in asked.items():
                yield Query(text, centre, kind, (pages,) if isinstance(pages, str) else tuple(pages))


def asked_at(reader: Client, query: Query) -> Outcome:
    """Ask as a program does that wants data."""
    answer = reader.get("/szukaj/", {"q": query.text}, headers={"accept": "application/json"})
    assert answer.status_code == 200, query
    return Outcome(query, tuple(unquote(urlsplit(result["url"]).path) for result in answer.json()["results"]))


def share_within(outcomes: Sequence[Outcome], place: int) -> float:
    """How many of the queries find a right page at this place or before it, from 0 to 1."""
    return sum((outcome.rank or place + 1) <= place for outcome in outcomes) / len(outcomes)


def table(outcomes: Sequence[Outcome]) -> str:
    """Shares by kind, and every query whose right page isn't first."""
    kinds: dict[str, list[Outcome]] = {"all": list(outcomes)}
    for outcome in outcomes:
        kinds.setdefault(outcome.query.kind, []).append(outcome)
    rows = [f"{'kind':<16} {'queries':>7} {'first':>7} {'first 3':>7}"]
    rows += [
        f"{kind:<16} {len(group):>7} {share_within(group, 1):>7.1%} {share_within(group, SHOWN):>7.1%}"
        for kind, group in kinds.items()
    ]
    return "\n".join([*rows, *misses(outcomes)])


def misses(outcomes: Iterable[Outcome]) -> list[str]:
    """The queries whose right page isn't first, the worst at the top, with what came instead."""
    late = [outcome for outcome in outcomes if outcome.rank != 1]
    late.sort(key=lambda outcome: -(outcome.rank or 1_000))
    return [str(outcome) for outcome in late]
