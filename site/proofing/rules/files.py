"""Files to download: their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proofing.examples import file, page
from proofing.kinds import Level
from proofing.reading import File, Reading
from proofing.rule import Finding, rule

_EXTENSION = re.compile(r"\.(?:csv|docx?|jpe?g|od[pst]|pdf|png|pptx?|rtf|txt|xlsx?|zip)$", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(?:dokument|document|doc|druk|plik|pdf|pismo|scan|skan|skan dokumentu|untitled|bez tytułu"
    r"|za[lł](?:ącznik|acznik)?)"
    r"[-_ .]*(?:nr)?[-_ .]*\d{0,12}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[\d\W_]+")


@rule(
    code="file-title",
    title=gettext_lazy("A file is called by what it is"),
    why=gettext_lazy("A reader decides by the title whether to open it; “skan001.pdf” lets nobody decide."),
    level=Level.WARNS,
    passes=(page(file("Wniosek o zasiłek celowy", "wniosek_zc_v2.docx")),),
    fails=(page(file("skan001.pdf", "skan001.pdf")), page(file("Załącznik nr 1", "zal1.pdf"))),
)
def file_titles(reading: Reading) -> Iterator[Finding]:
    """Titles that are file names, numbers or “Attachment 1”."""
    for item in reading.items:
        if not isinstance(item, File):
            continue
        title = item.title.strip()
        stem = PurePosixPath(item.name).stem
        a_name = _EXTENSION.search(title) or (title in (stem, item.name) and ("_" in title or "-" in title))
        if a_name or not title or _SAYS_NOTHING.fullmatch(title) or _DIGITS.fullmatch(title):
            message = _("The title “%(title)s” doesn't say what the file is.") % {"title": title}
            yield Finding(item.place, title, message, _("Give it a title such as “Wniosek o zasiłek celowy”."))
