"""What the facts let a statement say of the site's conformity. An editor can say less, never more."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pages.accessibility.statement import wording


class Conformity(models.TextChoices):
    """The three states that the conditions know, the best first."""

    FULL = "full", _("fully conforming")
    PARTIAL = "partial", _("partially conforming")
    NONE = "none", _("not conforming")

    @property
    def words(self) -> str:
        """The fixed Polish words of the state."""
        return _WORDS[self.value]


_WORDS = {"full": wording.FULLY, "partial": wording.PARTLY, "none": wording.NOT}
_ORDER = list(Conformity)

LESS = [choice for choice in Conformity.choices if choice[0] != Conformity.FULL]
"""What an editor may choose beside what the facts show."""


def proven(*, checked: bool, problems: int) -> Conformity:
    """The best state that the facts allow.

    Full conformity takes a check that somebody made, and nothing known to be wrong.
    """
    return Conformity.FULL if checked and not problems else Conformity.PARTIAL


def said(proven_state: Conformity, chosen: str) -> Conformity:
    """The state that readers are told: the worse one of what the facts allow and what the editor chose."""
    if chosen not in Conformity.values:
        return proven_state
    return max(proven_state, Conformity(chosen), key=_ORDER.index)
