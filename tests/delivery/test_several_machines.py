"""What is right on one machine alone is said where there seem to be several."""

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from portal.cache_server import REDIS, cache_server

ONE: dict[str, Any] = {"PAGES_LINKED": True}
SHARED_CACHE = {"CACHES": {"default": cache_server({"BACKEND": REDIS, "LOCATION": "redis://127.0.0.1:1/0"})}}
SHARED_FILES = {"FILES_URL": "s3+https://key:secret@files.example/bucket"}


def warned(settings: Any, changes: dict[str, Any]) -> str:
    """What `manage.py check` says of it."""
    for name, value in changes.items():
        setattr(settings, name, value)
    try:
        call_command("check", fail_level="WARNING", verbosity=0)
    except SystemCheckError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("changes", "name"), [(SHARED_CACHE, "CACHE_URL"), (SHARED_FILES, "FILES_URL")], ids=["cache", "files"]
)
def test_linked_pages_on_several_machines_are_warned_of(settings: Any, changes: dict[str, Any], name: str) -> None:
    said = warned(settings, ONE | changes)
    assert "portal.W001" in said
    assert name in said
    assert "secret" not in said


@pytest.mark.parametrize("changes", [ONE, SHARED_CACHE | SHARED_FILES], ids=["one machine", "not linked"])
def test_what_is_right_is_not(settings: Any, changes: dict[str, Any]) -> None:
    assert warned(settings, changes) == ""
