"""What changed between two texts of an act, provision by provision."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from history.comparing import HOUR, ComparedState
from history.diff.view import comparison_context
from pages.acts.in_time import PlacedState
from pages.acts.text.comparing import changed_provisions, compare_states

if TYPE_CHECKING:
    from pages.acts.dossier import Dossier, Text
    from pages.acts.reading import Reading


MAX_MARKED = 400
"""How many changes are printed word by word; a page of more is one that nobody reads, and costs seconds."""

MAX_NAMED = 300
"""How many changed provisions are named where their words aren't marked."""


class Compared(NamedTuple):
    """What is kept of a comparison: its part of the page, as a big one takes as long to unpack as to make."""

    differing: int
    """How many provisions differ."""
    changed: list[str]
    """The first of them."""
    has_changes: bool
    is_marked: bool
    """Whether the changes are marked in the words."""
    html: SafeString

    @property
    def can_stand_beside(self) -> bool:
        """Whether there is something to print in two columns."""
        return self.has_changes and self.is_marked


def compare_texts(dossier: Dossier, older: str, newer: str, *, address: str, beside: bool) -> dict[str, Any] | None:
    """The context of a comparison of the texts with these slugs; None when one isn't there or both are the same."""
    placed = {dossier.text_of(one).slug: one for one in dossier.life.states}
    if older == newer or older not in placed or newer not in placed:
        return None
    before, after = placed[older], placed[newer]
    texts = dossier.text_of(before), dossier.text_of(after)
    states = compared_state(dossier, before), compared_state(dossier, after)
    compared = _compared(texts, states, beside=beside)
    return {
        "old": states[0],
        "new": states[1],
        "title": states[1].title,
        "beside": beside,
        "compared": compared,
        "lead": change_lead(compared.differing, dossier.act.title),
        "is_example": any(text.is_example for text in texts),
        "swap_url": f"{address}porownaj-stany/{newer}/{older}/",
        "assumed": before.since.assumed or after.since.assumed,
    }


def _compared(texts: tuple[Text, Text], states: tuple[ComparedState, ComparedState], *, beside: bool) -> Compared:
    """What changed between two texts, from the cache if it is there."""
    key = comparison_key(texts, states, beside=beside)
    found: Compared | None = cache.get(key)
    if found is None:
        found = _compare(texts, states, beside=beside)
        cache.set(key, found, HOUR)
    return found


def comparison_key(texts: tuple[Text, Text], states: tuple[ComparedState, ComparedState], *, beside: bool) -> str:
    """Words, names and addresses of both texts: whatever of it changes, the comparison is made anew."""
    printed = [[text.blocks, state.name, state.title, state.url] for text, state in zip(texts, states, strict=True)]
    canonical = json.dumps([printed, beside, get_language()], sort_keys=True, separators=(",", ":"), default=str)
    return f"acts.comparison.1.{sha256(canonical.encode()).hexdigest()}"


def _compare(texts: tuple[Text, Text], states: tuple[ComparedState, ComparedState], *, beside: bool) -> Compared:
    comparison = compare_states(texts[0].pieces, texts[1].pieces)
    names = [provision.citation for provision in changed_provisions(comparison)]
    is_marked = sum(len(change.entries) for change in comparison.changes) <= MAX_MARKED
    if is_marked:
        context = comparison_context(*states, comparison, beside=beside)
        html = render_to_string("components/compared_texts.html", context) if comparison.changes else SafeString("")
    else:
        named = {"names": names[:MAX_NAMED], "more": max(0, len(names) - MAX_NAMED)}
        html = render_to_string("components/compared_names.html", named)
    return Compared(len(names), names[:MAX_NAMED], bool(comparison.changes), is_marked, html)


def compared_state(dossier: Dossier, placed: PlacedState) -> ComparedState:
    """A text as the comparison shows it: its day, and the acts that made it so."""
    text = dossier.text_of(placed)
    return ComparedState(
        name=state_name(placed),
        title=text.title,
        url=text.url,
        note=state_note(dossier, placed, text),
        blocks=(),  # compared apart, and only where no comparison is kept
    )


def state_name(placed: PlacedState) -> str:
    """A text by its day: "tekst od 13 października 2022 r."."""
    known = placed.since.known
    return _("text as from %(day)s") % {"day": known.genitive} if known else _("text, from when is not known")


def state_note(dossier: Dossier, placed: PlacedState, text: Text) -> str:
    """The last acts that are worked into a text, and what it is worth."""
    from pages.acts.models.kinds import LegalValue

    latest = [dossier.effect_of(change).act for change in placed.done if change.since == placed.since]
    value = str(LegalValue(text.legal_value).label) if text.legal_value else ""
    return "; ".join(filter(None, [value, *dict.fromkeys(act.name for act in latest)]))


class StateChoice(NamedTuple):
    """A text that can be chosen for a comparison, and whether it is chosen as the older or the newer one."""

    slug: str
    name: str
    older: bool
    newer: bool


def state_choices(reading: Reading, older: str, newer: str) -> list[StateChoice]:
    """The texts of an act, oldest first; without a choice, the last two."""
    found = [(text.slug, placed) for placed, text in reading.states if text.url]
    slugs = [slug for slug, _placed in found]
    older = older if older in slugs else slugs[-2] if len(slugs) > 1 else ""
    newer = newer if newer in slugs else slugs[-1] if slugs else ""
    return [StateChoice(slug, state_name(placed), slug == older, slug == newer) for slug, placed in found]


def change_lead(count: int, title: str) -> str:
    """How many provisions changed in which act."""
    words = {"count": count, "title": title}
    if not count:
        return _("No provision of “%(title)s” differs.") % words
    return (
        ngettext("%(count)s provision of “%(title)s” differs.", "%(count)s provisions of “%(title)s” differ.", count)
        % words
    )
