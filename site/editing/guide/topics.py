"""The pages of the guide: files in `pages/`, each with a few lines about itself above its text.

    title: Zdjęcie i jego opis
    lead: What a reader of the list learns.
    kinds: news.newspage, home.homepage
    screen zdjecie: Tytuł; Plik

`kinds` are the kinds of pages whose form leads here. Each `screen` is a picture in `static/guide/`, with the words that
must stand on the screen that it is made of: the browser tests go there, and fail when one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

PAGES = Path(__file__).parent / "pages"
FIRST = "pierwszy-wpis"
"""Where those are led whose matter has no page of its own."""


@dataclass(frozen=True)
class Topic:
    """One page of the guide."""

    slug: str
    title: str
    lead: str
    text: str
    """Markdown; a link to another page is its file's name without the number, a picture that of its screen."""
    kinds: tuple[str, ...] = ()
    screens: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its address in the administration."""
        return reverse("guide:topic", args=(self.slug,))

    @property
    def html(self) -> SafeString:
        """The text as the administration prints it. It is a part of the program: nothing in it comes from a user."""
        return mark_safe(_rendered(self.text))  # noqa: S308 -- our own Markdown


@cache
def topics() -> tuple[Topic, ...]:
    """All pages, in the order of their files."""
    return tuple(_read(path) for path in sorted(PAGES.glob("*.md")))


def topic_of(kind: str) -> Topic:
    """The page that helps with a kind of pages, such as `news.newspage`."""
    by_kind = {known: topic for topic in topics() for known in topic.kinds}
    return by_kind.get(kind) or next(topic for topic in topics() if topic.slug == FIRST)


def _read(path: Path) -> Topic:
    head, _line, text = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
    facts = {name: value.strip() for name, _colon, value in (line.partition(":") for line in head.splitlines())}
    screens = {
        name.removeprefix("screen "): tuple(_split(value, ";"))
        for name, value in facts.items()
        if name.startswith("screen ")
    }
    slug = path.stem.partition("-")[2]
    return Topic(slug, facts["title"], facts["lead"], text, tuple(_split(facts.get("kinds", ""), ",")), screens)


def _split(value: str, by: str) -> Iterator[str]:
    return (part for part in map(str.strip, value.split(by)) if part)


def _rendered(text: str) -> str:
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(text)
    for token in tokens:
        for inner in token.children or ():
            _lead_on(inner)
    return str(markdown.renderer.render(tokens, markdown.options, {}))


def _lead_on(token: Token) -> None:
    """Turn the short names in a text into addresses."""
    if token.type == "image":
        token.attrSet("src", static(f"guide/{token.attrGet('src')}.webp"))
        token.attrSet("loading", "lazy")
    elif token.type == "link_open":
        token.attrSet("href", reverse("guide:topic", args=(token.attrGet("href"),)))
