"""“What was not taken over”: what a document had and the page won't, or will have in another way."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from editing.importing.blocks import Recognised
from editing.importing.notes import Note, excerpts
from editing.importing.word import Found
from proofing.personal_numbers import personal_numbers


def report_of(found: Found, recognised: Recognised, left_out_pictures: int, words: str) -> list[Note]:
    """What is to be said, the serious first."""
    notes = [
        *_about_numbers(found),
        *_about_people(words),
        *_about_changes(found),
        *_about_left_out(found, left_out_pictures),
        *_about_tables(recognised),
        *_about_headings(recognised),
        *_about_looks(found, recognised),
    ]
    return sorted(notes, key=lambda note: not note.is_serious)


def _about_numbers(found: Found) -> Iterator[Note]:
    if written := found.get("written number"):
        text = ngettext(
            "Word numbered %(count)s paragraph by itself (%(numbers)s). The number is an ordinary word now: compare it "
            "with the original.",
            "Word numbered %(count)s paragraphs by itself (%(numbers)s). The numbers are ordinary words now: compare "
            "them with the original, above all §§, and don't leave any out.",
            len(written),
        )
        yield Note(text % {"count": len(written), "numbers": excerpts(written)})
    if found.get("lost number"):
        yield Note(
            _(
                "Some of Word's automatic numbers (such as “§ 1”) could not be read and are missing now. "
                "Write them in by hand, comparing with the original."
            )
        )


def _about_people(words: str) -> Iterator[Note]:
    for one in dict.fromkeys(number.masked for number in personal_numbers(words)):
        yield Note(_("Delete from the text %(number)s – with it the page won't be published.") % {"number": one})


def _about_changes(found: Found) -> Iterator[Note]:
    deleted, inserted = found.get("deleted", []), found.get("inserted", [])
    if deleted or inserted:
        yield Note(
            _(
                "The document has tracked changes that nobody has accepted or rejected. The text was taken as if all "
                "were accepted; deleted words were left out. Inserted: %(inserted)s. If some should be rejected, "
                "do that in Word and import the file again."
            )
            % {"inserted": excerpts(inserted) or pgettext("changes", "nothing")}
        )
    if count := len(found.get("comment", [])):
        text = ngettext(
            "%(count)s comment was left out; nobody will read it here.",
            "%(count)s comments were left out; nobody will read them here.",
            count,
        )
        yield Note(text % {"count": count}, is_serious=False)
    if hidden := found.get("hidden"):
        text = ngettext(
            "%(count)s piece of hidden text was left out.",
            "%(count)s pieces of hidden text were left out.",
            len(hidden),
        )
        yield Note(text % {"count": len(hidden)})
    if struck := found.get("struck"):
        yield Note(_("Struck-out words were left out: %(words)s.") % {"words": excerpts(struck)})


def _about_left_out(found: Found, left_out_pictures: int) -> Iterator[Note]:
    if boxes := found.get("box"):
        text = ngettext(
            "%(count)s text box was left out: %(words)s. Copy its words where they belong.",
            "%(count)s text boxes were left out: %(words)s. Copy their words where they belong.",
            len(boxes),
        )
        yield Note(text % {"count": len(boxes), "words": excerpts(boxes) or "–"})
    if count := len(found.get("note", [])):
        text = ngettext(
            "%(count)s footnote was left out. Put what matters into the text.",
            "%(count)s footnotes were left out. Put what matters into the text.",
            count,
        )
        yield Note(text % {"count": count})
    if count := len(found.get("object", [])):
        text = ngettext(
            "%(count)s embedded file or object was left out. Add what readers need as an attachment.",
            "%(count)s embedded files or objects were left out. Add what readers need as attachments.",
            count,
        )
        yield Note(text % {"count": count})
    if count := len(found.get("formula", [])):
        text = ngettext(
            "%(count)s formula was left out. Write it in words or as text.",
            "%(count)s formulas were left out. Write them in words or as text.",
            count,
        )
        yield Note(text % {"count": count})
    if count := left_out_pictures + len(found.get("elsewhere", [])) + len(found.get("shape", [])):
        text = ngettext(
            "%(count)s drawing, chart or picture that a page can't show was left out. Tell in words what it shows.",
            "%(count)s drawings, charts or pictures that a page can't show were left out. Tell in words what they "
            "show.",
            count,
        )
        yield Note(text % {"count": count})
    if found.get("header"):
        yield Note(_("Headers and footers of the printed pages were left out."), is_serious=False)


def _about_tables(recognised: Recognised) -> Iterator[Note]:
    if recognised.merged:
        numbers = ", ".join(map(str, recognised.merged))
        yield Note(
            _(
                "Merged cells were split in tables: %(numbers)s. A cell over several rows is repeated in each, "
                "one over several columns stands in the first. Check them."
            )
            % {"numbers": numbers}
        )
    lost = recognised.lost
    if lost["nested"]:
        yield Note(_("A table stood within a table: the inner one was written out as words. Check it."))
    if lost["cell link"]:
        yield Note(_("Links in tables were left as words: a cell holds no links."))
    if lost["frame"]:
        yield Note(_("Tables of one column were taken as ordinary text."), is_serious=False)


def _about_headings(recognised: Recognised) -> Iterator[Note]:
    if recognised.likely_headings:
        yield Note(
            _(
                "These bold lines look like headings but aren't any in Word: %(words)s. "
                "Turn them into headings, so that readers can jump to them."
            )
            % {"words": excerpts(recognised.likely_headings)}
        )
    if recognised.long_headings:
        yield Note(
            _("These headings are longer than 120 characters and became text: %(words)s. Give them short headings.")
            % {"words": excerpts(recognised.long_headings)}
        )
    if recognised.lost["deep"]:
        yield Note(_("Headings below the third level became headings of the third level."), is_serious=False)
    if recognised.lost["contents"]:
        yield Note(_("The table of contents was left out: its page numbers mean nothing here."), is_serious=False)


def _about_looks(found: Found, recognised: Recognised) -> Iterator[Note]:
    if found.get("colour"):
        yield Note(_("Colours and highlighting were left out. Where a colour meant something, say it in words."))
    if recognised.lost["link"]:
        yield Note(_("Links to places within the document, or to files on somebody's computer, were left as words."))
    if recognised.lost["raised"]:
        yield Note(_("Some raised or lowered letters stand in the line now. Check whether they can be understood."))
    yield Note(_("Fonts, underlining and alignment were left out: the page has its own."), is_serious=False)
