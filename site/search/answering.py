"""A reader's question from the text they typed to what answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wagtail.models import Site

from search.analysis.tokens import tidy
from search.asking import Question, ask, clipped
from search.correcting import corrected
from search.finding import Findings, Narrowing, Order, PublicPages
from search.results import Result, ResultList
from search.words import words_of
from search.words_table import Match

# When fewer pages hold all the words, those that hold most of them are found, too: the one may not be the right one.
FEW = 5


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
        """All that was found; near words and then fewer of them are tried only when little else helps."""
        found, first = self.pages.matches(question), self.pages.shown_first(question)
        if not found and not first and (better := corrected(self.pages, question, self.register)):
            self.question, self.corrections = better
            question = self.question
            found, first = self.pages.matches(question), self.pages.shown_first(question)
        # A number is there or it isn't; beside it other words say little.
        if len(found) < FEW and not first and len(question.groups) > 1 and not (found and question.has_number):
            near = self.pages.nearly(question)
            self.missing = [group.typed for group in near.missing]
            self.loose_from = near.complete if near.complete < len(near.matches) else None
            if not near.complete and near.held:
                self.question = question = replace(question, groups=near.held)
            found = near.matches
        found = [*first, *(match for match in found if match.page_id not in question.first)]
        return self.pages.arranged(found, question, self.narrowing, self.order)

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
        text = tidy(self.text).lower()
        for wrong, right in self.corrections:
            text = re.sub(rf"(?<!\w){re.escape(wrong)}(?!\w)", right, text)  # words of letters: nothing to escape
        return text

    def results(self, matches: Iterable[Match]) -> list[Result]:
        """These of the matches as the list prints them."""
        return ResultList(self.pages, self.question).of(matches) if self.question else []
