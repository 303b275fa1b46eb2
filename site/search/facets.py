"""Ways to narrow the results: by kind, place, year and state, each a link that keeps the rest of the question."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from wagtail.models import get_page_models

from search.answering import Answer
from search.content import Kind
from search.finding import Narrowing, Order
from search.states import state_on

# Names of the four in addresses.
PARAMETERS = {"kind": "rodzaj", "section": "dzial", "year": "rok", "state": "stan"}
# The longest list of one facet: years further back are found by sorting.
LONGEST = 8
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Choice:
    """A value to narrow by, with the number of results that it leaves."""

    label: str
    count: int
    url: str
    current: bool


class Facet(NamedTuple):
    """One way to narrow, with its values; the first takes the narrowing off."""

    name: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Address:
    """The address of a page of results, from which those of its neighbours follow."""

    path: str
    query: str
    narrowing: Narrowing
    order: Order

    def url(self, narrowing: Narrowing | None = None, order: Order | None = None, page: int = 1) -> str:
        """The address with some of it changed; of the first page of results if no other is wanted."""
        shown = narrowing if narrowing is not None else self.narrowing
        values = {"q": self.query}
        values |= {PARAMETERS[name]: value for name, value in vars(shown).items() if value}
        if (order or self.order) != Order.FIT:
            values["uloz"] = str(order or self.order)
        if page > 1:
            values["strona"] = str(page)
        return f"{self.path}?{urlencode(values)}"


def facets_of(answer: Answer, address: Address) -> list[Facet]:
    """The facets that leave a choice, in the order in which they are printed."""
    labels = {"kind": _("Kind"), "section": _("Part of the site"), "year": _("Year"), "state": _("State")}
    namers: dict[str, Callable[[Sequence[str]], dict[str, str]]] = {
        "kind": _kind_names,
        "section": answer.pages.titles,
        "year": lambda keys: {key: key for key in keys if _YEAR.fullmatch(key)},
        "state": lambda _keys: _state_names(answer),
    }
    facets = []
    for name, label in labels.items():
        counts = answer.findings.counts.get(name) or Counter()
        everything, chosen = counts.total(), getattr(answer.narrowing, name)
        leaves_a_choice = len(counts) > 1
        counts.pop("", None)  # those that say nothing of it
        if not answer.findings.total or not (chosen or (counts and leaves_a_choice)):
            continue
        keys = _shown(name, counts, chosen)
        names = namers[name](keys)
        choices = [
            Choice(names[key], counts[key], address.url(replace(answer.narrowing, **{name: key})), key == chosen)
            for key in keys
            if key in names
        ]
        off = Choice(_("Everything"), everything, address.url(replace(answer.narrowing, **{name: ""})), not chosen)
        facets.append(Facet(PARAMETERS[name], label, [off, *choices]))
    return facets


def _shown(name: str, counts: Counter[str], chosen: str) -> list[str]:
    """The values of a facet that are printed, the chosen one always."""
    keys = sorted(counts, reverse=True) if name == "year" else [key for key, _number in counts.most_common()]
    shown = keys[:LONGEST]
    return shown if not chosen or chosen in shown else [*shown[: LONGEST - 1], chosen]


def _kind_names(keys: Sequence[str]) -> dict[str, str]:
    known = kinds()
    return {key: str(known[key].label) for key in keys if key in known}


def _state_names(answer: Answer) -> dict[str, str]:
    """What a state is called: of acts and of programmes it may be called differently."""
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for states in sorted(answer.findings.states):
        if state := state_on(states, answer.pages.today):
            names[state.key][state.label] = None
    return {key: ", ".join(labels) for key, labels in names.items()}


def kinds() -> dict[str, Kind]:
    """The kinds of pages by key."""
    found = (getattr(model, "search_kind", None) for model in get_page_models())
    return {kind.key: kind for kind in found if kind}
