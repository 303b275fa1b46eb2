"""The order of what was found.

The database scores words by where they stand and how rare they are. That alone puts a page that names a benefit ten
times before the page of the benefit; what titles and other names say as a whole decides among the best of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from heapq import nlargest
from operator import attrgetter
from typing import NamedTuple

from search.analysis.morphology import is_empty, tokens_of
from search.analysis.shapes import shapes
from search.analysis.tokens import tidy, words
from search.asking import Question
from search.states import state_on
from search.words_table import Match

# How many of the best by the database's score are looked at more closely.
LOOKED_AT = 80
# Shares of the final score: the database's own; which part of the question a name of the page answers, which part of
# the name was asked for, whether it begins so; which part of the question the lead answers.
OF_ENGINE, OF_QUESTION, OF_NAME, OF_BEGINNING, OF_LEAD = 1.0, 1.0, 0.6, 0.15, 0.25
# What belongs to the past comes after what holds.
OVER = 0.85

_PATH, _SCORE = attrgetter("path"), attrgetter("score")


class Told(NamedTuple):
    """What a page says of itself before its text begins."""

    title: str
    names: str
    """One a line."""
    lead: str


def ranked(matches: list[Match], told: Mapping[int, Told], question: Question, today: date) -> list[Match]:
    """The matches, best first; `told` is what the `LOOKED_AT` best by the database's score say of themselves."""
    top = max((match.score for match in matches), default=1.0) or 1.0
    # Of equals the newer one, then the one that the centre put first.
    by_place = sorted(matches, key=_PATH)
    worth = [
        (_score(match, match.score / top, told.get(match.page_id), question, today), match.dated) for match in by_place
    ]
    order = sorted(range(len(worth)), key=worth.__getitem__, reverse=True)
    return [by_place[place] for place in order]


def best(matches: Sequence[Match], number: int = LOOKED_AT) -> list[int]:
    """The pages with the best scores of the database."""
    return [match.page_id for match in nlargest(number, matches, key=_SCORE)]


def _score(match: Match, engine: float, told: Told | None, question: Question, today: date) -> float:
    score = OF_ENGINE * engine
    if told is not None:
        score += max(of_name(name, question) for name in (told.title, *told.names.splitlines()))
        score += OF_LEAD * _answered(set().union(*_said(told.lead, question)), question)
    state = state_on(match.states, today) if match.states else None
    return score * match.prior * (OVER if state and state.is_over else 1.0)


def of_name(name: str, question: Question) -> float:
    """What a title or another name of a page is worth: it answers the question, and says little else."""
    said = _said(name, question)
    answered = _answered(set().union(*said), question)
    if not answered:
        return 0.0
    asked_for = [bool(tokens & question.tokens) for tokens in said]
    begins = OF_BEGINNING if answered == 1 and asked_for[0] else 0.0
    return OF_QUESTION * answered + OF_NAME * answered * sum(asked_for) / len(said) + begins


def _answered(tokens: set[str], question: Question) -> float:
    """Which part of the question is answered by these tokens, from 0 to 1."""
    groups = (any(all(tokens.intersection(word.tokens) for word in way) for way in one.ways) for one in question.groups)
    return sum(groups) / len(question.groups)


def _said(text: str, question: Question) -> list[set[str]]:
    """The tokens of each word of a text that says something, and of each number as one, if one is asked for."""
    text = tidy(text)
    numbers = shapes(text) if question.has_number else []
    said = [set(number.tokens) for number in numbers]
    return [
        *(
            set(tokens_of(word))
            for word, start, end in words(text)
            if not is_empty(word) and not any(number.start <= start and end <= number.end for number in numbers)
        ),
        *said,
    ]
