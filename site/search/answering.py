"""A reader's question from the text they typed to one page of results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from wagtail.models import Page, Site, get_page_models

from search.asking import Question, ask, clipped
from search.content import Kind
from search.correcting import corrected
from search.files.models import FileText
from search.finding import Findings, Narrowing, Order, PublicPages, live_now
from search.models import Entry
from search.snippets import LENGTH, Piece, marked, parts_told, snippet
from search.states import state_on
from search.words import words_of
from search.words_table import Match

# When fewer pages hold all the words, those that hold most of them are found, too: the one may not be the right one.
FEW = 5
# A shorter piece of text, such as a phone number by itself, tells less than the page's lead.
TELLING = 30


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
    is_first: bool = False
    """Whether editors want it to be shown first."""

    @property
    def day_label(self) -> str:
        """The day in words: „8 kwietnia 2018”, „maj 2017”, „2017”."""
        return date_format(self.day, {4: "Y", 7: "F Y"}.get(len(self.day_told), "j E Y")).lower()


@dataclass
class Answer:
    """What a site answers to a text of any kind, however it was typed."""

    site: Site
    typed: str
    narrowing: Narrowing = field(default_factory=Narrowing)
    order: Order = Order.FIT

    corrections: list[tuple[str, str]] = field(default_factory=list, init=False)
    """Words that nothing here holds, and the near ones that were looked for instead."""
    loose_from: int | None = field(default=None, init=False)
    """How many of the pages hold all the words, when the others hold only most of them; None when all do."""
    missing: list[str] = field(default_factory=list, init=False)
    """Words that nothing here holds, and no near word helped."""

    def __post_init__(self) -> None:
        self.text = clipped(self.typed)
        self.pages = PublicPages(self.site)
        self.register = words_of(self.site) if self.text else []
        self.question = ask(self.text, self.register)
        self.findings = self._found(self.question) if self.question else Findings([], {}, 0)

    def _found(self, question: Question) -> Findings:
        """All that was found; near words and then fewer of them are tried only when nothing else helps."""
        found, first = self.pages.matches(question), self._first(question)
        if not found and not first and (better := corrected(self.pages, question, self.register)):
            self.question, self.corrections = better
            question = self.question
            found, first = self.pages.matches(question), self._first(question)
        # A number is there or it isn't; beside it other words say little.
        if len(found) < FEW and not first and len(question.groups) > 1 and not (found and question.has_number):
            held, near = self.pages.nearly(question)
            self.loose_from = len(found) if len(near) > len(found) else None
            self.missing = [group.typed for group in question.groups if group not in held.groups]
            if not found:
                self.question = question = held
            found = near
        findings = self.pages.arranged(found, question, self.narrowing, self.order)
        return self._with_first(findings, first)

    def _first(self, question: Question) -> list[int]:
        """The pages that editors want first, as far as they can be shown."""
        known = self.pages.open_among(question.first)
        held = set(Entry.objects.filter(pk__in=known).values_list("pk", flat=True)) if known else set()
        return [pk for pk in known if pk in held]  # a page that only leads to another has no entry

    def _with_first(self, findings: Findings, first: Sequence[int]) -> Findings:
        """Pages that editors chose before the others, where nothing was narrowed and fit decides."""
        if not first or self.narrowing != Narrowing() or self.order != Order.FIT:
            return findings
        known = {match.page_id: match for match in findings.matches}
        chosen = [known.get(pk) or Match(pk, 0.0, "", "", "", "", False) for pk in first]
        rest = [match for match in findings.matches if match.page_id not in first]
        total = findings.total + len(chosen) - len(known.keys() & set(first))
        return replace(findings, matches=[*chosen, *rest], total=total)

    @property
    def is_loose(self) -> bool:
        """Whether no page holds all the words, and these hold most of them."""
        return self.loose_from == 0

    @property
    def is_mixed(self) -> bool:
        """Whether few pages hold all the words, and others most of them."""
        return bool(self.loose_from)

    @property
    def corrected_text(self) -> str:
        """The question as it was understood."""
        text = self.text.lower()
        for wrong, right in self.corrections:
            text = text.replace(wrong, right)
        return text

    def results(self, matches: Iterable[Match]) -> list[Result]:
        """These of the matches as the list prints them; three questions to the database."""
        if self.question is None:
            return []
        wanted = [match.page_id for match in matches]
        entries = Entry.objects.select_related("page").in_bulk(wanted)
        shown = [entries[pk] for pk in wanted if pk in entries]
        titles = self._titles_above(shown)
        hashes = [pair[1] for entry in shown for pair in entry.files]
        texts = dict(FileText.objects.filter(pk__in=hashes).values_list("pk", "text")) if hashes else {}
        return [self._result(entry, titles, texts) for entry in shown]

    def _titles_above(self, entries: Sequence[Entry]) -> dict[str, str]:
        steps = Page.steplen
        above = {
            entry.page.path[:end]
            for entry in entries
            for end in range(len(self.pages.root) + steps, len(entry.page.path), steps)
        }
        return dict(live_now().filter(path__in=above).values_list("path", "title")) if above else {}

    def _result(self, entry: Entry, titles: dict[str, str], texts: dict[str, str]) -> Result:
        question = self.question
        assert question is not None  # noqa: S101 -- results() has asked
        text, file = _told(entry, question, texts)
        state = state_on(entry.states, self.pages.today) if entry.states else None
        path = entry.page.path
        return Result(
            url=reverse("wagtail_serve", args=(entry.page.url_path.split("/", 2)[2],)),
            title=marked(entry.title, question),
            text=text,
            label=marked(entry.label, question),
            place=" · ".join(
                titles[path[:end]]
                for end in range(len(self.pages.root), len(path), Page.steplen)
                if path[:end] in titles
            ),
            day=entry.dated,
            day_told=entry.dated_as or entry.dated.isoformat(),
            has_own_day=bool(entry.dated_as),
            state=state.label if state else "",
            is_over=bool(state and state.is_over),
            file=file,
            is_first=entry.page_id in question.first,
        )


def _told(entry: Entry, question: Question, texts: dict[str, str]) -> tuple[list[Piece], str]:
    """Where the page tells what was asked for, and in which file: its lead, text, a file; else how it begins."""
    lead = marked(entry.lead, question)
    if lead and parts_told(f"{entry.label} {entry.title}\n{entry.lead}", question) == len(question.groups):
        return lead, ""
    found = snippet(entry.text, question)
    if len("".join(piece.text for piece in found)) >= TELLING:
        return found, ""
    for label, file_hash in entry.files if not any(piece.marked for piece in lead) else ():
        if in_file := snippet(texts.get(file_hash, ""), question):
            return in_file, label
    return lead or found or [Piece(entry.text.partition("\n")[0][:LENGTH])], ""


def kinds() -> dict[str, Kind]:
    """The kinds of pages by key."""
    found = (getattr(model, "search_kind", None) for model in get_page_models())
    return {kind.key: kind for kind in found if kind}
