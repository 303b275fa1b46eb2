"""What a reader may ask a list of the bulletin for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from search.analysis.folding import fold

if TYPE_CHECKING:
    from pages.bip.models.entries.base import BipEntryPage

_WORD = re.compile(r"\w+")


class EntryFilter(forms.Form):
    """Words, state, year; a plain GET form. What is wrong is said, and leaves nothing out."""

    q = forms.CharField(
        label=_("Words of the title or the facts"),
        required=False,
        max_length=100,
        error_messages={"max_length": _("That is too long to search for: %(limit_value)d characters at most.")},
    )
    state = forms.ChoiceField(label=pgettext_lazy("entry", "State"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, entries: Sequence[BipEntryPage], asked: QueryDict) -> None:
        super().__init__(asked, auto_id="filter-%s", use_required_attribute=False)
        self.entries = entries
        states = {state.key: str(state.label) for entry in entries if (state := entry.state)}
        self._offer("state", sorted(states.items(), key=lambda choice: fold(choice[1])))
        years = sorted({entry.listed_by.year for entry in entries}, reverse=True)
        self._offer("year", [(str(year), str(year)) for year in years])
        self.fields["q"].widget.attrs["autocomplete"] = "off"
        if not states:
            del self.fields["state"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", gettext("all")), *choices]
        field.error_messages["invalid_choice"] = gettext("The list has no such choice. Choose one from the list.")

    @cached_property
    def asked(self) -> dict[str, str]:
        """What was asked for and can be understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        return f"?{urlencode(self.asked)}" if self.asked else ""

    @property
    def fault(self) -> str:
        """The first thing that is wrong, in a sentence; for programs, which see no form."""
        return next((str(sentences[0]) for sentences in self.errors.values()), "")

    def found(self) -> list[BipEntryPage]:
        """The entries that answer to everything that was asked, in the order of the list."""
        asked = self.asked.get("q", "")
        words = _WORD.findall(fold(asked)) or asked.split()  # „§” alone is a question, too, and not one for everything
        return [entry for entry in self.entries if self._has(entry) and all(map(_text_of(entry).__contains__, words))]

    def _has(self, entry: BipEntryPage) -> bool:
        state = entry.state
        return self.asked.get("year") in (None, str(entry.listed_by.year)) and self.asked.get("state") in (
            None,
            state.key if state else "",
        )


def _text_of(entry: BipEntryPage) -> str:
    """What of an entry is searched: what the list prints, and the lead."""
    return fold(" ".join([entry.title, entry.summary, *(value for _label, value in entry.listing_facts)]))
