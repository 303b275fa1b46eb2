"""The table of rules: what is refused, what is said of a file, and in which words.

The README of this package shows it to whoever decides about it; a test keeps both in step.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Answer(Enum):
    """What follows from a finding."""

    REFUSE = "refuse"
    """The file is not taken in."""
    FLAG = "flag"
    """The file is taken in; the editor is told, and readers are where it bars them."""


class Rule(NamedTuple):
    """One thing that can be wrong with a file."""

    code: str
    answer: Answer
    wrong: Any
    """A sentence to the editor: what is wrong."""
    remedy: Any
    """A sentence to the editor: what to do."""
    told: Any = ""
    """How a link tells its readers, within a sentence; empty for what matters to the office only."""
    closes: bool = False
    """Whether there is nothing in it that a screen reader could read."""

    @property
    def bars_readers(self) -> bool:
        """Whether it keeps somebody from reading the file, or from reading it well."""
        return bool(self.told)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return f"{self.wrong} {self.remedy}"


def _refuse(code: str, wrong: Any, remedy: Any) -> Rule:
    return Rule(code, Answer.REFUSE, wrong, remedy)


def _flag(code: str, wrong: Any, remedy: Any, told: Any = "", *, closes: bool = False) -> Rule:
    return Rule(code, Answer.FLAG, wrong, remedy, told, closes)


_RULES = (
    _refuse("empty", _("The file is empty."), _("Choose the file once more.")),
    _refuse(
        "unknown-type",
        _("Files of this type can't be checked here."),
        _("Save it as PDF, or as an office file without macros."),
    ),
    _refuse(
        "not-as-named",
        _("The file is not what its name says: its content is of another type."),
        _("Open it in the program that it was made with, and save it again in the right format."),
    ),
    _refuse(
        "two-files",
        _("Another file is hidden at the beginning or at the end of this one."),
        _("Open it and save it once more; if you don't know where it comes from, don't publish it."),
    ),
    _refuse(
        "damaged",
        _("The file is damaged or not complete."),
        _("Save it once more, or ask whoever sent it to send it again."),
    ),
    _refuse(
        "encrypted",
        _("The file is protected with a password, or copying from it is forbidden: not everybody could read it."),
        _("Save it without any protection."),
    ),
    _refuse(
        "macros",
        _("The file contains macros, programs that would run on the reader's computer."),
        _("Save it in a format without macros (.docx, .xlsx, .odt) or as PDF."),
    ),
    _refuse(
        "active-content",
        _("The file contains scripts, commands, or objects that would run on the reader's computer."),
        _("Export it as an ordinary PDF, or take these parts out."),
    ),
    _refuse(
        "embedded-files",
        _("Other files are attached inside of this PDF; readers would not find them."),
        _("Take them out, and add each as an attachment of the page."),
    ),
    _refuse(
        "bomb",
        _("Unpacked, the file would be suspiciously large."),
        _("Save it once more, with smaller pictures if there are any; split an archive into parts."),
    ),
    _refuse(
        "nested-archive",
        _("There is another archive inside of the archive."),
        _("Pack the files themselves, or add each as an attachment of the page."),
    ),
    _refuse(
        "zip-paths",
        _("Names of files in the archive lead out of its folder."),
        _("Pack the files anew, from an ordinary folder."),
    ),
    _refuse(
        "zip-programs",
        _("There is a file in the archive that could not be published by itself, such as a program or a web page."),
        _("Pack only documents, data and pictures."),
    ),
    _refuse(
        "too-complex",
        _("Checking the file takes too much time or memory."),
        _("Make it smaller: split it, or export it once more with simpler pictures."),
    ),
    _refuse("not-checked", _("The file could not be checked just now."), _("Please try again in a while.")),
    _refuse(
        "personal-number",
        _("There is a PESEL number, or a number of an identity card, in the file."),
        _("Delete it for good: covering it with a black bar is not enough. Then add the file again."),
    ),
    _refuse(
        "part-b",
        _("The file holds part B of an asset declaration, with addresses of a person; everybody could open it."),
        _("Take its pages out and add part A alone. To a blank form, link where it is published."),
    ),
    _flag(
        "no-text",
        _("The file is a scan: pictures of pages without a text layer."),
        _(
            "Why not as a page of the site? Type or paste the text there, or publish the file that was printed; "
            "keep the scan only beside it."
        ),
        _("a scan without a text layer"),
        closes=True,
    ),
    _flag(
        "some-pages-no-text",
        _("Some pages of the file are pictures without a text layer."),
        _("Recognise their text (OCR), or publish the file that they were printed from."),
        _("some pages are scans without a text layer"),
    ),
    _flag(
        "no-tags",
        _("The PDF has no tags: a screen reader can't tell headings, lists and tables."),
        _("Export it once more from the text editor with the option of a tagged, accessible PDF (PDF/UA)."),
        _("no tags for screen readers"),
    ),
    _flag(
        "no-language",
        _("The file doesn't say in which language it is written; a screen reader may read it in a wrong one."),
        _("Set the language in the text editor and export the file once more."),
        _("no language set"),
    ),
    _flag(
        "language-differs",
        _("The file says that it is written in another language than you chose."),
        _("Choose the right language here, or set it in the file and add it once more."),
        _("a wrong language set"),
    ),
    _flag(
        "no-title",
        _("The file has no title in its properties."),
        _("Write it there (File – Properties – Title) and export the file once more."),
        _("no title set"),
    ),
    _flag(
        "encoding",
        _("The text is not written in UTF-8: Polish letters may come out wrong for readers."),
        _("Save it again with the encoding UTF-8."),
    ),
    _flag(
        "account",
        _("There is a bank account in the file which is not one of the centre's own."),
        _(
            "A page that shows the file won't be published. Delete the number, or add the account to the centre's own "
            "if it is."
        ),
    ),
    _flag(
        "personal-number-inside",
        _("There is a PESEL number, or a number of an identity card, in the file."),
        _("A page that shows the file won't be published. Delete the number for good and replace the file."),
    ),
    _flag(
        "checked-in-part",
        _("The file is so long that only its beginning was checked."),
        _("Consider splitting it: readers will thank you too."),
    ),
)

RULES = {rule.code: rule for rule in _RULES}
# Of Word, Excel and PowerPoint: by their name alone they are meant to carry programs.
_WITH_MACROS = {"docm", "dotm", "potm", "ppam", "ppsm", "pptm", "xlam", "xlsb", "xlsm", "xltm"}
_PLACES = {rule.code: place for place, rule in enumerate(_RULES)}


def rules_of(codes: Iterable[str]) -> list[Rule]:
    """The rules with these codes in the order of the table; codes of rules that are gone say nothing."""
    return [RULES[code] for code in sorted(set(codes) & RULES.keys(), key=_PLACES.__getitem__)]


def refusal_of_kind(kind: str, allowed: Iterable[str]) -> Rule | None:
    """Why a file isn't taken in, whatever is in it, by the kind that its name tells; None for one to be looked into."""
    if kind in allowed:
        return None
    return RULES["macros" if kind in _WITH_MACROS else "unknown-type"]
