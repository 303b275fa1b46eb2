"""Keep the Polish catalogue in step with the code, without any tool besides Python.

    python -m tests.messages            what is missing, left over, untranslated or badly translated; exit status 1
    python -m tests.messages --write    collect the texts into the catalogue, keep its translations, compile it

An entry whose translator's comment begins with "Also:" stays although no source of ours has it: it fills a gap in the
translation of a library.
"""

import argparse
import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "site/portal/locale/pl/LC_MESSAGES/django.po"
PYTHON_ROOTS = ("news", "pages", "site")
TEMPLATES = "templates"
KEPT = "Also:"
METADATA = {
    "Project-Id-Version": "Jawny Ośrodek",
    "Language": "pl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
PLURALS = 3
# Function name, then which of its arguments are the context, the text and the plural.
SHAPES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
SHAPES |= {f"{name}_lazy": shape for name, shape in SHAPES.items() if name != "gettext_noop"}
PLACEHOLDER = re.compile(r"%(?:\([^)]*\))?[sdfr]|\{[a-z_]*\}")


class Message(NamedTuple):
    """A text of the interface as it stands in the source."""

    context: str | None
    text: str
    plural: str | None


def literal(node: ast.expr) -> str:
    """The text of a string literal; anything else can't be collected and is an error of the source."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"line {node.lineno}: not a plain text between quotes")


def message(shape: tuple[int | None, int, int | None], arguments: list[ast.expr]) -> Message:
    """Read one call of a translating function."""
    context, text, plural = (None if index is None else literal(arguments[index]) for index in shape)
    assert text is not None
    return Message(context, text, plural)


def python_messages(source: str) -> Iterator[Message]:
    """Texts of a Python module, whatever names it gives to Django's functions."""
    tree = ast.parse(source)
    shapes = {
        alias.asname or alias.name: SHAPES[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in SHAPES
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in shapes and node.args:
            yield message(shapes[node.func.id], node.args)


def template_messages(source: str) -> Iterator[Message]:
    """Texts of a template. Django turns it into calls and blanks out the rest, as for its own makemessages."""
    from django.utils.translation.template import templatize

    calls = templatize(source)
    for found in re.finditer(r"(?<![\w.])(_|n?p?gettext)\(", calls):
        name = "gettext" if found[1] == "_" else found[1]
        call = ast.parse(f"f({first_arguments(calls[found.end() :])})", mode="eval").body
        assert isinstance(call, ast.Call)
        yield message(SHAPES[name], call.args)


def first_arguments(text: str) -> str:
    """The string literals with which the text begins, with the commas between them."""
    string = r"u?(?:'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
    found = re.match(rf"\s*{string}(?:\s*,\s*{string})*", text, re.DOTALL)
    if not found:
        raise ValueError(f"not a plain text between quotes: {text[:40]!r}")
    return found[0]


def collect() -> dict[Message, list[str]]:
    """Every text of the interface with the files that hold it."""
    found: dict[Message, list[str]] = {}
    python = (path for root in PYTHON_ROOTS for path in (ROOT / root).rglob("*.py") if "migrations" not in path.parts)
    templates = (ROOT / TEMPLATES).rglob("*.*")
    for paths, read in ((python, python_messages), (templates, template_messages)):
        for path in sorted(paths):
            name = path.relative_to(ROOT).as_posix()
            try:
                for text in read(path.read_text(encoding="utf-8")):
                    if name not in found.setdefault(text, []):
                        found[text].append(name)
            except ValueError as error:
                raise SystemExit(f"{name}: {error}") from None
    return found


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    """What tells entries of a catalogue apart."""
    return entry.msgctxt, entry.msgid


def check(catalogue: Path = CATALOGUE) -> list[str]:
    """Every way in which the catalogue is behind the code, a sentence each."""
    if not catalogue.exists():
        return [f"{catalogue.relative_to(ROOT)} does not exist"]
    entries = {key(entry): entry for entry in polib.pofile(str(catalogue)) if not entry.obsolete}
    sources = {(text.context, text.text): names for text, names in collect().items()}
    faults = [f"missing: {wanted[1]!r} ({', '.join(sources[wanted])})" for wanted in sources if wanted not in entries]
    for wanted, entry in entries.items():
        if wanted not in sources and not entry.tcomment.startswith(KEPT):
            faults.append(f"left over: {entry.msgid!r}")
        faults += [f"{fault}: {entry.msgid!r}" for fault in faults_of(entry)]
    return [*faults, *compiled_faults(catalogue)]


def faults_of(entry: polib.POEntry) -> Iterator[str]:
    """What is wrong with one translation."""
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy:
        yield "fuzzy"
    if not all(translations) or (entry.msgid_plural and len(translations) != PLURALS):
        yield "untranslated"
        return
    # The singular may spell its number out; every other form holds what the original holds.
    wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    if any(sorted(PLACEHOLDER.findall(text)) != wanted for text in translations[bool(entry.msgid_plural) :]):
        yield "other placeholders than the original"
    if any(text.startswith("\n") != entry.msgid.startswith("\n") for text in translations):
        yield "begins otherwise than the original"


def compiled_faults(catalogue: Path) -> Iterator[str]:
    """Whether the compiled catalogue, which is what readers get, is the same as the source."""
    compiled = catalogue.with_suffix(".mo")
    if not compiled.exists():
        yield f"{compiled.name} does not exist"
        return

    def texts(entries: list[polib.POEntry] | list[polib.MOEntry]) -> dict[tuple[str | None, str], list[str]]:
        return {key(entry): list(entry.msgstr_plural.values()) or [entry.msgstr] for entry in entries}

    if texts(polib.pofile(str(catalogue)).translated_entries()) != texts(list(polib.mofile(str(compiled)))):
        yield f"{compiled.name} was compiled from another catalogue"


def write(catalogue: Path = CATALOGUE) -> None:
    """Collect the texts, keep what is translated, drop what is gone, compile."""
    known = {key(entry): entry for entry in polib.pofile(str(catalogue))} if catalogue.exists() else {}
    fresh = polib.POFile()
    fresh.metadata = METADATA
    for text, names in collect().items():
        old = known.pop((text.context, text.text), None)
        entry = polib.POEntry(
            msgctxt=text.context, msgid=text.text, msgid_plural=text.plural or "", occurrences=[(n, "") for n in names]
        )
        if text.plural:
            entry.msgstr_plural = (old and old.msgstr_plural) or dict.fromkeys(range(PLURALS), "")
        elif old:
            entry.msgstr = old.msgstr
        if old:
            entry.tcomment = old.tcomment
        fresh.append(entry)
    for entry in known.values():
        if entry.tcomment.startswith(KEPT) and not entry.obsolete:
            fresh.append(entry)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(catalogue))
    fresh.save_as_mofile(str(catalogue.with_suffix(".mo")))


def other_faults() -> list[str]:
    """What is wrong with the other catalogues, each fault with its catalogue's name."""
    from tests import other_messages  # it reads this module

    return other_messages.check()


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(prog="python -m tests.messages", description="Keep the catalogue in step.")
    parser.add_argument("--write", action="store_true", help="collect the texts into the catalogue and compile it")
    # Reading templates needs the settings' template libraries, not a database.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    if parser.parse_args().write:
        write()
    faults = [*check(), *other_faults()]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"translations: {len(faults)} to mend" if faults else "translations: in step")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
