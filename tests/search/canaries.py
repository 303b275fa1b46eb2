"""A page full of words that stand nowhere else, and every way in which a search could tell them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from pages.standard.models import ContentPage
from search.analysis.folding import fold
from tests.factories import add_page, reader_of

COMMON = "mirabelka"
"""The word that the page shares with one that stays public."""
TITLE, LEAD, HEADING, TEXT, NAME, MENU = SECRETS = (
    "brzdąkulec",
    "kwilżyca",
    "mgławnik",
    "chybotnik",
    "pstrąkota",
    "wągrozmiot",
)
ACT, PHONE, DAY = "XCIX/777/2031", "998887766", "29.02.2068"
NUMBERS = (ACT, "777/31", PHONE, "99 888 77 66", DAY, "2068-02-29")

ASKING: dict[str, Callable[[Client, str], HttpResponse]] = {
    "page": lambda client, query: client.get("/szukaj/", {"q": query}),
    "json": lambda client, query: client.get("/szukaj.json", {"q": query}),
    "negotiated": lambda client, query: client.get("/szukaj/", {"q": query}, headers={"accept": "application/json"}),
    "newest": lambda client, query: client.get("/szukaj.json", {"q": query, "uloz": "data"}),
    "suggestions": lambda client, query: client.get("/szukaj/podpowiedzi.json", {"q": query}),
}


def body(text: str, heading: str = "") -> list[dict[str, Any]]:
    """Blocks of a page."""
    blocks = [{"type": "text", "value": f"<p>{text}</p>", "id": "11111111-1111-4111-8111-111111111111"}]
    return [{"type": "heading", "value": heading}, *blocks] if heading else blocks


def secrets() -> dict[str, Any]:
    """The fields of a page, each with a word of its own."""
    return {
        "title": TITLE.capitalize(),
        "summary": f"{LEAD.capitalize()} i {COMMON}.",
        "search_terms": NAME,
        "short_title": MENU.capitalize(),
        "body": body(f"{TEXT.capitalize()}, {COMMON}, {ACT} z dnia {DAY}, tel. 99 888 77 66.", HEADING.capitalize()),
    }


def open_page(parent: Page) -> ContentPage:
    """The page that stays public."""
    return add_page(parent, ContentPage(title=f"Jawna {COMMON}", slug="jawna"))


def canary(parent: Page, **fields: Any) -> ContentPage:
    """The page whose words are secret as soon as it isn't public."""
    return add_page(parent, ContentPage(**{"slug": "kanarek", **secrets(), **fields}))


def spoil(page: Page) -> Page:
    """Put the secrets into a page that isn't saved yet."""
    for name, value in secrets().items():
        setattr(page, name, value)
    return page


def restrict(page: Page, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    """Close a page, and what is below it, to readers."""
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="tajne")


# -- asking ------------------------------------------------------------------------------------------------------------


def misspelt(word: str) -> str:
    """The word with one letter wrong in its middle."""
    return f"{word[:3]}x{word[4:]}"


def questions(words: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """What somebody could ask to learn of the words, and how many pages answer it beside the one in question."""
    for word in words:
        yield from ((word, 0), (misspelt(word), 0), (word[:4], 0), (f"{COMMON} {word}", 1))
    for number in NUMBERS:
        yield number, 0
    yield COMMON, 1
    yield misspelt(COMMON), 1


def leaks(site: Site, words: tuple[str, ...] = SECRETS, public: int = 1) -> list[str]:
    """What the answers tell of the secret words, or of a page that holds them; `public` pages hold the common one."""
    client, found = reader_of(site), []
    for query, others in questions(words):
        for way, ask in ASKING.items():
            response = ask(client, query)
            assert response.status_code == 200, (way, query, response.status_code)
            text, number = said(way, response)
            unasked = [word for word in words if fold(word) != fold(query.split()[-1])]
            found += [f"{way} says {word} to {query}" for word in unasked if fold(word) in fold(text)]
            if number is not None and number != others * public:
                found.append(f"{way} counts {number} for {query}")
    return found


def said(way: str, response: HttpResponse) -> tuple[str, int | None]:
    """What an answer says beside the question itself, and of how many pages."""
    text = response.content.decode()
    if way == "page":
        return text, None
    data = json.loads(text)
    if way == "suggestions":
        return json.dumps(data[1:], ensure_ascii=False), None
    counts = [choice["count"] for choices in data["facets"].values() for choice in choices]
    assert max(counts, default=0) <= data["total"], "facets count what is found, and no more"
    return "\n".join(texts_in(data)), data["total"]


def texts_in(data: Any) -> Iterator[str]:
    """All that JSON says, but for the question and addresses of other answers to it."""
    if isinstance(data, str) and "q=" not in data:
        yield data
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from texts_in(value) if name != "query" else ()


def found(site: Site, words: tuple[str, ...] = SECRETS) -> list[str]:
    """The secret words by which a centre's search finds a page."""
    client = reader_of(site)
    return [word for word in words if client.get(f"/szukaj.json?{urlencode({'q': word})}").json()["total"]]
