"""What readers are told of a film before they start it: its kind, its size, how long it is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from pages.accessibility.films.containers import KINDS, MP4, FilmKind

if TYPE_CHECKING:
    from pages.accessibility.models import SignFilmPage

DRAFT = ("draft_film", "draft_captions")
ROUNDED_FROM = timedelta(minutes=1)


class Film(NamedTuple):
    """A film as its page shows it."""

    url: str
    mime: str
    captions_url: str
    note: str
    """Kind, size and length: „MP4, 12,3 MB, 2 min 35 s”."""


def shown_film(page: SignFilmPage, *, is_draft: bool) -> Film | None:
    """What the player needs; None when the page has no film of its own, or its bytes are lost."""
    try:
        size = page.film.size if page.film else 0
    except OSError:
        return None
    if not size:
        return None
    kind = kind_of(page.film.name)
    parts = [kind.suffix.upper(), filesizeformat(size)]
    if page.duration:
        parts.append(exact_length(page.duration))
    if is_draft:
        film, captions = (reverse(f"accessibility_admin:{name}", args=(page.pk,)) for name in DRAFT)
    else:
        film, captions = f"{page.local_url}film/", f"{page.local_url}napisy/"
    return Film(film, kind.mime, captions if page.captions else "", ", ".join(parts))


def kind_of(name: str | None) -> FilmKind:
    """The kind that a kept film's name tells: it was named after its content."""
    return KINDS.get(PurePosixPath(name or "").suffix.removeprefix("."), MP4)


def length_in_words(length: timedelta) -> str:
    """About how long: „2 min”, „40 s”."""
    return exact_length(length) if length < ROUNDED_FROM else f"{round(length / ROUNDED_FROM)} min"


def exact_length(length: timedelta) -> str:
    """„2 min 35 s”."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    parts = [f"{minutes} min"] if minutes else []
    parts += [f"{seconds} s"] if seconds or not minutes else []
    return " ".join(parts)
