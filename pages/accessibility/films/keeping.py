"""Lets go of films and captions that no page shows and no draft would show.

What readers saw is kept by the public history, where it can be masked; a second copy among the uploads would outlive
that. So the uploads hold only what a page shows now, its latest draft, and what waits to be published.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.dispatch import Signal
from wagtail.models import Revision

from pages.accessibility.models import SignFilmPage

FIELDS = ("film", "captions")

still_kept = Signal()
"""Sent with the `name` of a file that no page needs; who keeps it for a page that may be back says True."""


def names_in(content: dict[str, Any]) -> set[str]:
    """The files that a revision names."""
    return {name for field in FIELDS if (name := content.get(field))}


def names_of(page: SignFilmPage) -> set[str]:
    """The files that the page and its revisions name."""
    contents = revisions().filter(object_id=str(page.pk)).values_list("content", flat=True)
    return {str(kept.name) for field in FIELDS if (kept := getattr(page, field))}.union(*map(names_in, contents))


def revisions() -> Any:
    """The revisions of all pages with films."""
    return Revision.objects.filter(content_type=ContentType.objects.get_for_model(SignFilmPage))


def let_go(names: Iterable[str]) -> None:
    """Delete those of these files that nothing needs any more, once all this is done."""
    wanted = set(names)
    if wanted:
        transaction.on_commit(lambda: _delete(wanted), robust=True)


def _delete(names: set[str]) -> None:
    storage = SignFilmPage._meta.get_field("film").storage
    for name in names:
        if not is_needed(name):
            storage.delete(name)


def is_needed(name: str) -> bool:
    """Whether a page shows the file, or would: a copy of a page has the same file as the page."""
    shown = Q(film=name) | Q(captions=name)
    drafted = Q(latest_revision__content__film=name) | Q(latest_revision__content__captions=name)
    waiting = revisions().filter(Q(content__film=name) | Q(content__captions=name), approved_go_live_at__isnull=False)
    if SignFilmPage.objects.filter(shown | drafted).exists() or waiting.exists():
        return True
    return any(kept for _receiver, kept in still_kept.send(sender=None, name=name))
