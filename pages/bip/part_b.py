"""Part B of an asset declaration, the address of the person and of the real estate, never gets published.

Basis: ustawa o samorządzie gminnym, art. 24h–24i. Nobody can be sure by reading a text that it holds no address, so an
editor looks and confirms it for the bytes of the file; what a machine can see, it refuses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.people import person_of
from proofing.part_b import has_part_b
from proofing.personal_numbers import personal_numbers
from search.files.models import FileText, State
from search.files.store import EXTENSIONS, read_soon

if TYPE_CHECKING:
    from pages.bip.models import AssetDeclarationPage

NOTHING_PUBLIC = gettext_lazy("Add part A, or the address where the declaration is published.")
NOT_CONFIRMED = gettext_lazy("Look at every page of the file, then confirm that it holds no part B.")


def file_dangers(document: Any) -> Iterator[str]:
    """What makes the file one that must not be published, as sentences that say what to do."""
    reading = _reading_of(document)
    text = reading.text if reading else ""
    if has_part_b(text):
        yield _("The file holds part B. Take its pages out, upload part A alone, and delete this file from the site.")
    if numbers := personal_numbers(text):
        found = ", ".join(dict.fromkeys(number.masked for number in numbers))
        yield _("The file holds %(found)s. Black it out for good, upload the new file, and delete this one.") % {
            "found": found
        }


def file_obstacles(document: Any) -> Iterator[str]:
    """Why nobody can tell what the file holds; empty for one whose whole text was read."""
    if document.file_extension.lower() not in EXTENSIONS:
        yield _("Only a PDF or a .docx can be checked for part B. Save the declaration as one of these.")
        return
    reading = _reading_of(document)
    if reading is None:
        read_soon([document])
        yield _("The file has not been read yet. Please try again in a moment; if that doesn’t help, upload it anew.")
    elif reading.state == State.EMPTY or {"no-text", "some-pages-no-text"} & set(document.findings):
        yield _(
            "The file, or some of its pages, is a scan that can’t be read and checked for part B. Recognise its text "
            "(OCR) and upload it anew, or link the declaration in the city’s bulletin instead."
        )
    elif reading.state != State.WHOLE:
        yield _("The file couldn’t be read to its end, so nobody can tell what it holds. Save it anew as a PDF.")


def publication_faults(page: AssetDeclarationPage) -> list[str]:
    """Why the declaration can't be public as it is; empty for one that can."""
    if page.document is None:
        return [] if page.elsewhere else [str(NOTHING_PUBLIC)]
    faults = [*file_dangers(page.document), *file_obstacles(page.document)]
    return faults or ([] if is_confirmed(page, page.document) else [str(NOT_CONFIRMED)])


def _reading_of(document: Any) -> FileText | None:
    return FileText.objects.filter(pk=digest_of(document)).first() if digest_of(document) else None


def digest_of(document: Any) -> str:
    """The digest of the document's bytes, empty when the file is gone."""
    try:
        return str(document.get_file_hash() or "")
    except OSError:
        return ""


def is_confirmed(page: AssetDeclarationPage, document: Any) -> bool:
    """Whether somebody confirmed that these bytes hold no part B."""
    return bool(page.confirmed_digest) and page.confirmed_digest == digest_of(document)


def confirm_without_part_b(page: AssetDeclarationPage, document: Any, user: Any) -> None:
    """Record who confirms it, and when; what was confirmed before for the same bytes stays."""
    if is_confirmed(page, document):
        return
    person = person_of(user)
    page.confirmed_by = ", ".join(filter(None, [person.name, person.function]))[:250]
    page.confirmed_at = now()
    page.confirmed_digest = digest_of(document)
