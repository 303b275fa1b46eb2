"""Folders for tests: the example of the format's own documentation, and ways to load and to change it."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Revision, Site

import transfer
from history.models import PublishedVersion

README = Path(transfer.__file__).parent / "README.md"
HOST = "lipowo.localhost"
NOTE = "Zmiana na potrzeby testu"
"""A reason for whatever changed, given with each load; tests of reasons give their own."""
_FILE = re.compile(r"^\*\*`(?P<name>[^`]+)`\*\*\n\n```\w*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def write_example(folder: Path) -> Path:
    """The documentation's example as files, written exactly as a clerk would copy them."""
    for match in _FILE.finditer(README.read_text(encoding="utf-8")):
        write(folder, match["name"], match["text"])
    return folder


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write one file, with its folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def replace(folder: Path, name: str, old: str, new: str) -> None:
    """Change a text of a file; it must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text, f"{name} has no {old!r}"
    write(folder, name, text.replace(old, new, 1))


def load(folder: Path, hostname: str = HOST, note: str = NOTE, **options) -> str:
    """Load a folder that is right; what the command says."""
    output = io.StringIO()
    call_command("load_centre", str(folder), hostname=hostname, note=note, stdout=output, stderr=output, **options)
    return output.getvalue()


def faults(folder: Path, hostname: str = HOST, note: str = NOTE, **options) -> list[str]:
    """Load a folder that is wrong; the lines `file:line: message` that the command prints."""
    errors = io.StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("load_centre", str(folder), hostname=hostname, note=note, stderr=errors, no_color=True, **options)
    assert caught.value.returncode == 1
    said = errors.getvalue().partition("Błędy:\n")[2].splitlines()
    assert all(re.match(r".+?:\d+: ", line) for line in said), said
    return said


def reader() -> Client:
    """A reader of the example's site."""
    return Client(headers={"host": HOST})


def served(address: str) -> str:
    """The page that a reader gets, with plain spaces where typography wants hard ones."""
    response = reader().get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def page(path: str, hostname: str = HOST) -> Page:
    """The page at an address of a site, as its own type."""
    root = Site.objects.get(hostname=hostname).root_page
    return Page.objects.get(url_path=f"{root.url_path}{path.lstrip('/')}").specific


def publications() -> int:
    """How many revisions there are: each load of a page makes one."""
    return Revision.objects.count()


def versions(path: str, hostname: str = HOST) -> list[PublishedVersion]:
    """What the history of the page at an address holds, oldest first."""
    found = PublishedVersion.objects.filter(object__page_id=page(path, hostname).pk).select_related("content")
    return list(found.order_by("number"))
