"""The catalogues beside the main one, which nobody collects: Ukrainian, and better Polish for the libraries.

`python -m tests.messages` checks these, too.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib

from tests.messages import (
    PLACEHOLDER,
    ROOT,
    TEMPLATES,
    Message,
    compiled_faults,
    key,
    python_messages,
    template_messages,
)

UKRAINIAN = ROOT / "site/portal/locale/uk/LC_MESSAGES/django.po"
UKRAINIAN_PLURALS = 4
LIBRARIES = [ROOT / f"site/portal/library_locale/pl/LC_MESSAGES/{domain}.po" for domain in ("django", "djangojs")]
LIBRARY_PACKAGES = ("wagtail", "taggit")

# What a page in Ukrainian is made of: these templates, and whatever they include.
FIRST_TEMPLATES = (
    "base.html",
    "base_page.html",
    "errors/404.html",
    "news/*.html",
    "pages/home/*.html",
    "pages/organisation/*.html",
    "pages/programmes/*.html",
    "pages/standard/*.html",
    "components/streamfield/*.html",
)
# The law, the bulletin's lists and its history are in Polish: they are looked up as they were published.
POLISH_TEMPLATES = re.compile(
    r"(?:editing/|history/|portal/|components/(?:act|compared|entry|law|life|no_acts|no_entries|petition|statement|"
    r"streamfield/act|bip_(?:ask|editor|nothing|own|ways)))"
)
PRINTED_BY = (
    "news/models.py",
    "pages/core/documents/labels.py",
    "pages/core/documents/languages.py",
    "pages/core/other_forms.py",
    "pages/core/provenance.py",
    "pages/organisation/models.py",
    "pages/programmes/models.py",
    "pages/standard/models.py",
)
_INCLUDED = re.compile(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")


def ukrainian_templates() -> set[Path]:
    """Templates that a page in Ukrainian may be printed with."""
    folder = ROOT / TEMPLATES
    waiting = [path for pattern in FIRST_TEMPLATES for path in folder.glob(pattern)]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        name = path.relative_to(folder).as_posix()
        if path in found or not path.exists() or POLISH_TEMPLATES.match(name):
            continue
        found.add(path)
        waiting += [folder / name for name in _INCLUDED.findall(path.read_text(encoding="utf-8"))]
    return found


def printed(source: str) -> Iterator[Message]:
    """Texts that a module prints on pages; labels of fields, which are lazy, are for editors."""
    eager = re.sub(r"^from django\.utils\.translation import .*_lazy.*$", "", source, flags=re.MULTILINE)
    yield from python_messages(eager)


def wanted_in_ukrainian() -> dict[tuple[str | None, str], str]:
    """Every text that must have Ukrainian, with a file that holds it."""
    wanted: dict[tuple[str | None, str], str] = {}
    sources = [(path, template_messages) for path in sorted(ukrainian_templates())]
    sources += [(ROOT / name, printed) for name in PRINTED_BY]
    for path, read in sources:
        for text in read(path.read_text(encoding="utf-8")):
            wanted.setdefault((text.context, text.text), path.relative_to(ROOT).as_posix())
    return wanted


def ukrainian_faults() -> Iterator[str]:
    """Where Ukrainian is behind the pages, or is no good."""
    entries = {key(entry): entry for entry in polib.pofile(str(UKRAINIAN))}
    yield from (f"missing: {text[1]!r} ({name})" for text, name in wanted_in_ukrainian().items() if text not in entries)
    known = {key(entry) for entry in polib.pofile(str(UKRAINIAN.parents[2] / "pl/LC_MESSAGES/django.po"))}
    for text, entry in entries.items():
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if text not in known:
            yield f"left over: {entry.msgid!r}"
        if not all(forms) or (entry.msgid_plural and len(forms) != UKRAINIAN_PLURALS):
            yield f"untranslated: {entry.msgid!r}"
        if any(set(PLACEHOLDER.findall(form)) != set(PLACEHOLDER.findall(entry.msgid)) for form in forms):
            yield f"other placeholders than the original: {entry.msgid!r}"
    yield from compiled_faults(UKRAINIAN)


@cache
def library_source() -> str:
    """All that the libraries' templates, scripts and modules hold."""
    folders = [Path(spec.origin).parent for name in LIBRARY_PACKAGES if (spec := find_spec(name)) and spec.origin]
    paths = (
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".html", ".js", ".po", ".py", ".txt"}
    )
    return _without_quotes(
        "\n".join(path.read_text(encoding="utf-8", errors="ignore") for path in paths if _read(path))
    )


def _read(path: Path) -> bool:
    """Translations: English ones only, which list what there is to translate."""
    return "tests" not in path.parts and (path.suffix != ".po" or "en" in path.parts)


def _without_quotes(text: str) -> str:
    """A text as it is whatever marks stand around and within it, and wherever its lines break."""
    return re.sub(r"""[\s"'\\]+""", "", text)


def library_faults(catalogue: Path) -> Iterator[str]:
    """What is no text of the libraries any more, or asks for what the original hasn't got."""
    for entry in polib.pofile(str(catalogue)):
        forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        # It may leave out the name of a model, whose case or gender would be wrong; it can't ask for more.
        offered = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        if not all(forms) or entry.fuzzy:
            yield f"untranslated: {entry.msgid!r}"
        if any(not set(PLACEHOLDER.findall(form)) <= offered for form in forms):
            yield f"other placeholders than the original: {entry.msgid!r}"
        if _without_quotes(entry.msgid) not in library_source():
            yield f"left over: {entry.msgid!r}"
    yield from compiled_faults(catalogue)


def check() -> list[str]:
    """Every fault of these catalogues."""
    faults = [f"uk: {fault}" for fault in ukrainian_faults()]
    return faults + [f"{path.stem} of libraries: {fault}" for path in LIBRARIES for fault in library_faults(path)]
