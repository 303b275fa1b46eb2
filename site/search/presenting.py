"""What the results page says around its results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from search.analysis.folding import fold
from search.analysis.morphology import tokens_of
from search.analysis.tokens import tidy, words
from search.answering import Answer
from search.results import Result

# Words that the page names besides those that were typed: enough to show that forms don't matter.
MOST_NAMED = 6


def heading_of(answer: Answer) -> str:
    """The page's title: what is shown, and for what."""
    if answer.question is None:
        return _("Search")
    query = {"query": answer.corrected_text if answer.corrections else answer.text}
    return _("Results for “%(query)s”") % query if answer.findings.total else _("No results for “%(query)s”") % query


def template_of(answer: Answer) -> str:
    """The part of the page below the form."""
    if answer.question is None:
        return "search/not_asked.html"
    return "search/found.html" if answer.findings.total else "search/nothing.html"


def other_forms(results: Iterable[Result], answer: Answer) -> list[str]:
    """Forms of the words asked for, as these results hold them."""
    return _named(results, answer, asked=True)


def other_words(results: Iterable[Result], answer: Answer) -> list[str]:
    """Words by which these results were found because the editors' register says that they mean the same."""
    return _named(results, answer, asked=False)


def _named(results: Iterable[Result], answer: Answer, asked: bool) -> list[str]:
    if answer.question is None:
        return []
    tokens = {token for group in answer.question.groups for word in group.ways[0] for token in word.tokens}
    typed = {fold(found.word) for found in words(tidy(f"{answer.text} {answer.corrected_text}"))}
    named = dict.fromkeys(
        word
        for word in _marked(results)
        if fold(word) not in typed and asked == bool(tokens.intersection(tokens_of(word)))
    )
    return list(named)[:MOST_NAMED]


def _marked(results: Iterable[Result]) -> Iterator[str]:
    for result in results:
        for piece in (*result.title, *result.text, *result.label):
            if piece.marked and piece.text.isalpha():  # a number has no forms
                yield piece.text.lower()
