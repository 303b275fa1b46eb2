"""The page store in front of this application."""

from __future__ import annotations

from threading import Lock, Thread
from typing import Any

from django.conf import settings
from django.db import connections

from delivery.folder import Folder
from delivery.layer import Application, PageStore
from delivery.release import release_of
from visits.counting import count_again, is_due, write_when_due
from visits.middleware import COUNTED

# Settings that pages show or depend on, beside what the database holds.
SHOWN_SETTINGS = ("DEBUG", "LANGUAGE_CODE", "STATIC_URL", "MEDIA_URL", "SECURE_SSL_REDIRECT", "CONTENT_SECURITY_POLICY")

# They stay due until a thread has begun to write, and a burst of readers would start as many threads.
_one_writer = Lock()


def in_front_of(application: Application) -> Application:
    """The application with the store before it, unless settings switch that off."""
    if not settings.PAGE_STORE:
        return application
    return page_store(application)


def page_store(application: Application) -> PageStore:
    """The store of this installation."""
    said = repr([getattr(settings, name, None) for name in SHOWN_SETTINGS])
    lock = settings.BASE_DIR / "uv.lock"  # another version of a library makes other pages
    said += lock.read_text(encoding="utf-8") if lock.exists() else ""
    folders = [settings.BASE_DIR / name for name in ("site", "pages", "news", "templates", "static")]
    return PageStore(application, Folder(settings.PAGES_DIR), release_of(folders, said), count_visit, COUNTED)


def count_visit(environ: dict[str, Any], note: Any) -> None:
    """A page that the store gives is opened as much as one that is made."""
    site_id, page_id = note
    count_again(environ, site_id, page_id)
    if is_due() and _one_writer.acquire(blocking=False):
        try:
            Thread(target=_write_visits, name="visits").start()
        except RuntimeError:  # no more threads can be had: the page goes out, the visits wait
            _one_writer.release()


def _write_visits() -> None:
    """Write while nobody waits for it."""
    try:
        write_when_due()
    finally:
        connections.close_all()
        _one_writer.release()
