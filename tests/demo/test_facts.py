"""Every fact of the three source documents stands on its page, at most four clicks from the home page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from tests.demo import facts_kedzierzyn, facts_kielce
from tests.demo.facts import Act, Fact

pytestmark = pytest.mark.django_db

MOST_CLICKS = 4

# Elements that stand inside a line: what they hold reads on without a gap.
INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "del",
    "em",
    "i",
    "ins",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
}
UNREAD = {"script", "style", "template", "title"}
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2060": "", "\u00ad": "", "\u200b": ""})
SITES = ("kielce", "kedzierzyn")


class Reading(HTMLParser):
    """What a reader gets of a page: its text, the rows of its tables, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self._unread = 0
        self._row: list[str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in UNREAD
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag == "tr":
            self._row = []
        self._gap(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD
        self._gap(tag)
        if tag == "tr" and self._row is not None:
            self.rows.append(self._row)
            self._row = None

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._add(data)

    def _gap(self, tag: str) -> None:
        if tag not in INLINE:
            self._add(" ")

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        if self._row is not None:
            self._row.append(piece)

    @property
    def text(self) -> str:
        """The text of the page with plain, single spaces."""
        return plain(self.pieces)

    @property
    def table_rows(self) -> list[str]:
        """The text of each row of each table."""
        return [plain(row) for row in self.rows]


def plain(pieces: Iterable[str]) -> str:
    """The pieces as one line: hard spaces made plain, marks of hyphenation removed."""
    return " ".join("".join(pieces).translate(SPACES).split())


def read(client: Any, path: str) -> Reading:
    response = client.get(path)
    assert response.status_code == 200, f"{path}: {response.status_code}"
    return Reading(response.content.decode())


@pytest.fixture
def sites(kielce: Any, kedzierzyn: Any) -> dict[str, Any]:
    return {"kielce": kielce, "kedzierzyn": kedzierzyn}


def facts_of(site: str) -> tuple[Fact, ...]:
    return {"kielce": facts_kielce.FACTS, "kedzierzyn": facts_kedzierzyn.FACTS}[site]


def acts_of(site: str) -> tuple[Act, ...]:
    return {"kielce": facts_kielce.ACTS, "kedzierzyn": facts_kedzierzyn.ACTS}[site]


def register_of(site: str) -> str:
    return {"kielce": "/statut-i-akty/", "kedzierzyn": "/akty-prawne/"}[site]


def listed_paths(site: str) -> set[str]:
    paths = {fact.path for fact in facts_of(site)} | {act.path for act in acts_of(site)} | {register_of(site)}
    return paths | {facts_kedzierzyn.HISTORY_PATH} if site == "kedzierzyn" else paths


@pytest.mark.parametrize("site", SITES)
def test_every_fact_stands_on_its_page(sites: dict[str, Any], site: str) -> None:
    texts: dict[str, str] = {}
    missing = []
    for fact in facts_of(site):
        if fact.path not in texts:
            texts[fact.path] = read(sites[site], fact.path).text
        missing += [f"{fact.path}: {words!r} ({fact.source})" for words in fact.shown if words not in texts[fact.path]]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("site", SITES)
def test_every_act_has_a_page_with_its_data_as_printed(sites: dict[str, Any], site: str) -> None:
    missing = []
    for act in acts_of(site):
        text = read(sites[site], act.path).text
        wanted = (act.kind, act.number, act.day, act.issuer or "nie podano", act.subject, act.relation)
        missing += [f"{act.path}: {words!r} ({act.source})" for words in wanted if words.lower() not in text.lower()]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("site", SITES)
def test_the_register_lists_every_act(sites: dict[str, Any], site: str) -> None:
    text = read(sites[site], register_of(site)).text
    wanted = [words for act in acts_of(site) for words in (act.number, act.day, act.relation)]
    missing = [words for words in wanted if words not in text]
    assert not missing


def test_the_structure_numbers_its_units_as_the_source_does(sites: dict[str, Any]) -> None:
    text = read(sites["kedzierzyn"], "/struktura/").text
    units = facts_kedzierzyn.UNITS.items()
    missing = [name for number, (_path, name) in units if not re.search(rf"\b{number}\. ?{re.escape(name)}", text)]
    assert not missing


def test_acts_whose_source_names_no_body_are_given_none(sites: dict[str, Any]) -> None:
    for act in facts_kielce.ACTS:
        if not act.issuer:
            assert "Rada Miasta" not in read(sites["kielce"], act.path).text, act.path


def test_the_imported_history_shows_all_rows_in_the_order_of_the_source(sites: dict[str, Any]) -> None:
    rows = [
        row for row in read(sites["kedzierzyn"], facts_kedzierzyn.HISTORY_PATH).table_rows if "Artykuł został" in row
    ]
    assert len(rows) == len(facts_kedzierzyn.HISTORY) == 21

    def missing(order: list[str]) -> list[str]:
        pairs = zip(facts_kedzierzyn.HISTORY, order, strict=True)
        return [f"{entry}: {row}" for entry, row in pairs if not all(part in row for part in entry[:4])]

    # Newest first is as good an order as the source's own, oldest first.
    assert not missing(rows) or not missing(rows[::-1]), "\n".join(missing(rows[::-1]))


def test_the_history_counts_the_saves_of_each_person() -> None:
    people = Counter(row.person for row in facts_kedzierzyn.HISTORY)
    assert people == {
        "Klaudia Wojdyła": 11,
        "Marcin Piątek": 6,
        "Leszek Grün": 2,
        "Laura Walczyk": 1,
        "Agnieszka Adamczyk": 1,
    }


def test_no_contact_is_made_up_where_the_source_gives_none(sites: dict[str, Any]) -> None:
    for path in ("/", "/kontakt/", "/bip/", "/bip/biuletyn/redakcja/", "/bip/osrodek/dane-podstawowe/"):
        html = sites["kedzierzyn"].get(path).content.decode()
        assert not [mark for mark in facts_kedzierzyn.CONTACT_MARKS if mark in html], path


def clicks_from_home(client: Any, wanted: set[str]) -> dict[str, int]:
    """How many clicks lead from the home page to each page, breadth first, until all wanted pages are met."""
    clicks = {"/": 0}
    queue = ["/"]
    while queue and not wanted <= clicks.keys():
        path = queue.pop(0)
        if clicks[path] == MOST_CLICKS:
            break
        response = client.get(path, follow=True)
        if response.status_code != 200 or "html" not in response.headers["Content-Type"]:
            continue
        base = response.request["PATH_INFO"]
        for link in Reading(response.content.decode()).links:
            target = urlsplit(urljoin(f"http://site{base}", link))
            if target.scheme == "http" and target.netloc == "site" and target.path not in clicks:
                clicks[target.path] = clicks[path] + 1
                queue.append(target.path)
    return clicks


@pytest.mark.parametrize("site", SITES)
def test_every_fact_is_at_most_four_clicks_from_the_home_page(sites: dict[str, Any], site: str) -> None:
    wanted = listed_paths(site)
    clicks = clicks_from_home(sites[site], wanted)
    far = sorted(wanted - clicks.keys())
    assert not far, f"not within {MOST_CLICKS} clicks: {far}"
