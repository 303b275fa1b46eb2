"""What is right on one machine alone is said where there seem to be several."""

import re
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from portal.cache_server import REDIS, cache_server

ONE: dict[str, Any] = {"PAGES_LINKED": True}
SHARED_CACHE = {"CACHES": {"default": cache_server({"BACKEND": REDIS, "LOCATION": "redis://127.0.0.1:1/0"})}}
TOLD = {"PAGES_SHARED_SECONDS": 60, "WAGTAILFRONTENDCACHE": {"default": {}}}
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


@pytest.mark.parametrize(
    ("changes", "number"), [({}, "W002"), (TOLD | SHARED_FILES, "W003")], ids=["told of nothing", "told by one of two"]
)
def test_caches_that_are_not_told_of_every_change_are_warned_of(
    settings: Any, changes: dict[str, Any], number: str
) -> None:
    said = warned(settings, {"PAGES_SHARED_SECONDS": 60} | changes)
    assert re.findall(r"portal\.(W\d+)", said) == [number]
    assert "secret" not in said


@pytest.mark.parametrize("changes", [ONE, SHARED_CACHE | SHARED_FILES, TOLD], ids=["one machine", "not linked", "told"])
def test_what_is_right_is_not(settings: Any, changes: dict[str, Any]) -> None:
    assert warned(settings, changes) == ""
