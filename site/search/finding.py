"""What a centre's public pages answer to a question."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from math import log
from typing import Any

from django.db.models import Q
from django.utils.timezone import localdate, now
from wagtail.models import Page, PageViewRestriction, Site

from search.asking import Group, Question
from search.engine import public_words
from search.models import Entry
from search.ranking import Told, best, ranked
from search.states import state_on
from search.words_table import Match

# What a page must hold of the best one's share, when hardly any page holds all the words.
NEARLY = 0.5


class Order(StrEnum):
    """How results follow one another."""

    FIT = "trafnosc"
    DATE = "data"


@dataclass(frozen=True)
class Narrowing:
    """What results are narrowed to; empty for everything."""

    kind: str = ""
    section: str = ""
    """Tree path of a page right below the home page."""
    year: str = ""
    state: str = ""


def told_of(matches: Sequence[Match], today: date) -> dict[str, list[str]]:
    """What results are narrowed by: the values of all matches, in their order."""
    section = 3 * Page.steplen
    return {
        "kind": [match.kind for match in matches],
        "section": [match.path[:section] for match in matches],
        "year": [match.dated[:4] for match in matches],
        "state": [_state_key(match.states, today) if match.states else "" for match in matches],
    }


def _state_key(states: str, today: date) -> str:
    state = state_on(states, today)
    return state.key if state else ""


def _places(told: Mapping[str, Sequence[str]], narrowing: Narrowing, number: int, besides: str = "") -> Sequence[int]:
    """Where the matches stand that are among what is asked for, one of the four left out of account."""
    places: Sequence[int] = range(number)
    for name, wanted in vars(narrowing).items():
        if wanted and name != besides:
            column = told[name]
            places = [place for place in places if column[place] == wanted]
    return places


@dataclass(frozen=True)
class Findings:
    """All that was found, in order, and how much of it there is of each kind, section, year and state."""

    matches: list[Match]
    counts: dict[str, Counter[str]]
    """Those that say nothing of it are counted under the empty word."""
    total: int
    """How many without narrowing."""
    states: frozenset[str] = frozenset()
    """All that the pages say of their subjects, without narrowing, as entries keep it."""


@dataclass(frozen=True)
class Nearly:
    """Pages that hold most of the words of a question."""

    matches: list[Match]
    complete: int
    """How many of them hold all the words."""
    held: tuple[Group, ...]
    """What of the question stands on some page here."""
    missing: tuple[Group, ...]
    """What does on none."""


@dataclass
class PublicPages:
    """The pages of one site that any reader may open now, as far as they answer a question."""

    site: Site
    today: date = field(default_factory=localdate)

    def __post_init__(self) -> None:
        restrictions = PageViewRestriction.objects.values_list("page__path", flat=True)
        self.private = tuple(restrictions)
        self.root = self.site.root_page.path
        self.table = public_words()
        self._asked: dict[Question, list[Match]] = {}

    def open_among(self, page_ids: Sequence[int]) -> list[int]:
        """Those of some pages that are the site's, and that any reader may open now, in their order."""
        if not page_ids:
            return []
        paths = dict(live_now().filter(pk__in=page_ids).values_list("pk", "path"))
        return [
            pk for pk in page_ids if paths.get(pk, "").startswith(self.root) and not paths[pk].startswith(self.private)
        ]

    def matches(self, question: Question) -> list[Match]:
        """The answers, in no order; one for an act with all its texts."""
        if question not in self._asked:
            found = self.table.matches(question, self.root, now())
            if self.private:
                found = [match for match in found if not match.path.startswith(self.private)]
            self._asked[question] = _joined(found)
        return self._asked[question]

    def titles(self, paths: Iterable[str]) -> dict[str, str]:
        """Titles of pages by tree path, of those that any reader may open."""
        titles = live_now().filter(path__in=list(paths), path__startswith=self.root).values_list("path", "title")
        return {path: title for path, title in titles if not path.startswith(self.private)}

    def shown_first(self, question: Question) -> list[Match]:
        """The pages that editors want first, as far as readers may see them."""
        entries = Entry.objects.select_related("page").in_bulk(self.open_among(question.first))
        return [_as_match(entries[pk]) for pk in question.first if pk in entries]

    def nearly(self, question: Question) -> Nearly:
        """Pages that hold most of the words, rare words counting more than common ones.

        An act holds what its texts do.
        """
        by_group = {group: self.matches(replace(question, groups=(group,), first=())) for group in question.groups}
        everything: dict[str, Match] = {}
        for match in sorted((one for found in by_group.values() for one in found), key=_is_part, reverse=True):
            everything[_whole(match)] = match
        told: defaultdict[str, float] = defaultdict(float)
        held: Counter[str] = Counter()
        for found in by_group.values():
            worth = log(1 + len(everything) / len(found)) if found else 0.0
            for path in {_whole(match) for match in found}:
                told[path] += worth
                held[path] += 1
        enough = max(told.values(), default=0.0) * NEARLY
        matches = [match._replace(score=told[path]) for path, match in everything.items() if told[path] >= enough]
        return Nearly(
            matches,
            complete=sum(number == len(by_group) for number in held.values()),
            held=tuple(group for group, found in by_group.items() if found),
            missing=tuple(group for group, found in by_group.items() if not found),
        )

    def arranged(
        self, found: list[Match], question: Question, narrowing: Narrowing = Narrowing(), order: Order = Order.FIT
    ) -> Findings:
        """The same of answers that are at hand."""
        told = told_of(found, self.today)
        counts = {
            name: Counter(map(column.__getitem__, _places(told, narrowing, len(found), besides=name)))
            for name, column in told.items()
        }
        shown = [found[place] for place in _places(told, narrowing, len(found))]
        if order == Order.DATE:
            shown.sort(key=lambda match: (match.dated, match.score), reverse=True)
        else:
            shown = ranked(shown, told_by(best(shown)), question, self.today)
            places = {pk: place for place, pk in enumerate(question.first)}
            shown.sort(key=lambda match: places.get(match.page_id, len(places)))
        return Findings(shown, counts, len(found), frozenset(match.states for match in found if match.states))


def live_now() -> Any:
    """The live pages whose end has not come, those that are private among them."""
    return Page.objects.live().filter(Q(expire_at=None) | Q(expire_at__gt=now()))


def told_by(page_ids: Iterable[int]) -> dict[int, Told]:
    """What pages say of themselves before their text begins."""
    rows = Entry.objects.filter(pk__in=page_ids).values_list("pk", "title", "names", "lead")
    return {pk: Told(*told) for pk, *told in rows}


def _joined(matches: list[Match]) -> list[Match]:
    """A part of a page shows through the page, if that was found too; of its parts alone only the best does."""
    parts = [match for match in matches if match.part_of_parent]
    if not parts:
        return matches
    whole = {match.path: match for match in matches if not match.part_of_parent}
    for part in parts:
        place = _whole(part)
        known = whole.get(place)
        if known is None:
            whole[place] = part
        elif part.score > known.score:
            whole[place] = (part if known.part_of_parent else known)._replace(score=part.score)
    return list(whole.values())


def _whole(match: Match) -> str:
    """The tree path of the page that a match is, or is a part of."""
    return match.path[: -Page.steplen] if match.part_of_parent else match.path


def _is_part(match: Match) -> bool:
    return match.part_of_parent


def _as_match(entry: Entry) -> Match:
    """A page that editors chose, as if it had been found; by fit it stands where they put it."""
    dated = entry.dated.isoformat() if entry.dated_as else ""
    return Match(entry.pk, 0.0, entry.page.path, entry.kind, dated, entry.states, entry.part_of_parent)
