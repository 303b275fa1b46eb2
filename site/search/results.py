"""What was found, as the list prints it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Substr
from django.utils.formats import date_format
from wagtail.documents import get_document_model
from wagtail.models import Page

from search.asking import Question
from search.files import open_among
from search.files.models import FileText
from search.finding import PublicPages
from search.models import Entry
from search.snippets import LENGTH, Piece, marked, snippet
from search.states import state_on
from search.words_table import Match

# A shorter piece of text, such as a phone number by itself, tells less than the page's lead.
TELLING = 30
# How many files of a result are read for the words, and how far: a page of tenders offers dozens.
FILES_READ, FILE_READ = 3, 30_000


@dataclass(frozen=True)
class Result:
    """A page as the list prints it."""

    url: str
    title: list[Piece]
    text: list[Piece]
    label: list[Piece]
    place: str
    day: date
    day_told: str
    """The day as exactly as it is known: `2017`, `2017-05`, `2017-05-03`."""
    has_own_day: bool
    """Whether it is the page's own, and not that of its last publication."""
    state: str
    is_over: bool
    file: str = ""
    """The attached file that the text stands in."""
    file_url: str = ""
    is_first: bool = False
    """Whether editors want it to be shown first."""

    @property
    def day_label(self) -> str:
        """The day in words: „8 kwietnia 2018”, „maj 2017”, „2017”."""
        return date_format(self.day, {4: "Y", 7: "F Y"}.get(len(self.day_told), "j E Y")).lower()


class ResultList:
    """Makes results of matches. Files are read only for those whose page doesn't say by itself what was asked for."""

    def __init__(self, pages: PublicPages, question: Question) -> None:
        self.pages = pages
        self.question = question

    def of(self, matches: Iterable[Match]) -> list[Result]:
        """These matches, in their order; two questions to the database, five when words stand in files alone."""
        wanted = [match.page_id for match in matches]
        entries = Entry.objects.select_related("page").in_bulk(wanted)
        shown = [entries[pk] for pk in wanted if pk in entries]
        titles = self.pages.titles(self._paths_above(shown))
        told = {entry.pk: self._told_by_page(entry) for entry in shown}
        files = self._open_files([entry for entry in shown if not told[entry.pk][1]])
        return [self._result(entry, titles, self._told(entry, *told[entry.pk], files)) for entry in shown]

    def _paths_above(self, entries: Sequence[Entry]) -> set[str]:
        first, step = len(self.pages.root) + Page.steplen, Page.steplen
        return {entry.page.path[:end] for entry in entries for end in range(first, len(entry.page.path), step)}

    def _told_by_page(self, entry: Entry) -> tuple[list[Piece], bool]:
        """What the page itself says of it, and whether that is all that was asked for."""
        everything = len(self.question.groups)
        named = snippet(f"{entry.label}\n{entry.title}\n{entry.names}\n{entry.lead}", self.question).parts
        lead = marked(entry.lead, self.question)
        if lead and len(named) == everything:
            return lead, True
        text = snippet(entry.text, self.question)
        is_telling = len("".join(piece.text for piece in text.pieces)) >= TELLING
        begins = [Piece(entry.text.partition("\n")[0][:LENGTH])]
        return (text.pieces if is_telling else lead or text.pieces or begins), len(named | text.parts) == everything

    def _told(
        self, entry: Entry, pieces: list[Piece], is_all: bool, files: dict[str, tuple[str, str]]
    ) -> tuple[list[Piece], str, str]:
        """What the page says of it, or else a file of its: its name and address."""
        for label, file_hash in entry.files[:FILES_READ] if not is_all else ():
            text, url = files.get(file_hash, ("", ""))
            if found := snippet(text, self.question).pieces:
                return found, label, url
        return pieces, "", ""

    def _open_files(self, entries: Sequence[Entry]) -> dict[str, tuple[str, str]]:
        """The beginnings of the texts of files that everybody may open, and the files' addresses, by hash."""
        hashes = {pair[1] for entry in entries for pair in entry.files[:FILES_READ]}
        if not hashes:
            return {}
        offered = open_among(get_document_model().objects.filter(file_hash__in=hashes).select_related("collection"))
        urls = {document.file_hash: document.url for document in offered}
        texts = FileText.objects.filter(pk__in=urls).values_list("pk", Substr("text", 1, FILE_READ))
        return {file_hash: (text, urls[file_hash]) for file_hash, text in texts}

    def _result(self, entry: Entry, titles: dict[str, str], told: tuple[list[Piece], str, str]) -> Result:
        text, file, file_url = told
        state = state_on(entry.states, self.pages.today) if entry.states else None
        path = entry.page.path
        ends = range(len(self.pages.root) + Page.steplen, len(path), Page.steplen)
        return Result(
            url=entry.url,
            title=marked(entry.title, self.question),
            text=text,
            label=marked(entry.label, self.question),
            place=" · ".join(titles[path[:end]] for end in ends if path[:end] in titles),
            day=entry.dated,
            day_told=entry.dated_as or entry.dated.isoformat(),
            has_own_day=bool(entry.dated_as),
            state=state.label if state else "",
            is_over=bool(state and state.is_over),
            file=file,
            file_url=file_url,
            is_first=entry.page_id in self.question.first,
        )
