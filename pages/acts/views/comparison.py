"""What changed between two texts of an act, provision by provision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from history.comparing import ComparedState
from history.diff.view import comparison_context
from pages.acts.in_time import PlacedState
from pages.acts.text.comparing import blocks_of, changed_provisions, compare_states

if TYPE_CHECKING:
    from pages.acts.dossier import Dossier, Text
    from pages.acts.reading import Reading


def compare_texts(dossier: Dossier, older: str, newer: str, *, address: str, beside: bool) -> dict[str, Any] | None:
    """The context of a comparison of the texts with these slugs; None when one isn't there or both are the same."""
    placed = {dossier.text_of(one).slug: one for one in dossier.life.states}
    if older == newer or older not in placed or newer not in placed:
        return None
    before, after = placed[older], placed[newer]
    texts = dossier.text_of(before), dossier.text_of(after)
    states = compared_state(dossier, before), compared_state(dossier, after)
    comparison = compare_states(texts[0].pieces, texts[1].pieces)
    context = comparison_context(*states, comparison, beside=beside)
    changed = changed_provisions(comparison)
    return context | {
        "lead": change_lead(len(changed), dossier.act.title),
        "changed": [provision.citation for provision in changed],
        "is_example": any(text.is_example for text in texts),
        "swap_url": f"{address}porownaj-stany/{newer}/{older}/",
        "assumed": before.since.assumed or after.since.assumed,
    }


def compared_state(dossier: Dossier, placed: PlacedState) -> ComparedState:
    """A text as the comparison shows it: its day, and the acts that made it so."""
    text = dossier.text_of(placed)
    return ComparedState(
        name=state_name(placed),
        title=text.title,
        url=text.url,
        note=state_note(dossier, placed, text),
        blocks=blocks_of(text.pieces),
    )


def state_name(placed: PlacedState) -> str:
    """A text by its day: "tekst od 13 października 2022 r."."""
    return _("text as from %(day)s") % {"day": placed.since.known.genitive}


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
